// Paths: what their areas and lines take of a page's edges (ISO 32000-1, 8.5).
#pragma once

#include <string_view>
#include <vector>

#include "assemble/paint_state.hpp"

namespace taqrir::assemble {

class PaintedPath {
 public:
  /// Both outlive it; it may narrow the state's clip.
  PaintedPath(EdgeBands& bands, PaintState& state) : bands_(bands), state_(state) {}

  /// False: it is no operation on paths.
  bool operation(int code, std::string_view operands);

 private:
  /// A piece of a path that may come near a band. `sides` are zero for a line, and half a box's for a curve.
  struct Part {
    Point from, to, sides;
    bool sharp = true;  ///< its ends may be corners of any angle
  };

  double reach(double times) const;
  double corner_reach() const;
  void part(const Part& one);
  void begin(Point p);
  void end_subpath();
  void go(Point p);
  void move(std::string_view operands);
  void line(std::string_view operands);
  template <std::size_t N>
  void curve(std::string_view operands);
  void close();
  void rectangle(std::string_view operands);
  void paint(bool fills, bool strokes);
  void stroke();

  EdgeBands& bands_;
  PaintState& state_;
  Area path_ = kNowhere, subpath_ = kNowhere;
  Point start_, here_;
  double reach_ = 0;  // of the path's corners
  std::vector<Part> parts_;
  std::vector<Area> subpaths_;
  bool clips_ = false, sharp_ = true;
};

}  // namespace taqrir::assemble
