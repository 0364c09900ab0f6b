// CSV by libcsv: typed columns, every cell's place kept.
#pragma once

#include <set>

#include "base/result.hpp"
#include "base/world.hpp"
#include "input/packed_rows.hpp"
#include "model/table.hpp"

namespace taqrir::input {

struct ReadTable {
  Table table;
  Diagnostics warnings;
};

/// Reads RFC 4180 text. UTF-8 with or without BOM, else Windows-1252 (a note says so); separator
/// `,` `;` tab or `|` by the header line; numbers with `.` or `,` as decimal mark. Ragged rows, bad numbers
/// and dates, values that the shape does not allow, missing columns: all errors at once. A row's line
/// is the line on which it begins.
Result<ReadTable> read_csv(const Bytes& bytes, const std::string& shown, const TableShape& shape);

/// A table of which each row stands for itself.
struct ReadRows {
  PackedRows rows;
  Diagnostics diagnostics;        ///< errors too, of single rows; of more than a few only how many
  std::set<std::size_t> spoiled;  ///< the rows that have one
};

/// As read_csv, but errors of single rows spoil these alone. What concerns all of them (the header, the
/// encoding) is an error of the whole.
Result<ReadRows> read_csv_rows(const Bytes& bytes, const std::string& shown, const TableShape& shape);

}  // namespace taqrir::input
