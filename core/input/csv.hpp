// CSV by libcsv: typed columns, every cell's place kept.
#pragma once

#include "base/result.hpp"
#include "base/world.hpp"
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

}  // namespace taqrir::input
