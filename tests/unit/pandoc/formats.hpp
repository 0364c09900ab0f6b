// The table of docs/formats.md: what each format does with each kind of node, and how it is seen in the file.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::pandoc {

/// The table's columns.
enum class Column { word, odt, html, epub, markdown, weasyprint, tex, typst };
constexpr std::array kColumnNames{
    "Word",        "ODT", "HTML", "EPUB", "Markdown", "PDF by WeasyPrint", "PDF by XeLaTeX, LuaLaTeX",
    "PDF by Typst"};
constexpr std::size_t kColumns = kColumnNames.size();

/// How a file of a column is made: each is tried.
struct Way {
  const char* name;
  Column column;
  Writer writer;
  const char* engine;  ///< of PDF
  const char* reader;  ///< Pandoc's name of what is read back: of PDF, what its engine was given
};
inline void PrintTo(const Way& way, std::ostream* out) { *out << way.name; }
constexpr std::array kWays{Way{"Word", Column::word, Writer::docx, "", "docx+styles"},
                           Way{"Odt", Column::odt, Writer::odt, "", "odt"},
                           Way{"Html", Column::html, Writer::html, "", "html"},
                           Way{"Epub", Column::epub, Writer::epub, "", "epub"},
                           Way{"Markdown", Column::markdown, Writer::markdown, "", "gfm+footnotes"},
                           Way{"WeasyPrint", Column::weasyprint, Writer::pdf, "weasyprint", "html"},
                           Way{"XeLaTeX", Column::tex, Writer::pdf, "xelatex", "latex"},
                           Way{"LuaLaTeX", Column::tex, Writer::pdf, "lualatex", "latex"},
                           Way{"Typst", Column::typst, Writer::pdf, "typst", "typst"}};

/// A file read back.
struct Back {
  Column column = Column::word;
  nlohmann::json blocks;                     ///< by Pandoc; of PDF, of what its engine was given
  std::string text;                          ///< words with one space between
  std::map<std::string, std::string> parts;  ///< of an archive; of PDF: "source", what its engine was given
  std::string bytes;

  /// Whether a node of Pandoc's, of one of the types ("Header|Para"), holds the word in what stands below it.
  bool has(const std::string& types, const std::string& word) const;
  /// Whether something holds the word and bears the style, as a class, a style of Word's or one of ODT's.
  bool styled(const std::string& style, const std::string& word) const;
  /// Whether the bytes, or a part, have the text, or one of several with | between.
  bool says(const std::string& text) const;
};

/// One line of the table.
struct FormatRow {
  const char* node;
  Blocks blocks;                   ///< an example
  std::vector<const char*> words;  ///< which of its words every format is to have, in order
  std::function<bool(const Back&)> kept;
  /// For each column: "kept"; "as …" or "once, …", when its words are there in another form; "left out"; with
  /// "(said)" after the last three when a warning tells it.
  std::array<const char*, kColumns> cells;
  std::function<void(Document&)> furnish = {};  ///< what stands in the document beside its blocks
  const char* told = nullptr;                   ///< in the warning, where what is lost has no place
};

std::vector<FormatRow> format_rows();

}  // namespace taqrir::pandoc
