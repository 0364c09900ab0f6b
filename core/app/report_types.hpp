// Every report type that a mission can name: those that plugins offer, and those that are folders with a
// type.toml. All look-ups of reports go through here.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/world.hpp"
#include "host/host.hpp"

namespace taqrir::app {

/// Before the path of a file of a type's folder: "@types/minutes/decisions.fr.md".
inline constexpr std::string_view kTypesPrefix = "@types/";

/// Where a type is from. Of two folders of one name the first in this order is taken.
enum class TypeOrigin { mission, user, program, plugin };
const char* name_of(TypeOrigin origin);

struct ProgramType;  // app/program_type.hpp

/// A folder with a type.toml.
struct TypeFolder {
  std::string id;      ///< its name
  std::string folder;  ///< canonical
  std::string shown;   ///< as messages call it
  TypeOrigin origin = TypeOrigin::program;
  bool has_file = true;  ///< its type.toml
};

/// The folders below `<folder>/types`, in byte order, also those that lack their type.toml. Only names are read. Links that lead out of the folder
/// that they lie in are passed over; in a mission also those that lead out of the mission, whose `folder` is
/// canonical.
std::vector<TypeFolder> type_folders(World& world, const std::string& folder, const std::string& shown,
                                     TypeOrigin origin);

/// The folder of the type whose sample the mission in `folder` is (`types/ID/sample`, `sample-…`); nothing where
/// it is none.
std::optional<TypeFolder> type_of_sample(World& world, const std::string& folder, const std::string& shown);

/// Safe on several threads, once made.
class ReportTypes {
 public:
  /// `folders` in the order in which they win. `mission_programs`: Locations::mission_programs.
  ReportTypes(World& world, host::Host& host, std::vector<TypeFolder> folders, bool mission_programs = false);

  /// Ids, sorted.
  const std::vector<std::string>& known() const { return known_; }
  bool knows(std::string_view id) const;
  /// Loaded and checked when it is first asked for. Null: unknown, or refused (see said).
  std::shared_ptr<const Report> report(const std::string& id) const;
  /// What loading the type had to say, warnings included; of an unknown one that it is unknown.
  Diagnostics said(const std::string& id) const;
  /// Of a type that a program composes: by that program, if it may run here.
  Composed compose(const std::string& id, const ReportContext& context) const;
  /// Of a type that has been loaded; null: no program composes it.
  const ProgramType* program(std::string_view id) const;

  /// Of a type that is a folder; null for others.
  const TypeFolder* folder(std::string_view id) const;
  TypeOrigin origin(std::string_view id) const;
  /// The plugin that offers or loads the type.
  std::string plugin(std::string_view id) const;
  /// The folder whose files messages show so; empty: none.
  std::string type_of_file(std::string_view shown_path) const;
  /// Path of a file named "@types/…", as the World reads it and as messages show it; empty when there is no
  /// such type.
  std::string path_of(std::string_view file) const;
  std::string shown(std::string_view file) const;
  /// Folders that are not taken because another has their name.
  const Diagnostics& clashes() const { return clashes_; }

 private:
  struct Declared {
    TypeFolder folder;
    std::once_flag once;
    std::shared_ptr<const Report> report;
    std::shared_ptr<const ProgramType> program;
    Diagnostics said;
  };
  void add(TypeFolder folder);
  void load(Declared& declared) const;
  Composed compose_by_program(const Declared& declared, const ReportContext& context) const;
  Diagnostics circles(const Declared& declared) const;
  Declared* declared(std::string_view id) const;

  World& world_;
  host::Host& host_;
  bool mission_programs_;
  std::vector<std::string> known_;
  std::map<std::string, std::unique_ptr<Declared>, std::less<>> declared_;
  Diagnostics clashes_;
};

}  // namespace taqrir::app
