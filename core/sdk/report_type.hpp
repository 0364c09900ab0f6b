// Report types that are folders: a type.toml, texts, pictures. A plugin may register a TypeLoader, which
// makes a Report of such a folder without ever touching the disk: whatever lies in the folder comes through
// TypeSource.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/bindings.hpp"
#include "sdk/report.hpp"

namespace taqrir {

/// One folder with a type.toml, and what can be asked of it while it is loaded.
class TypeSource {
 public:
  virtual ~TypeSource() = default;

  virtual const std::string& id() const = 0;                  ///< the folder's name
  virtual const Record& declaration() const = 0;              ///< type.toml, parsed and not yet checked
  virtual const std::vector<std::string>& files() const = 0;  ///< what lies in the folder, in byte order
  /// A file of the folder, as ReportContext::template_text and pictures of a document name it.
  virtual FileRef file(std::string_view name, const Span& named) const = 0;

  /// `raw` against a schema, as every TOML file is: types, required keys, “did you mean”. Errors are
  /// appended.
  virtual Record checked(const Record& raw, const Schema& schema, Diagnostics& diagnostics) const = 0;
  /// Reads a template with bindings that rehearse: all that is wrong in it.
  virtual Diagnostics rehearse(const FileRef& file, const Bindings& bindings) const = 0;
  virtual Diagnostics rehearse(std::string_view text, const Span& span, const Bindings& bindings) const = 0;

  virtual const Schema& mission_fields() const = 0;   ///< the keys of mission.toml
  virtual const Schema& activity_fields() const = 0;  ///< the keys of activity.toml
  /// Ids of all report types there are, this one included; sorted.
  virtual std::vector<std::string> report_types() const = 0;
};

struct LoadedType {
  std::unique_ptr<Report> report;  ///< null: the diagnostics say why
  Diagnostics diagnostics;         ///< every error at once, each in the type's own file
};

class TypeLoader {
 public:
  virtual ~TypeLoader() = default;

  /// Checks the type wholly, its texts included. Safe on several threads.
  virtual LoadedType load(const TypeSource& source) const = 0;
  /// The keys of type.toml, for editors. Sections have more, by their component.
  virtual const Schema& fields() const = 0;
  /// All that an author may write, as a Markdown page made from the same tables as the checks.
  virtual std::string reference() const = 0;
};

}  // namespace taqrir
