// How a foreign page is shown: crop box, /Rotate and /UserUnit, and the way between what one sees and
// the page's own coordinates.
#pragma once

#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>

#include "assemble/area.hpp"
#include "base/units.hpp"

namespace taqrir::assemble {

struct PageBox {
  double left = 0, bottom = 0, right = 612, top = 792;  ///< the visible part, in the page's own units
  int rotation = 0;                                     ///< clockwise: 0, 90, 180 or 270
  double unit = 1;                                      ///< points in one unit
};

/// The media box of a page, at least as large as what is shown.
Area media_box(QPDFObjectHandle page, const PageBox& shown);
/// Inherited attributes looked up; boxes that make no sense are replaced (US Letter, as readers do).
PageBox page_box(QPDFObjectHandle page);
/// As shown, in points.
Size shown_size(const PageBox& box);
/// From what one sees (points, origin at the bottom left, y upwards) to the page's own coordinates.
QPDFMatrix from_shown(const PageBox& box);
QPDFMatrix to_shown(const PageBox& box);
/// The box with `points` more below what is shown.
PageBox grown(PageBox box, double points);

/// For a record, and back.
std::string text_of(const PageBox& box);
PageBox box_of(std::string_view text);
std::string text_of(const Area& area);
Area area_of(std::string_view text);

}  // namespace taqrir::assemble
