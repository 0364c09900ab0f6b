// How `init --from` tells what a file is: words of names (templates/import/words.toml) and, for each report,
// which texts and sheets are its own (recognise.toml beside a plugin's plugin.toml). The core knows no
// deliverable: all of it is data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/workshop.hpp"
#include "model/language.hpp"

namespace taqrir::app {

/// Words as they are compared: folded (input/folded_words.hpp).
using Words = std::vector<std::string>;

struct TextRule {
  std::string field;        ///< a file field of the report's table
  std::string name;         ///< of the file in the mission, without extension
  Words words;              ///< any of them in a file's name or title: it is this
  Words weak;               ///< likewise, where nothing else claims the file
  bool longest = false;     ///< where no name tells, the longest text is it
  LocalizedText otherwise;  ///< what stands in for it; empty: the field is left out
  std::string unless;       ///< a report in whose presence the field is not needed
};

struct ValueWords {
  std::string value;
  Words words;
};

struct ColumnRule {
  std::string name;  ///< as the report reads it
  bool required = false;
  Words words;                     ///< headers that mean the same
  Words identity;                  ///< headers of people's names, for whom codes can be given
  std::vector<ValueWords> values;  ///< cells that mean the same; empty: any
};

/// Columns that no rule names: of words, or of whole numbers from minimum to maximum.
struct OtherColumns {
  std::size_t at_least = 1;
  std::vector<ValueWords> values;
  int minimum = 0, maximum = 0;
};

/// A number that the report needs beside the sheet: the least of `steps` that no value of the columns
/// exceeds.
struct BestValue {
  std::string field;
  std::vector<std::string> of;
  std::vector<int> steps;
};

struct SheetRule {
  std::string field, name;
  Words words;
  std::vector<ColumnRule> columns;
  std::optional<OtherColumns> others;
  std::optional<BestValue> best;
};

struct ReportRule {
  enum class Begin { each_activity, with_text, with_sheet, with_pieces };
  std::string report;
  Begin begin = Begin::with_text;
  std::vector<TextRule> texts;
  std::vector<SheetRule> sheets;
  LocalizedText starter;                 ///< TOML lines that only the user can write
  LocalizedText starter_without_pieces;  ///< likewise, where nothing is annexed
};

struct NameWords {
  Words parts, generic, last, earlier, joining;
  std::vector<Words> months;  ///< January first
  std::vector<std::pair<std::string, Words>> languages;
};

struct ImportRules {
  std::vector<ReportRule> reports;
  NameWords words;
  std::string mission;  ///< mission.toml with @id@ …
};

/// Of the reports whose plugins are found. Errors: the data is not there or does not parse (blame machine).
Result<ImportRules> read_import_rules(Workshop& shop);

/// Whether one of `words` stands in the folded text as whole words; Arabic words also with “ال” before them.
bool holds_word(const std::string& folded, const Words& words);

}  // namespace taqrir::app
