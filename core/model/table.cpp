#include "model/table.hpp"

#include <unicode/unistr.h>

#include "base/unicode.hpp"

namespace taqrir {

namespace {

std::string folded(std::string_view name) {
  std::string out;
  icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())})
      .foldCase()
      .toUTF8String(out);
  return out;
}

std::uint32_t characters(std::string_view text) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) next_code_point(text, i);
  return count;
}

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == name) return i;
  const auto wanted = folded(name);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (folded(columns[i].name) == wanted) return i;
  return std::nullopt;
}

const Cell* Table::cell(std::size_t row, std::string_view name) const {
  const auto at = column(name);
  if (!at || row >= rows.size() || *at >= rows[row].size()) return nullptr;
  return &rows[row][*at];
}

Span Table::span_of(const Cell& cell) const {
  return {file, cell.line, cell.column, cell.column + characters(cell.text)};
}

}  // namespace taqrir
