// The table of docs/formats.md: what each format does with each kind of node, and how it is seen in the file.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::pandoc {

constexpr std::array kFormats{Writer::docx, Writer::odt, Writer::html, Writer::epub, Writer::markdown};
constexpr std::array kFormatNames{"Word", "ODT", "HTML", "EPUB", "Markdown"};

/// A file read back.
struct Back {
  Writer writer = Writer::docx;
  nlohmann::json blocks;                     ///< by Pandoc
  std::string text;                          ///< words with one space between
  std::map<std::string, std::string> parts;  ///< of an archive
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
  /// For each of kFormats: "kept"; "as …", when its words are there in another form; "left out"; with
  /// "(said)" after the last two when a warning tells it.
  std::array<const char*, kFormats.size()> cells;
};

std::vector<FormatRow> format_rows();

}  // namespace taqrir::pandoc
