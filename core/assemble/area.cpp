#include "assemble/area.hpp"

#include <algorithm>
#include <cmath>

namespace taqrir::assemble {

Area common(const Area& a, const Area& b) {
  return {std::max(a.left, b.left), std::max(a.bottom, b.bottom), std::min(a.right, b.right),
          std::min(a.top, b.top)};
}

Area widened(const Area& a, double by) { return {a.left - by, a.bottom - by, a.right + by, a.top + by}; }

void hold(Area& area, Point p) {
  area.left = std::min(area.left, p.x), area.right = std::max(area.right, p.x);
  area.bottom = std::min(area.bottom, p.y), area.top = std::max(area.top, p.y);
}

Point at(const QPDFMatrix& m, double x, double y) {
  return {m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f};
}

Area box_through(const QPDFMatrix& m, const Area& box) {
  Area area = kNowhere;
  for (const auto& corner : {at(m, box.left, box.bottom), at(m, box.right, box.bottom),
                             at(m, box.left, box.top), at(m, box.right, box.top)}) {
    if (std::isnan(corner.x + corner.y)) return kEverywhere;
    hold(area, corner);
  }
  return area;
}

}  // namespace taqrir::assemble
