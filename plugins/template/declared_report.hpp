// A report type made of a folder's type.toml.
#pragma once

#include "component.hpp"
#include "sdk/report.hpp"

namespace taqrir::declared {

struct Section {
  const Component* component = nullptr;
  Record record;  ///< checked against the section's keys and the component's
  std::optional<Condition> when;
  int level = 1;
};

/// Everything of the type, checked. Shapes point into `declaration`: neither is copied once it is made.
struct DeclaredType {
  ReportInfo info;
  Declaration declaration;
  std::vector<Section> sections;
  LocalizedText file_name;
  Span file_name_span;
  bool by_program = false;  ///< the host composes it by the program that the type names
  bool uses_rows = false;   ///< in row scope: also names the field of which each row makes a document
};

class DeclaredReport : public Report {
 public:
  explicit DeclaredReport(std::unique_ptr<const DeclaredType> type) : type_(std::move(type)) {}

  const ReportInfo& info() const noexcept override { return type_->info; }
  /// Of a type made by a program: reads the form's sheets for mistakes; its document is the program's.
  Composed compose(const ReportContext& context) const override;
  std::string row_name(const ReportContext& context) const override;

 private:
  std::unique_ptr<const DeclaredType> type_;
};

/// Reads and checks a type.toml with all its texts; null when there are errors.
std::unique_ptr<const DeclaredType> read_type(const TypeSource& source, Diagnostics& diagnostics);

}  // namespace taqrir::declared
