#include "input/packed_rows.hpp"

#include <utility>

#include "base/varint.hpp"
#include "input/csv_cells.hpp"

namespace taqrir::input {

namespace {

std::uint32_t number(std::string_view from, std::size_t& at) {
  return static_cast<std::uint32_t>(take_varint(from, at));
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
    put_varint(cells_, cell.line), put_varint(cells_, cell.column);
    put_varint(cells_, cell.text.size());
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
    cell.line = number(cells_, at), cell.column = number(cells_, at);
    const auto size = take_varint(cells_, at);
    cell.text = cells_.substr(at, size), at += size;
    type(cell, table_.columns[column].type);
  }
  return out;
}

}  // namespace taqrir::input
