#include "render/pdf/content.hpp"

#include <algorithm>
#include <set>

#include "base/phases.hpp"
#include "render/pdf/glyphs.hpp"
#include "render/pdf/operators.hpp"
#include "render/pdf/structure_names.hpp"
#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

using layout::Item;
using layout::NodeId;
using layout::Page;
using layout::Pages;
using layout::PlacedImage;
using layout::Shape;
using layout::TextRun;

using Op = Shape::Op;

constexpr float kOutlineWidth = 0.02F;  // of a watermark over pictures: of its size

// move, line, line, line, close along the axes: one `re` instead.
bool is_rectangle(const std::vector<Shape::Segment>& path) {
  if (path.size() != 5 || path[0].op != Op::move || path[4].op != Op::close) return false;
  for (int i = 1; i < 4; ++i) {
    const bool level = path[i].y == path[i - 1].y, upright = path[i].x == path[i - 1].x;
    if (path[i].op != Op::line || level == upright) return false;
  }
  return path[0].x == path[3].x || path[0].y == path[3].y;
}

class Writer {
 public:
  Writer(const Pages& pages, std::size_t page, const TypedText& text)
      : pages_(pages),
        page_(pages.pages[page]),
        codes_(text.fonts),
        glyphs_(text.glyphs(pages, page)),
        op_(out_.operators) {}

  /// Items from `first` on, before `end`.
  PageContent write(std::uint32_t first, std::uint32_t end) {
    furniture_ = first_furniture();
    out_.operators.reserve(4 * glyphs_.size() + 64 * page_.items.size());
    for (std::uint32_t i = first; i < end; ++i) {
      mark(i);
      std::visit([this](const auto& content) { draw(content); }, page_.items[i].content);
    }
    close_mark();
    out_.fonts.assign(fonts_.begin(), fonts_.end());
    out_.images.assign(images_.begin(), images_.end());
    return std::move(out_);
  }

 private:
  // Layout puts furniture last: the artifacts after the last piece of real content.
  std::uint32_t first_furniture() const {
    std::size_t i = page_.items.size();
    while (i > 0 && node_of(page_.items[i - 1]) == layout::kArtifact) --i;
    return static_cast<std::uint32_t>(i);
  }

  NodeId node_of(const Item& item) const {
    const bool known = item.node >= 0 && static_cast<std::size_t>(item.node) < pages_.nodes.size();
    return known ? item.node : layout::kArtifact;
  }

  // One marked-content sequence for neighbours of one element; text objects lie within it.
  void mark(std::uint32_t index) {
    const NodeId node = node_of(page_.items[index]);
    if (is_marked_ && node == current_) return;
    close_mark();
    is_marked_ = true;
    current_ = node;
    std::string& out = out_.operators;
    if (node == layout::kArtifact) {
      out += index >= furniture_ ? "/Artifact<</Type/Pagination>>BDC\n" : "/Artifact BMC\n";
      return;
    }
    out += '/';
    out += structure_name(pages_.nodes[static_cast<std::size_t>(node)].tag);
    out += "<</MCID ";
    put_int(out, static_cast<std::int64_t>(out_.marks.size()));
    out += ">>BDC\n";
    out_.marks.push_back({node, index});
  }

  void close_mark() {
    op_.end_text();
    if (is_marked_) out_.operators += "EMC\n";
    is_marked_ = false;
  }

  void draw(const TextRun& run) {
    if (run.font >= pages_.fonts.size() || run.size <= 0 || run.first > glyphs_.size()) return;
    const std::size_t count = std::min<std::size_t>(run.count, glyphs_.size() - run.first);
    if (count == 0) return;
    fonts_.insert(run.font);
    if (lies_over_others(run)) return draw_through(run, count);
    show(run, count);
  }

  // A watermark over somebody else's page, or over pictures of ours.
  bool lies_over_others(const TextRun& run) const { return run.angle != 0 && (page_.foreign || !images_.empty()); }

  // It darkens what is light, and its thin outline, half transparent, lightens what is dark: it is seen on both and
  // hides nothing. (Screen would do the latter, but draws its own colour on paper that nothing is painted on.)
  void draw_through(const TextRun& run, std::size_t count) {
    out_.blends = true;
    op_.end_text();
    op_.operation("/B gs\n");
    show(run, count);
    op_.end_text();
    op_.operation("/L gs\n");
    op_.stroke_color(run.color);
    op_.line_width(run.size * kOutlineWidth);
    op_.begin_text();
    op_.operation("1 Tr\n");
    show(run, count);
    op_.operation("0 Tr\n");
    op_.end_text();
    op_.operation("/N gs\n");
  }

  void show(const TextRun& run, std::size_t count) {
    op_.begin_text();
    op_.font(run.font, run.size);
    op_.fill_color(run.color);
    op_.move_text(run.x, page_.size.height - run.y, run.angle);
    show_glyphs(op_, codes_[run.font], run.size, glyphs_.subspan(run.first, count));
  }

  void draw(const Shape& shape) {
    if (shape.path.empty() || (!shape.fill && !shape.stroke)) return;
    op_.end_text();
    if (shape.fill) op_.fill_color(*shape.fill);
    if (shape.stroke) {
      op_.stroke_color(*shape.stroke);
      op_.line_width(shape.line_width);
      op_.dash(shape.dash);
    }
    path(shape.path);
    op_.operation(shape.fill ? (shape.stroke ? "B\n" : "f\n") : "S\n");
  }

  void path(const std::vector<Shape::Segment>& segments) {
    if (is_rectangle(segments)) return rectangle(segments);
    for (const auto& s : segments) {
      switch (s.op) {
        case Op::move: point(s.x, s.y), op_.operation("m\n"); break;
        case Op::line: point(s.x, s.y), op_.operation("l\n"); break;
        case Op::close: op_.operation("h\n"); break;
        case Op::curve:
          point(s.x1, s.y1), point(s.x2, s.y2), point(s.x, s.y);
          op_.operation("c\n");
          break;
      }
    }
  }

  void rectangle(const std::vector<Shape::Segment>& s) {
    const double left = std::min(s[0].x, s[2].x), right = std::max(s[0].x, s[2].x);
    const double top = std::min(s[0].y, s[2].y), bottom = std::max(s[0].y, s[2].y);
    point(left, bottom);
    op_.number(right - left), op_.number(bottom - top);
    op_.operation("re\n");
  }

  void draw(const PlacedImage& image) {
    if (image.image >= pages_.images.size()) return;
    images_.insert(image.image);
    op_.end_text();
    op_.operation("q ");
    op_.number(image.width);
    op_.operation("0 0 ");
    op_.number(image.height);
    point(image.x, image.y + image.height);
    op_.operation("cm/I");
    put_int(out_.operators, image.image);
    op_.operation(" Do Q\n");
  }

  void point(double x, double y) { op_.number(x), op_.number(page_.size.height - y); }

  const Pages& pages_;
  const Page& page_;
  const std::vector<TypedFont>& codes_;
  std::span<const layout::PlacedGlyph> glyphs_;
  PageContent out_;
  Operators op_;
  std::set<layout::FontId> fonts_;
  std::set<layout::ImageId> images_;
  std::uint32_t furniture_ = 0;
  NodeId current_ = layout::kArtifact;
  bool is_marked_ = false;
};

}  // namespace

PageContent write_content(const Pages& pages, std::size_t page, const TypedText& text) {
  const PhaseScope scope(Phase::contents);
  const auto& slot = pages.pages[page].foreign;
  const auto end = static_cast<std::uint32_t>(pages.pages[page].items.size());
  const std::uint32_t stamp = slot && slot->stamp_box ? std::min(slot->stamp_box->first, end) : 0;
  if (stamp == 0) return Writer(pages, page, text).write(0, end);
  auto content = Writer(pages, page, text).write(0, stamp);
  auto above = Writer(pages, page, text).write(stamp, end);
  content.stamp = std::move(above.operators);
  std::vector<layout::FontId> fonts;
  std::set_union(content.fonts.begin(), content.fonts.end(), above.fonts.begin(), above.fonts.end(),
                 std::back_inserter(fonts));
  content.fonts = std::move(fonts);
  return content;
}

}  // namespace taqrir::pdf
