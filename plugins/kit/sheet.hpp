// What the three kinds of data sheet (attendance, learning, satisfaction) have in common: one row a
// participant, named by a code, in a file whose columns are known only once it is open.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sdk/report.hpp"

namespace taqrir::kit {

/// A code that a sheet holds twice. The first row counts, the others do not.
struct Duplicate {
  std::string code;
  std::size_t first_row = 0;
  std::size_t row = 0;
  std::vector<std::string> differs;  ///< headers of the columns that both rows fill in, and not alike

  bool contradicts() const noexcept { return !differs.empty(); }
};

/// Column names are compared without case.
bool same_name(std::string_view a, std::string_view b);

template <class Names>
bool names_one_of(std::string_view name, const Names& names) {
  for (const auto& one : names)
    if (same_name(name, one)) return true;
  return false;
}

/// Rows whose code an earlier row has, in order of rows.
std::vector<Duplicate> find_duplicates(const Table& sheet);
bool is_duplicate(const std::vector<Duplicate>& duplicates, std::size_t row);
/// A warning at each duplicate's code.
Diagnostics duplicate_warnings(const Table& sheet, const std::vector<Duplicate>& duplicates);

/// Reads the headers, asks `shape_of` what the columns must hold, and reads the whole again. A sheet
/// without rows is an error. None: the diagnostics say why.
std::optional<Table> read_sheet(const ReportContext& context, const FileRef& file,
                                const std::function<TableShape(const Table& headers)>& shape_of,
                                Diagnostics& diagnostics);

}  // namespace taqrir::kit
