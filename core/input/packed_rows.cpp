#include "input/packed_rows.hpp"

#include <utility>

#include "input/csv_cells.hpp"

namespace taqrir::input {

namespace {

/// Seven bits a byte, the least first; of all but the last byte the eighth is set.
void put(std::string& to, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7) to += static_cast<char>(number | 0x80);
  to += static_cast<char>(number);
}

std::uint32_t take(std::string_view from, std::size_t& at) {
  std::uint32_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(from[at++]);
    number |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return number;
  }
}

void type(Cell& cell, ColumnType type) {
  if (cell.missing()) return;
  switch (type) {
    case ColumnType::integer:
    case ColumnType::number: cell.number = parse_cell_number(cell.text); break;
    case ColumnType::date: cell.date = parse_cell_date(cell.text); break;
    case ColumnType::boolean: cell.boolean = parse_cell_boolean(cell.text); break;
    case ColumnType::text: break;
  }
}

}  // namespace

void PackedRows::add(const std::vector<Cell>& cells) {
  begins_.push_back(static_cast<std::uint32_t>(cells_.size()));
  for (const auto& cell : cells) {
    put(cells_, cell.line), put(cells_, cell.column);
    put(cells_, static_cast<std::uint32_t>(cell.text.size()));
    cells_ += cell.text;
  }
}

void PackedRows::describe(std::vector<Column> columns, SourceRef file) {
  table_.columns = std::move(columns), table_.file = std::move(file);
}

std::vector<Cell> PackedRows::row(std::size_t i) const {
  std::vector<Cell> out(table_.columns.size());
  std::size_t at = begins_[i];
  for (std::size_t column = 0; column < out.size(); ++column) {
    auto& cell = out[column];
    cell.line = take(cells_, at), cell.column = take(cells_, at);
    const auto size = take(cells_, at);
    cell.text = cells_.substr(at, size), at += size;
    type(cell, table_.columns[column].type);
  }
  return out;
}

}  // namespace taqrir::input
