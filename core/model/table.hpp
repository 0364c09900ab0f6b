// Tables of data: CSV files and converted sheets, with typed columns and a place for each cell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/span.hpp"

namespace taqrir {

enum class ColumnType { text, integer, number, date, boolean };

/// What a reader of a table expects of one column. Names are compared without case.
struct ColumnShape {
  std::string name;
  ColumnType type = ColumnType::text;
  bool required = true;       ///< the column must exist
  bool may_be_missing = true; ///< cells may be empty (missing data)
  std::vector<std::string> allowed;  ///< for text: the only values; empty: any
  std::optional<double> minimum, maximum;
  bool amounts = false;  ///< for number: amounts of money
};

/// Columns of the file that the shape does not name are kept as text (so are all, without a shape).
using TableShape = std::vector<ColumnShape>;

struct Cell {
  std::string text;                ///< as written, trimmed; empty means missing
  std::optional<double> number;    ///< for integer, number
  std::optional<Date> date;        ///< for date (ISO, or dd/mm/yyyy)
  std::optional<bool> boolean;     ///< for boolean (1/0, oui/non, yes/no, true/false, نعم/لا)
  std::uint32_t line = 0, column = 0;

  bool missing() const noexcept { return text.empty(); }
};

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
};

class Table {
 public:
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  ///< each as long as columns
  SourceRef file;

  /// Index of a column by name (without case); nullopt when absent.
  std::optional<std::size_t> column(std::string_view name) const;
  /// The cell, or null when there is no such column.
  const Cell* cell(std::size_t row, std::string_view column) const;
  Span span_of(const Cell& cell) const;
};

}  // namespace taqrir
