// Places to write by hand: ruled lines and boxes. The line itself is the content of a form field that is only
// printed; what is to be written there is said in words.
#include <algorithm>

#include "layout/composer.hpp"

namespace taqrir::layout {

namespace {

constexpr Pt kRuledLine = 21;  // between two ruled lines: room for handwriting

}  // namespace

std::string Composer::blank_label(const std::string& label, const std::string& language) const {
  return label.empty() ? locale_.in(language).word("document.blank") : label;
}

Strips Composer::set(const Block&, const BlankLines& b, const Setting& s) {
  const int lines = std::clamp(b.lines, 1, 100);
  const NodeId field = s.dry ? kArtifact : node(Tag::form, s.parent, s.language);
  if (!s.dry) nodes[static_cast<std::size_t>(field)].alternative = blank_label(b.label, s.language);
  const Rgb ink = theme_.color("muted");
  Strips out;
  if (b.boxed) {
    Strip box;
    box.height = std::min(kRuledLine * lines, frame_.height * 0.9);
    Shape edge = rectangle(0.4, 0, s.width - 0.8, box.height, Rgb{});
    edge.fill.reset(), edge.stroke = ink, edge.line_width = 0.6;
    box.items.push_back({std::move(edge), field});
    out.push_back(std::move(box));
  } else {
    for (int i = 0; i < lines; ++i) {
      Strip strip;
      strip.height = kRuledLine;
      strip.items.push_back({line(0, kRuledLine - 1, s.width, kRuledLine - 1, ink, 0.6), field});
      out.push_back(std::move(strip));
    }
    if (lines > 1) out.front().keep_with_next = out[out.size() - 2].keep_with_next = true;
  }
  out.front().before = s.tight ? 0 : 4, out.back().after = s.tight ? 2 : 10;
  return out;
}

}  // namespace taqrir::layout
