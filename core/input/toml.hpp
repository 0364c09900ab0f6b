// TOML files by toml++, checked against a Schema. Nothing else in the tree includes toml++.
#pragma once

#include "input/files.hpp"
#include "model/schema.hpp"
#include "model/value.hpp"

namespace taqrir::input {

/// The file as an unchecked Record: dates are Date, everything else by its TOML type. A file that does
/// not parse gives the parser's first error with its place.
Result<Record> parse_toml(const SourceRef& file);

/// An element of a list in which something is wrong, so that what is made of the list element by element can
/// do without this one alone.
struct SpoiledElement {
  Span list;              ///< of the list's value
  std::size_t index = 0;  ///< in it, from 0; blank elements of forms are not counted
  Span element;  ///< of the element's value; it is not in the checked list when nothing of it is left
  std::vector<Span> errors;  ///< the places of what was told of it
};

/// Checks every key and value; unknown keys get "did you mean". Returns the record with typed values
/// (files as FileRef, localized texts as LocalizedText). Every error is appended; of those in the elements of
/// lists a note is made in `spoiled` also.
Record check(const Record& raw, const Schema& schema, const FileContext& files, Diagnostics& diagnostics,
             std::vector<SpoiledElement>* spoiled = nullptr);

/// As check, of a form that a person fills in: what is blank ("" of any kind, rows and tables of nothing else)
/// is not there, and asked for where it is required, as is a text without content.
Record check_form(const Record& raw, const Schema& schema, const FileContext& files,
                  Diagnostics& diagnostics, std::vector<SpoiledElement>* spoiled = nullptr);

}  // namespace taqrir::input
