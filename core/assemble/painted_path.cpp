#include "assemble/painted_path.hpp"

#include <algorithm>
#include <cmath>

namespace taqrir::assemble {
namespace {

constexpr std::size_t kMostParts = 200'000;
constexpr double kCap = 1.4143;  // of half a line's width: square caps, right angles

}  // namespace

bool PaintedPath::operation(int code, std::string_view operands) {
  switch (code) {
    case code_of("m"): return move(operands), true;
    case code_of("l"): return line(operands), true;
    case code_of("c"): return curve<6>(operands), true;
    case code_of("v"):
    case code_of("y"): return curve<4>(operands), true;
    case code_of("h"): return close(), true;
    case code_of("re"): return rectangle(operands), true;
    case code_of("W"):
    case code_of("W*"): return clips_ = true, true;
    case code_of("n"): return paint(false, false), true;
    case code_of("s"): close(); [[fallthrough]];
    case code_of("S"): return paint(false, true), true;
    case code_of("f"):
    case code_of("F"):
    case code_of("f*"): return paint(true, false), true;
    case code_of("b"):
    case code_of("b*"): close(); [[fallthrough]];
    case code_of("B"):
    case code_of("B*"): return paint(true, true), true;
    default: return false;
  }
}

/// How far a stroke reaches beyond its line; at corners more.
double PaintedPath::reach(double times) const {
  const auto& m = state_.matrix;
  const double scale = std::max(std::hypot(m.a, m.b), std::hypot(m.c, m.d));
  return std::max(std::abs(state_.line_width) / 2 * scale * times, kHair);
}

double PaintedPath::corner_reach() const {
  return reach(state_.line_join == 0 ? std::max(std::abs(state_.miter_limit), kCap) : kCap);
}

void PaintedPath::part(const Part& one) {
  const double by = reach_ + one.sides.y;
  if (!bands_.touched_by(std::min(one.from.y, one.to.y) - by, std::max(one.from.y, one.to.y) + by)) return;
  if (parts_.size() >= kMostParts) return bands_.mark_all();
  parts_.push_back(one);
}

void PaintedPath::begin(Point p) {
  if (std::isnan(p.x + p.y)) return bands_.mark_all();
  if (is_empty(path_)) reach_ = corner_reach();  // nothing may change it within a path
  end_subpath();
  start_ = here_ = p;
  hold(path_, p), hold(subpath_, p);
}

void PaintedPath::end_subpath() {
  if (!is_empty(subpath_) && bands_.touched_by(subpath_.bottom - kHair, subpath_.top + kHair))
    subpaths_.push_back(subpath_);
  if (subpaths_.size() >= kMostParts) bands_.mark_all();
  subpath_ = kNowhere;
}

void PaintedPath::go(Point p) {
  if (is_empty(path_)) return begin(p);
  part({here_, p, {}, sharp_});
  here_ = p;
  if (std::isnan(p.x + p.y)) return bands_.mark_all();
  hold(path_, p), hold(subpath_, p);
}

void PaintedPath::move(std::string_view operands) {
  std::array<double, 2> v{};
  if (take(operands, v, bands_)) begin(at(state_.matrix, v[0], v[1]));
}

void PaintedPath::line(std::string_view operands) {
  std::array<double, 2> v{};
  if (take(operands, v, bands_)) go(at(state_.matrix, v[0], v[1]));
}

/// The box of its control points holds it.
template <std::size_t N>
void PaintedPath::curve(std::string_view operands) {
  std::array<double, N> v{};
  if (!take(operands, v, bands_)) return;
  Area box = kNowhere;
  hold(box, here_);
  for (std::size_t i = 0; i + 1 < N; i += 2) hold(box, here_ = at(state_.matrix, v[i], v[i + 1]));
  if (std::isnan(here_.x + here_.y)) return bands_.mark_all();
  const Point middle{(box.left + box.right) / 2, (box.bottom + box.top) / 2};
  part({middle, middle, {box.right - middle.x, box.top - middle.y}, sharp_});
  for (const Point corner : {Point{box.left, box.bottom}, Point{box.right, box.top}})
    hold(path_, corner), hold(subpath_, corner);
}

void PaintedPath::close() {
  if (!is_empty(subpath_)) go(start_);
}

void PaintedPath::rectangle(std::string_view operands) {
  std::array<double, 4> v{};
  if (!take(operands, v, bands_)) return;
  begin(at(state_.matrix, v[0], v[1]));
  sharp_ = false;
  go(at(state_.matrix, v[0] + v[2], v[1]));
  go(at(state_.matrix, v[0] + v[2], v[1] + v[3]));
  go(at(state_.matrix, v[0], v[1] + v[3]));
  close();
  sharp_ = true;
}

void PaintedPath::paint(bool fills, bool strokes) {
  end_subpath();
  const bool nothing = state_.fill.white && !state_.blends && !state_.transfers;
  if (fills && !nothing)
    for (const auto& box : subpaths_) bands_.mark(common(widened(box, kHair), state_.clip));
  if (strokes) stroke();
  if (clips_ && !is_empty(path_)) state_.clip = common(state_.clip, widened(path_, kHair));
  parts_.clear(), subpaths_.clear();
  path_ = kNowhere, clips_ = false;
}

void PaintedPath::stroke() {
  const double along = reach(kCap), corner = reach_;
  for (const auto& p : parts_) {
    bands_.mark_stroke(p.from, p.to, {p.sides.x + along, p.sides.y + along}, state_.clip);
    if (corner <= along || parts_.size() == 1 || !p.sharp) continue;
    for (const auto& end : {p.from, p.to})
      bands_.mark_stroke(end, end, {p.sides.x + corner, p.sides.y + corner}, state_.clip);
  }
}

}  // namespace taqrir::assemble
