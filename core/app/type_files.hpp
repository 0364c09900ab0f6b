// A type's folder as its loader sees it (sdk/report_type.hpp).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/report_types.hpp"
#include "input/markdown.hpp"
#include "sdk/report_type.hpp"

namespace taqrir::app {

class TypeFiles : public TypeSource {
 public:
  /// Reads type.toml. `known`: ids of all report types.
  static Result<std::unique_ptr<TypeFiles>> open(World& world, const TypeFolder& type,
                                                 const std::vector<std::string>& known);

  const std::string& id() const override { return type_.id; }
  const Record& declaration() const override { return declaration_; }
  const std::vector<std::string>& files() const override { return files_; }
  FileRef file(std::string_view name, const Span& named) const override;
  Record checked(const Record& raw, const Schema& schema, Diagnostics& diagnostics) const override;
  Diagnostics rehearse(const FileRef& file, const Bindings& bindings) const override;
  Diagnostics rehearse(std::string_view text, const Span& span, const Bindings& bindings) const override;
  const Schema& mission_fields() const override;
  const Schema& activity_fields() const override;
  std::vector<std::string> report_types() const override { return known_; }

 private:
  TypeFiles(World& world, const TypeFolder& type) : world_(world), type_(type) {}
  input::MarkdownOptions options(const Bindings& bindings) const;

  World& world_;
  const TypeFolder& type_;
  Record declaration_;
  std::vector<std::string> files_, known_;
};

/// Files of the folder and one folder below, without those that serve to try the type.
std::vector<std::string> files_of_type(World& world, const std::string& folder);

/// A file that a text of the type's folder names, as "@types/…". Only what lies in the folder is found.
Result<FileRef> file_of_type(World& world, const TypeFolder& type, const std::string& name, const Span& span);

}  // namespace taqrir::app
