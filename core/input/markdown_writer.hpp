// Blocks -> the Markdown of docs/markdown.md, such that read_markdown gives the same Blocks again: the way
// back for texts that come from another format. What Markdown cannot say (spans of cells, charts, panels) is
// written as far as it can.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"

namespace taqrir::input {

struct MarkdownStyle {
  std::size_t width = 120;             ///< characters of a line, where words allow it
  int level_shift = 0;                 ///< added to levels of headings
  std::string language = "fr";         ///< of the text: only what differs is marked
  std::vector<std::string> languages;  ///< of the mission: which language a script stands for
  /// How the text names a picture; absent: the file's path.
  std::function<std::string(const FileRef&)> path;
  /// The label of a note whose definition stands elsewhere already; nullopt: it is written below its block.
  std::function<std::optional<std::string>(const Footnote&)> known_note;
  /// A label for a new note that no other has; absent: note-1, note-2 …
  std::function<std::string()> new_label;
};

/// Ends with a line end; empty for no blocks.
std::string write_markdown(const Blocks& blocks, const MarkdownStyle& style = {});

}  // namespace taqrir::input
