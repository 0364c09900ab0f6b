// From cmark-gfm's positions (lines, and columns in bytes, partly wrong) to spans in the file.
#pragma once

#include <optional>
#include <string_view>

#include "base/span.hpp"
#include "input/markdown/syntax.hpp"

namespace taqrir::input::markdown {

/// Where the parsed text stands in its file.
struct Origin {
  SourceRef file;
  std::size_t offset = 0;     ///< byte of the file at which the text begins
  std::uint32_t line = 1;     ///< its line
  std::size_t added = 0;      ///< bytes that were put before the text for the parser
  std::optional<Span> fixed;  ///< the text does not stand in the file as it is: one place for all
};

class Places {
 public:
  explicit Places(Origin origin);

  Span block(cmark_node* node);
  /// An inline whose text (escapes and entities resolved) is `literal`; empty when it has none.
  Span inline_of(cmark_node* node, std::string_view literal);
  /// Whether the file says `text` at the span's begin, not escaped.
  bool says(const Span& span, std::string_view text) const;
  /// Whether the file says `text`, not escaped, `at` bytes behind the begin of the last inline.
  bool last_said(std::size_t at, std::string_view text) const;
  /// The span of the last inline, drawn out to the end of `end`.
  Span up_to(Span span, std::string_view end);

 private:
  std::size_t offset_of(Position position) const;
  std::uint32_t line_of(Position position) const;
  Span span(std::uint32_t line, std::size_t begin, std::size_t end);
  std::uint32_t column_at(std::uint32_t line, std::size_t offset);
  std::size_t begin_of_line(std::uint32_t line) const;
  std::uint32_t line_at(std::size_t offset, std::uint32_t near) const;
  std::size_t begin_of_container(std::size_t claimed, std::uint32_t line) const;
  std::size_t aligned(std::size_t claimed, std::string_view literal) const;

  Origin origin_;
  std::string_view text_;   // of the whole file
  std::size_t begin_ = 0;   // of the last inline
  std::size_t passed_ = 0;  // the end of the last inline
  // the last place whose column was counted: columns of one line are counted once
  std::uint32_t line_ = 0, column_ = 1;
  std::size_t offset_ = 0, line_begin_ = 0;
};

}  // namespace taqrir::input::markdown
