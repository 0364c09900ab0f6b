// The rows of a table of any length, kept in about the bytes that its cells are written with. A row's cells
// are made when it is asked for, so that what is made row by row takes no memory for the others.
#pragma once

#include <string>
#include <vector>

#include "model/table.hpp"

namespace taqrir::input {

class PackedRows {
 public:
  /// Cells as a reader typed them; their texts and places are kept.
  void add(const std::vector<Cell>& cells);
  /// What a cell's text means is known by its column; where it stands, in which file.
  void describe(std::vector<Column> columns, SourceRef file);

  std::size_t size() const { return begins_.size(); }
  const SourceRef& file() const { return table_.file; }
  const std::vector<Column>& columns() const { return table_.columns; }
  std::optional<std::size_t> column(std::string_view name) const { return table_.column(name); }
  /// The cells of row `i` (from 0), as long as there are columns and typed by them; a text that is not of its
  /// column's type has no value.
  std::vector<Cell> row(std::size_t i) const;
  Span span_of(const Cell& cell) const { return table_.span_of(cell); }

 private:
  Table table_;  // without rows
  std::string cells_;
  std::vector<std::uint32_t> begins_;  // in cells_
};

}  // namespace taqrir::input
