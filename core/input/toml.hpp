// TOML files by toml++, checked against a Schema. Nothing else in the tree includes toml++.
#pragma once

#include "input/files.hpp"
#include "model/schema.hpp"
#include "model/value.hpp"

namespace taqrir::input {

/// The file as an unchecked Record: dates are Date, everything else by its TOML type. A file that does
/// not parse gives the parser's first error with its place.
Result<Record> parse_toml(const SourceRef& file);

/// Checks every key and value; unknown keys get "did you mean". Returns the record with typed values
/// (files as FileRef, localized texts as LocalizedText). Every error is appended.
Record check(const Record& raw, const Schema& schema, const FileContext& files, Diagnostics& diagnostics);

}  // namespace taqrir::input
