#include "input/markdown/places.hpp"

#include <algorithm>

namespace taqrir::input::markdown {

namespace {

constexpr std::size_t kCompared = 12;    // bytes of a text that must agree with the file
constexpr std::size_t kSearched = 4096;  // bytes looked through for a text that is not where it should be

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::uint32_t characters(std::string_view text) {
  std::uint32_t count = 0;
  for (const char c : text) count += !is_continuation(c);
  return count;
}

}  // namespace

Places::Places(Origin origin) : origin_(std::move(origin)) {
  if (origin_.file) text_ = origin_.file->text();
}

std::uint32_t Places::line_of(Position position) const {
  return origin_.line + static_cast<std::uint32_t>(std::max(position.line, 1)) - 1;
}

std::size_t Places::begin_of_line(std::uint32_t line) const {
  const auto text = origin_.file->line(line);
  return text.data() ? static_cast<std::size_t>(text.data() - text_.data()) : text_.size();
}

std::size_t Places::offset_of(Position position) const {
  const auto column = static_cast<std::size_t>(std::max(position.column, 1)) - 1;
  const auto within = column > origin_.added ? column - origin_.added : 0;
  const bool first = position.line <= 1;
  const auto begin = first ? origin_.offset : begin_of_line(line_of(position));
  return std::min(begin + (first ? within : column), text_.size());
}

// Counts from the last place counted, in either direction, so that a line of many inlines costs one walk.
std::uint32_t Places::column_at(std::uint32_t line, std::size_t offset) {
  const auto begin = line == line_ ? line_begin_ : begin_of_line(line);
  offset = std::clamp(offset, begin, text_.size());
  const bool nearer_to_begin = offset < offset_ && offset - begin < offset_ - offset;
  if (line != line_ || nearer_to_begin) line_ = line, line_begin_ = begin, offset_ = begin, column_ = 1;
  const bool forward = offset >= offset_;
  const auto passed =
      characters(text_.substr(std::min(offset, offset_), forward ? offset - offset_ : offset_ - offset));
  column_ = forward ? column_ + passed : column_ - passed;
  offset_ = offset;
  return column_;
}

Span Places::span(std::uint32_t line, std::size_t begin, std::size_t end) {
  const auto last = begin_of_line(line) + origin_.file->line(line).size();
  Span out{origin_.file, line, column_at(line, std::min(begin, last)), 0};
  if (end > begin && begin < last) out.end_column = column_at(line, std::min(end, last));
  return out;
}

Span Places::block(cmark_node* node) {
  if (origin_.fixed) return *origin_.fixed;
  if (!origin_.file) return {};
  const Position begin{cmark_node_get_start_line(node), cmark_node_get_start_column(node)};
  const auto line = line_of(begin);
  const auto at = offset_of(begin);
  passed_ = at;
  if (cmark_node_get_end_line(node) > begin.line) return span(line, at, at);
  const auto whole = origin_.file->line(line);
  return span(line, at, std::max(at, begin_of_line(line) + whole.size()));
}

// cmark-gfm's columns are wrong after escaped pipes in tables and on lines with another indentation than
// the block's first; the text itself tells.
std::size_t Places::aligned(std::size_t claimed, std::string_view literal) const {
  const auto head = literal.substr(0, kCompared);
  if (text_.substr(claimed, head.size()) == head) return claimed;
  const auto from = std::min(passed_, text_.size());
  const auto found = text_.substr(from, kSearched).find(head);
  return found == std::string_view::npos ? claimed : from + found;
}

// What holds other inlines begins with a sign, else it begins where the last inline ended.
std::size_t Places::begin_of_container(std::size_t claimed, std::uint32_t line) const {
  constexpr std::string_view kSigns = "*_~[!<";
  if (claimed < text_.size() && kSigns.find(text_[claimed]) != std::string_view::npos) return claimed;
  return std::min(std::max(passed_, begin_of_line(line)), text_.size());
}

std::uint32_t Places::line_at(std::size_t offset, std::uint32_t near) const {
  const auto begin = begin_of_line(near);
  const auto newlines = [&](std::size_t from, std::size_t to) {
    return static_cast<std::uint32_t>(std::count(text_.begin() + from, text_.begin() + to, '\n'));
  };
  return offset >= begin ? near + newlines(begin, offset) : near - newlines(offset, begin);
}

Span Places::inline_of(cmark_node* node, std::string_view literal) {
  if (origin_.fixed) return *origin_.fixed;
  if (!origin_.file) return {};
  const auto position = begin_of(node);
  const bool known = position.line > 0;
  const auto near = known ? line_of(position) : line_;
  const auto claimed = known ? offset_of(position) : std::min(passed_, text_.size());
  begin_ = literal.empty() ? begin_of_container(claimed, near) : aligned(claimed, literal);
  const auto line = begin_ == claimed ? near : line_at(begin_, near);
  const bool verbatim = !literal.empty() && text_.substr(begin_, literal.size()) == literal;
  const Position last{cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1};
  const bool one_line = known && begin_ == claimed && last.line == position.line;
  const auto end = verbatim ? begin_ + literal.size() : one_line ? std::max(begin_, offset_of(last)) : begin_;
  if (!literal.empty()) passed_ = end;
  return span(line, begin_, end);
}

bool Places::says(const Span& span, std::string_view text) const {
  if (!span.file || span.line == 0) return false;
  const auto line = span.file->line(span.line);
  std::size_t at = 0;
  for (std::uint32_t column = 1; column < span.column && at < line.size(); ++column) do
      ++at;
    while (at < line.size() && is_continuation(line[at]));
  return line.substr(at, text.size()) == text && (at == 0 || line[at - 1] != '\\');
}

bool Places::last_said(std::size_t at, std::string_view text) const {
  if (origin_.fixed || !origin_.file) return false;
  const auto from = begin_ + at;
  return from <= text_.size() && text_.substr(from, text.size()) == text &&
         (from == 0 || text_[from - 1] != '\\');
}

Span Places::up_to(Span span, std::string_view end) {
  if (origin_.fixed || !origin_.file || span.end_column <= span.column) return span;
  const auto found = text_.substr(begin_, kCompared * 40).find(end);
  if (found != std::string_view::npos) span.end_column = column_at(span.line, begin_ + found + end.size());
  return span;
}

}  // namespace taqrir::input::markdown
