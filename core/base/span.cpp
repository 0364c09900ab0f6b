#include "base/span.hpp"

#include <algorithm>

namespace taqrir {

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
}

std::string_view SourceFile::line(std::uint32_t n) const {
  if (n == 0 || n > line_starts_.size()) return {};
  const std::size_t begin = line_starts_[n - 1];
  const std::size_t end = n < line_starts_.size() ? line_starts_[n] - 1 : text_.size();
  std::string_view text(text_.data() + begin, end - begin);
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

Span in_words(const SourceRef& places, std::uint32_t name) { return {places, 0, name, 0}; }

std::string_view place_in_words(const Span& span) {
  return span.file && span.line == 0 && span.column > 0 ? span.file->line(span.column) : std::string_view();
}

std::uint32_t column_of_byte(std::string_view line, std::size_t byte_offset) {
  const auto head = line.substr(0, std::min(byte_offset, line.size()));
  const auto starts = std::count_if(head.begin(), head.end(),
                                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return static_cast<std::uint32_t>(starts) + 1;
}

}  // namespace taqrir
