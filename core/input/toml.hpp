// TOML files by toml++, checked against a Schema. Nothing else in the tree includes toml++.
#pragma once

#include <functional>
#include <string>

#include "base/world.hpp"
#include "model/schema.hpp"
#include "model/value.hpp"

namespace taqrir::input {

/// The file as an unchecked Record: dates are Date, everything else by its TOML type. A file that does
/// not parse gives the parser's first error with its place.
Result<Record> parse_toml(const SourceRef& file);

/// Where a file named in a record lies. Paths are relative to the folder of the TOML file; a leading
/// `/` means the mission folder. Existence and containment are asked of the World.
struct FileContext {
  World* world = nullptr;
  std::string root;       ///< canonical mission folder
  std::string directory;  ///< folder of the TOML file, relative to root
};

/// Checks every key and value; unknown keys get "did you mean". Returns the record with typed values
/// (files as FileRef, localized texts as LocalizedText). Every error is appended.
Record check(const Record& raw, const Schema& schema, const FileContext& files, Diagnostics& diagnostics);

}  // namespace taqrir::input
