// Data that lies in a spreadsheet.
#pragma once

#include "app/mission_session.hpp"
#include "input/sheets.hpp"

namespace taqrir::app {

/// The sheet that `file` names (“book.xlsx#May”), else the first one.
Result<input::ReadTable> sheet_table(const MissionSession& session, const FileRef& file,
                                     const TableShape& shape);

/// As input::read_csv_rows: what is wrong in one row spoils that row alone. CSV, or such a sheet.
Result<input::ReadRows> rows_of_sheet(const MissionSession& session, const FileRef& file,
                                      const TableShape& shape);

}  // namespace taqrir::app
