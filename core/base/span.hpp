// Where a value came from. Every value read from a file keeps a Span, so that any later
// message can show the line. Nothing here reads files: World hands out SourceFile values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace taqrir {

/// A file's text as it was read, kept alive by the spans that point into it.
class SourceFile {
 public:
  /// `path` is what messages show (relative to where the user stands); `text` is UTF-8.
  SourceFile(std::string path, std::string text);

  const std::string& path() const noexcept { return path_; }
  const std::string& text() const noexcept { return text_; }
  /// The text of 1-based line `n` without its end; empty when there is no such line.
  std::string_view line(std::uint32_t n) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

using SourceRef = std::shared_ptr<const SourceFile>;

/// A place in a source file. Lines and columns count from 1, columns in characters (code points).
/// Line 0 means "the file as a whole"; a null file means "nowhere in particular". A file without lines (a
/// Word file, a sheet) has places that only words tell: see in_words.
struct Span {
  SourceRef file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_column = 0;  ///< one past the last character; 0 or <= column: a single point

  explicit operator bool() const noexcept { return file != nullptr; }
};

/// The place that line `name` (from 1) of `places` names, in the file that `places` is called by: “under
/// “Method””, “sheet “May”, cell C7”. Its line is 0, its column is `name`.
Span in_words(const SourceRef& places, std::uint32_t name);
/// What such a place is called; empty for all others.
std::string_view place_in_words(const Span& span);
/// No place within the file is known.
inline bool is_whole_file(const Span& span) { return span.line == 0 && span.column == 0; }

/// Whether both begin at one place of one file.
inline bool same_place(const Span& a, const Span& b) {
  return a.file == b.file && a.line == b.line && a.column == b.column;
}

/// Turns a byte offset within `line` (0-based) into a 1-based column in code points.
std::uint32_t column_of_byte(std::string_view line, std::size_t byte_offset);

}  // namespace taqrir
