// Small sheets for tests: text with commas, cells typed by a shape.
#pragma once

#include <cstdlib>
#include <sstream>
#include <string>

#include "model/table.hpp"

namespace taqrir::kit::test {

inline Cell typed(const std::string& text, ColumnType type, std::uint32_t line) {
  Cell cell{text};
  cell.line = line;
  cell.column = 1;
  if (text.empty()) return cell;
  if (type == ColumnType::boolean) cell.boolean = text == "1";
  if (type == ColumnType::integer || type == ColumnType::number)
    cell.number = std::strtod(text.c_str(), nullptr);
  return cell;
}

inline ColumnType type_of(const TableShape& shape, const std::string& name) {
  for (const auto& column : shape)
    if (column.name == name) return column.type;
  return ColumnType::text;
}

/// `shape_of` is asked with the headers, as the kit's readers do.
template <class ShapeOf>
Table sheet(const std::string& text, ShapeOf shape_of) {
  Table table;
  table.file = std::make_shared<SourceFile>("presences.csv", text);
  std::istringstream lines(text);
  std::string line, word;
  std::getline(lines, line);
  for (std::istringstream words(line); std::getline(words, word, ',');) table.columns.push_back({word});
  const auto shape = shape_of(table);
  for (auto& column : table.columns) column.type = type_of(shape, column.name);
  for (std::uint32_t n = 2; std::getline(lines, line); ++n) {
    std::vector<Cell> row;
    std::istringstream words(line);
    for (const auto& column : table.columns) {
      word.clear();
      std::getline(words, word, ',');
      row.push_back(typed(word, column.type, n));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace taqrir::kit::test
