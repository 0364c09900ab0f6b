// Sheets of a spreadsheet as tables. What a cell says is its value, not its look: dates are ISO, numbers have
// a point.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/csv.hpp"

namespace taqrir::input {

struct Sheet {
  std::string name;
  /// RFC 4180, `,` between cells; row n of the sheet is line n. Empty rows and columns at the end are gone.
  std::string csv;
};

/// The sheets of an OpenDocument spreadsheet's content.xml, or of the same in one file (.fods), in their
/// order. Of formulas the values that were saved. Errors name `shown`.
Result<std::vector<Sheet>> sheets_in(std::string_view xml, const std::string& shown);

/// As read_csv; places are told by the cell: “sheet “May”, cell C7”.
Result<ReadTable> read_sheet(const Sheet& sheet, const std::string& shown, const TableShape& shape);
/// As read_csv_rows, likewise.
Result<ReadRows> read_sheet_rows(const Sheet& sheet, const std::string& shown, const TableShape& shape);

/// “data/book.xlsx#May” -> the file and the sheet's name; no sheet in all other paths.
std::pair<std::string, std::string> file_and_sheet(const std::string& path);
bool is_spreadsheet(std::string_view format);  ///< xlsx, ods

}  // namespace taqrir::input
