// What a folder becomes: its activities, and of each file where it goes and as what. Each guess is a note
// with the file and the reason. Nothing is written here.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/import_files.hpp"
#include "app/import_names.hpp"
#include "app/import_rules.hpp"
#include "app/import_sheets.hpp"
#include "input/sheets.hpp"

namespace taqrir::app {

/// What a text says of itself.
struct TextFacts {
  std::string title;  ///< the document's, else its first heading
  std::string words;  ///< all of it, without marks
};

/// A file in its place.
struct PlannedFile {
  enum class Role {
    text,    ///< a text field of a report
    sheet,   ///< a data field
    piece,   ///< annexed
    beside,  ///< a picture that a Markdown text names, where it looks for it
    kept     ///< in the mission's folder “sources”, and nothing more
  };
  std::size_t file = 0;  ///< in FoundFiles::files
  Role role = Role::piece;
  std::string target;         ///< in the mission
  std::string report, field;  ///< of text and sheet
  std::optional<ImportedSheet> sheet;
  std::string content;              ///< of a text that was taken out of a twin; else the file's own
  std::string id, title, language;  ///< of a piece
  std::optional<Date> date;
  bool confidential = false;
};

struct PlannedActivity {
  std::string id;
  std::string folder;  ///< below the source; empty: the whole
  std::string title, title_language, language;
  std::optional<DateRange> dates;
  std::vector<PlannedFile> files;
};

struct Plan {
  std::string title, title_language;
  std::vector<std::string> languages;
  std::vector<PlannedActivity> activities;
  std::vector<PlannedFile> files;  ///< the mission's own
  Diagnostics notes;
};

/// A text that an edited twin holds (pandoc/marks.hpp).
struct TwinPart {
  std::string report, field, path;
  std::string content;                                             ///< Markdown
  std::vector<std::pair<std::string, std::string>> pictures = {};  ///< by the names that it gives them
};

/// How the planner looks into files; both may run other programs.
struct ImportReaders {
  std::function<std::optional<TextFacts>(const ImportFile&)> text;
  /// Those of a workbook in their order, or the one that a CSV file is, without a name.
  std::function<std::vector<input::Sheet>(const ImportFile&)> sheets;
  std::function<std::vector<TwinPart>(const ImportFile&, Diagnostics&)> twin;  ///< empty: it is none
};

Plan plan_import(const FoundFiles& found, const std::string& folder, const ImportRules& rules,
                 const ImportReaders& readers);

/// What [[piece]] says of a file that becomes one; its id and target are free among `others`.
void make_piece(PlannedFile& planned, const ImportFile& file, const std::string& folder,
                const std::vector<PlannedFile>& others, const NameWords& words);

}  // namespace taqrir::app
