#include "kit/cells.hpp"

#include "model/builder.hpp"

namespace taqrir::kit {

TableCell group_cell(Inlines title, std::size_t width) {
  auto out = row_head({{Strong{std::move(title)}, {}}});
  out.column_span = static_cast<int>(width);
  out.alignment = Alignment::start;
  return out;
}

TableCell row_head(Inlines name) {
  auto out = cell(std::move(name));
  out.header = true;
  return out;
}

}  // namespace taqrir::kit
