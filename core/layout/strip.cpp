#include "layout/strip.hpp"

#include <algorithm>

namespace taqrir::layout {

namespace {

Pt width_of(const Strip& strip, const TextRun& run) {
  Pt width = 0;
  for (std::uint32_t i = 0; i < run.count; ++i) width += strip.glyphs[run.first + i].advance;
  return width;
}

template <class Map>
void each_x(Shape& shape, Map map) {
  for (auto& s : shape.path) s.x1 = map(s.x1), s.x2 = map(s.x2), s.x = map(s.x);
}

}  // namespace

void shift(Strip& strip, Pt dx, Pt dy) {
  for (auto& item : strip.items) {
    if (auto* run = std::get_if<TextRun>(&item.content)) run->x += dx, run->y += dy;
    if (auto* image = std::get_if<PlacedImage>(&item.content)) image->x += dx, image->y += dy;
    if (auto* shape = std::get_if<Shape>(&item.content)) {
      each_x(*shape, [dx](Pt x) { return x + dx; });
      for (auto& s : shape->path) s.y1 += dy, s.y2 += dy, s.y += dy;
    }
  }
  for (auto& link : strip.links) link.x += dx, link.y += dy;
  for (auto& late : strip.late) late.right += dx, late.y += dy;
}

void mirror(Strip& strip, Pt width) {
  for (auto& item : strip.items) {
    if (auto* run = std::get_if<TextRun>(&item.content)) run->x = width - run->x - width_of(strip, *run);
    if (auto* image = std::get_if<PlacedImage>(&item.content)) image->x = width - image->x - image->width;
    if (auto* shape = std::get_if<Shape>(&item.content)) each_x(*shape, [width](Pt x) { return width - x; });
  }
  for (auto& link : strip.links) link.x = width - link.x - link.width;
  for (auto& late : strip.late) late.right = width - late.right, late.mirrored = !late.mirrored;
}

void merge(Strip& parent, Strip child, Pt dx, Pt dy) {
  shift(child, dx, dy);
  const auto base = static_cast<std::uint32_t>(parent.glyphs.size());
  for (auto& item : child.items) {
    if (auto* run = std::get_if<TextRun>(&item.content)) run->first += base;
    parent.items.push_back(std::move(item));
  }
  const auto move_all = [](auto& from, auto& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  move_all(child.glyphs, parent.glyphs);
  move_all(child.links, parent.links);
  move_all(child.late, parent.late);
  move_all(child.notes, parent.notes);
  move_all(child.anchors, parent.anchors);
}

void prepend(Strip& strip, Strip label) {
  const auto base = static_cast<std::uint32_t>(strip.glyphs.size());
  for (auto& item : label.items)
    if (auto* run = std::get_if<TextRun>(&item.content)) run->first += base;
  strip.items.insert(strip.items.begin(), std::make_move_iterator(label.items.begin()), std::make_move_iterator(label.items.end()));
  strip.glyphs.insert(strip.glyphs.end(), label.glyphs.begin(), label.glyphs.end());
}

void weld(Strips& strips) {
  for (std::size_t i = 1; i < strips.size(); ++i) {
    const Pt gap = std::max(strips[i - 1].after, strips[i].before);
    strips[i - 1].after = 0, strips[i].before = 0;
    if (gap <= 0) continue;
    shift(strips[i], 0, gap);
    strips[i].height += gap;
  }
}

Pt total_height(const Strips& strips) {
  Pt height = 0;
  for (std::size_t i = 0; i < strips.size(); ++i)
    height += strips[i].height + (i > 0 ? std::max(strips[i - 1].after, strips[i].before) : 0);
  return height;
}

Shape rectangle(Pt x, Pt y, Pt width, Pt height, Rgb fill) {
  using Op = Shape::Op;
  Shape shape;
  shape.path = {{Op::move, 0, 0, 0, 0, x, y},
                {Op::line, 0, 0, 0, 0, x + width, y},
                {Op::line, 0, 0, 0, 0, x + width, y + height},
                {Op::line, 0, 0, 0, 0, x, y + height},
                {Op::close}};
  shape.fill = fill;
  return shape;
}

Shape line(Pt x1, Pt y1, Pt x2, Pt y2, Rgb stroke, Pt width) {
  Shape shape;
  shape.path = {{Shape::Op::move, 0, 0, 0, 0, x1, y1}, {Shape::Op::line, 0, 0, 0, 0, x2, y2}};
  shape.stroke = stroke;
  shape.line_width = width;
  return shape;
}

}  // namespace taqrir::layout
