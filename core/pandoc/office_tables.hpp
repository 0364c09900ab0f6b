// Tables of office files: what their cells are, and how wide their columns.
#pragma once

#include <string>
#include <vector>

#include "model/document.hpp"

namespace taqrir::pandoc {

/// One letter for each cell, rows parted by "/", as office/cells.hpp reads them.
std::string cells_of(const DataTable& table);
/// Likewise, how each is aligned: s start, c centre, e end.
std::string alignments_of(const DataTable& table);

/// Shares of the width, 1 together: those that are given, the rest by what stands in the columns. Pandoc and
/// Word would else make all columns equal.
std::vector<double> shares_of(const DataTable& table);

}  // namespace taqrir::pandoc
