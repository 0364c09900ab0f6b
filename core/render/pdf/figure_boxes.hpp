// Where figures lie: their bounding boxes (ISO 32000-1, 14.8.5.4.3), for readers that show or crop them.
#pragma once

#include <array>
#include <map>

#include "layout/pages.hpp"

namespace taqrir::pdf {

/// Left, top, width, height, as in Pages: Node::box where layout says it, else around all that is drawn of
/// the figure and of what is within it, its caption aside. None for a figure on several pages, or with
/// nothing drawn.
std::map<layout::NodeId, std::array<Pt, 4>> figure_boxes(const layout::Pages& pages);

}  // namespace taqrir::pdf
