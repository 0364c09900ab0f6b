// Declare once: a Schema drives checking, "did you mean", the starter form, the JSON Schema for
// editors and the reference page, for coded and declarative report types alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/language.hpp"

namespace taqrir {

enum class FieldKind {
  text,       ///< string
  localized,  ///< string, or table of language = string
  integer,
  number,     ///< integer or float
  boolean,
  date,       ///< TOML local date
  choice,     ///< one of `choices`
  file,       ///< path of an existing file inside the mission
  path,       ///< path that need not exist
  table,      ///< nested table described by `fields`
  map,        ///< table with free keys; each value described by `element` (one entry)
  list,       ///< array; each element described by `element` (one entry)
  any         ///< anything, unchecked
};

struct Field {
  std::string name;
  FieldKind kind = FieldKind::text;
  bool required = false;
  LocalizedText label;                ///< what a person calls it
  LocalizedText help;                 ///< one sentence
  std::vector<std::string> choices;   ///< for choice
  std::vector<Field> fields;          ///< for table; for a file of data: its columns
  std::vector<Field> element;         ///< for list and map: exactly one, its name unused
  std::optional<double> minimum;      ///< for integer and number, inclusive
  std::optional<double> maximum;
  std::string default_text;           ///< shown in forms; not applied by the check
  bool personal = false;              ///< personal data: replaced in the public edition
  std::vector<LocalizedText> choice_labels;  ///< what a person calls the choices; empty: as they are written
  std::string form;  ///< what the kind does not say: "money" (of a number), "markdown", "sheet" (of a file); or empty
};

using Schema = std::vector<Field>;

// Short builders, so that a schema reads as a table.
Field text_field(std::string name, bool required = false);
Field localized_field(std::string name, bool required = false);
Field integer_field(std::string name, bool required = false);
Field number_field(std::string name, bool required = false);
Field boolean_field(std::string name, bool required = false);
Field date_field(std::string name, bool required = false);
Field choice_field(std::string name, std::vector<std::string> choices, bool required = false);
Field file_field(std::string name, bool required = false);
Field table_field(std::string name, Schema fields, bool required = false);
Field list_field(std::string name, Field element, bool required = false);
/// Sets label and help in English and French at once: `labelled(f, "…fr…", "…en…", "help fr", "help en")`.
Field labelled(Field field, std::string french, std::string english, std::string help_french = {},
               std::string help_english = {});

const Field* find_field(const Schema& schema, std::string_view name);

}  // namespace taqrir
