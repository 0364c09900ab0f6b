// The panels behind strips: one rectangle a panel over all consecutive strips that stand in it.
#pragma once

#include <vector>

#include "layout/strip.hpp"

namespace taqrir::layout {

class PanelPainter {
 public:
  explicit PanelPainter(const std::vector<Frame>& frames) : frames_(frames) {}

  /// A strip at `y` that stands in the panels `indices`, outermost first.
  void add(const std::vector<int>& indices, Pt y, Pt height);
  /// The panels of what was added, outermost first. Of no height: they lie behind other strips.
  Strip paint() const;

 private:
  struct Extent { int frame; Pt from, to; };
  const std::vector<Frame>& frames_;
  std::vector<Extent> extents_;
};

}  // namespace taqrir::layout
