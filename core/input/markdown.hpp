// Markdown by cmark-gfm (tables, footnotes, task lists, strikethrough, autolinks) with our own
// syntax extensions -> Blocks with source places. The syntax is documented in docs/markdown.md.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/world.hpp"
#include "model/bindings.hpp"
#include "model/document.hpp"

namespace taqrir::input {

struct MarkdownOptions {
  int heading_level = 1;               ///< level given to the file's highest heading
  std::string language = "fr";         ///< of the report; paragraphs in another script get their own
  std::vector<std::string> languages;  ///< of the mission: which language a script stands for
  /// Resolves a picture or file named in the text; the error's span is filled in by the reader.
  std::function<Result<FileRef>(const std::string& path, const Span&)> file;
  /// `{{ a.b }}`: the value as text, or nullopt when unknown (then an error with `placeholders`).
  std::function<std::optional<std::string>(const std::string& name)> placeholder;
  std::vector<std::string> placeholders;  ///< known names, for "did you mean"
  /// The text is a template: placeholders, conditions and repetitions mean what these say. Then `placeholder` is not
  /// asked.
  const Bindings* bindings = nullptr;
  /// `[[piece:id]]`: the label to show ("pièce 3"), or nullopt when unknown.
  std::function<std::optional<std::string>(const std::string& id)> piece;
  std::vector<std::string> piece_ids;
  /// What a text shows in the place of a piece that is not there, for the reader of the report. Absent: the id.
  std::function<std::string(const std::string& id)> missing_piece;
  bool missing_pieces_are_errors = false;  ///< else warnings
  /// What the document calls a known piece (its anchor without “piece:”), or why the id does not say which is
  /// meant; the error's span is filled in by the reader. Absent: the id itself.
  std::function<Result<std::string>(const std::string& id)> piece_target;
};

struct MarkdownText {
  Blocks blocks;
  Diagnostics diagnostics;
};

MarkdownText read_markdown(const SourceRef& file, const MarkdownOptions& options);

/// A short text without blocks, as it stands in TOML: `origin` is the place of the string.
/// Several paragraphs are joined by line breaks.
MarkdownText read_inline_markdown(std::string_view text, const Span& origin, const MarkdownOptions& options);

}  // namespace taqrir::input
