#include "cli/table.hpp"

#include <algorithm>

#include "base/unicode.hpp"

namespace taqrir::cli {

std::size_t width_of(const std::string& text) {
  std::size_t width = 0;
  for (const auto& character : split_characters(text)) width += display_width(character);
  return width;
}

void TextTable::row(std::vector<std::string> cells) {
  for (auto& cell : cells) cell = printable(cell);
  rows_.push_back(std::move(cells));
}

std::string TextTable::text(const std::vector<std::size_t>& right) const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string out;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string space(widths[i] - width_of(row[i]), ' ');
      const bool at_right = std::find(right.begin(), right.end(), i) != right.end();
      line += "  " + (at_right ? space + row[i] : row[i] + space);
    }
    out += line.erase(line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

}  // namespace taqrir::cli
