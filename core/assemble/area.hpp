// Parts of a page, and the way of boxes through matrices.
#pragma once

#include <limits>
#include <qpdf/QPDFMatrix.hh>

namespace taqrir::assemble {

struct Point {
  double x = 0, y = 0;
};

struct Area {
  double left = 0, bottom = 0, right = 0, top = 0;
};

inline constexpr double kEndless = std::numeric_limits<double>::infinity();
inline constexpr Area kEverywhere{-kEndless, -kEndless, kEndless, kEndless};
inline constexpr Area kNowhere{kEndless, kEndless, -kEndless, -kEndless};

/// What numbers do not make an area of (NaN) is not empty.
constexpr bool is_empty(const Area& a) { return a.left > a.right || a.bottom > a.top; }
Area common(const Area& a, const Area& b);
Area widened(const Area& a, double by);
/// Grows to hold a point.
void hold(Area& area, Point p);

Point at(const QPDFMatrix& m, double x, double y);
/// The box of a box; everywhere when numbers fail.
Area box_through(const QPDFMatrix& m, const Area& box);

}  // namespace taqrir::assemble
