// Table cells of several reports.
#pragma once

#include "model/document.hpp"

namespace taqrir::kit {

/// A title over the rows that follow, as wide as the table.
TableCell group_cell(Inlines title, std::size_t width);
/// The name of a row.
TableCell row_head(Inlines name);

}  // namespace taqrir::kit
