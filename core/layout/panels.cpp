#include "layout/panels.hpp"

#include <algorithm>

namespace taqrir::layout {

void PanelPainter::add(const std::vector<int>& indices, Pt y, Pt height) {
  for (const int index : indices) {
    auto it = std::find_if(extents_.begin(), extents_.end(), [&](const Extent& e) { return e.frame == index; });
    if (it == extents_.end()) extents_.push_back({index, y, y + height});
    else it->to = y + height;
  }
}

Strip PanelPainter::paint() const {
  Strip out;
  for (const auto& e : extents_) {
    const Frame& f = frames_[static_cast<std::size_t>(e.frame)];
    Shape box = rectangle(f.x, e.from, f.width, e.to - e.from, f.fill.value_or(Rgb{1, 1, 1}));
    if (!f.fill) box.fill.reset();
    if (f.stroke) box.stroke = f.stroke, box.line_width = 0.5;
    if (f.fill || f.stroke) out.items.push_back({std::move(box), kArtifact});
    const Pt bar_x = f.bar_at_end ? f.x + f.width - f.bar_width : f.x;
    if (f.bar) out.items.push_back({rectangle(bar_x, e.from, f.bar_width, e.to - e.from, *f.bar), kArtifact});
  }
  return out;
}

}  // namespace taqrir::layout
