#include "render/pdf/figure_boxes.hpp"

#include <algorithm>

namespace taqrir::pdf {

namespace {

using layout::NodeId;
using layout::Page;
using layout::Pages;
using layout::PlacedImage;
using layout::Shape;
using layout::Tag;
using layout::TextRun;

constexpr double kAscent = 0.8, kDescent = 0.25;  // em: enough for a box

struct Extent {
  Pt left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  std::size_t page = 0;
  bool on_several_pages = false;

  void hold(Pt x, Pt y) {
    left = std::min(left, x), right = std::max(right, x);
    top = std::min(top, y), bottom = std::max(bottom, y);
  }
  bool is_empty() const { return left > right || on_several_pages; }
};

// For each node the figure that it belongs to, or kArtifact. Parents come before their children.
std::vector<NodeId> figures_of(const Pages& pages) {
  std::vector<NodeId> out(pages.nodes.size(), layout::kArtifact);
  for (std::size_t i = 1; i < out.size(); ++i) {
    const auto& node = pages.nodes[i];
    const bool below = node.parent >= 0 && static_cast<std::size_t>(node.parent) < i;
    if (node.tag == Tag::figure) {
      out[i] = static_cast<NodeId>(i);
    } else if (below && node.tag != Tag::caption) {
      out[i] = out[static_cast<std::size_t>(node.parent)];
    }
  }
  return out;
}

void hold(Extent& to, const Page&, const PlacedImage& image) {
  to.hold(image.x, image.y);
  to.hold(image.x + image.width, image.y + image.height);
}

void hold(Extent& to, const Page&, const Shape& shape) {
  for (const auto& s : shape.path)
    if (s.op != Shape::Op::close) to.hold(s.x, s.y);
}

void hold(Extent& to, const Page& page, const TextRun& run) {
  if (run.first > page.glyphs.size() || run.count > page.glyphs.size() - run.first || run.angle != 0) return;
  double width = 0;
  for (auto i = run.first; i < run.first + run.count; ++i) width += page.glyphs[i].advance;
  to.hold(run.x, run.y - kAscent * run.size);
  to.hold(run.x + width, run.y + kDescent * run.size);
}

std::map<NodeId, Extent> extents(const Pages& pages) {
  const auto figures = figures_of(pages);
  std::map<NodeId, Extent> out;
  for (std::size_t p = 0; p < pages.pages.size(); ++p)
    for (const auto& item : pages.pages[p].items) {
      if (item.node < 0 || static_cast<std::size_t>(item.node) >= figures.size()) continue;
      const NodeId figure = figures[static_cast<std::size_t>(item.node)];
      if (figure < 0) continue;
      const auto [at, fresh] = out.try_emplace(figure);
      if (fresh) at->second.page = p;
      at->second.on_several_pages = at->second.on_several_pages || at->second.page != p;
      std::visit([&, &box = at->second](const auto& content) { hold(box, pages.pages[p], content); },
                 item.content);
    }
  return out;
}

}  // namespace

std::map<NodeId, std::array<Pt, 4>> figure_boxes(const Pages& pages) {
  std::map<NodeId, std::array<Pt, 4>> out;
  for (const auto& [figure, e] : extents(pages))
    if (!e.is_empty()) out[figure] = {e.left, e.top, e.right - e.left, e.bottom - e.top};
  for (std::size_t i = 0; i < pages.nodes.size(); ++i)
    if (pages.nodes[i].box) out[static_cast<NodeId>(i)] = *pages.nodes[i].box;
  return out;
}

}  // namespace taqrir::pdf
