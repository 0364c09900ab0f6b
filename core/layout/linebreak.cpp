#include "layout/linebreak.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace taqrir::layout {

namespace {

constexpr float kTooBad = 1e7F;
constexpr float kHyphenPair = 3000;     // two hyphened lines in a row
constexpr float kFitnessJump = 3000;    // a tight line beside a loose one
constexpr float kLastHyphen = 5000;     // a hyphen at the end of the line before the last

struct Node {
  std::uint32_t at;       // index of the break
  std::int32_t previous;  // node
  float demerits;
  std::uint8_t fitness;
};

// Ratio by which glue is set: 0 natural, -1 fully shrunk, 1 fully stretched.
float ratio_of(double natural, double stretch, double shrink, double width) {
  const double room = width - natural;
  if (room >= 0) return stretch > 0 ? static_cast<float>(room / stretch) : (room < 0.01 ? 0 : kTooBad);
  return shrink > 0 ? static_cast<float>(room / shrink) : -kTooBad;
}

std::uint8_t fitness_of(float ratio) { return ratio < -0.5F ? 0 : ratio <= 0.5F ? 1 : ratio <= 1 ? 2 : 3; }

class Breaker {
 public:
  Breaker(const std::vector<Break>& breaks, const LineShape& shape) : breaks_(breaks), shape_(shape) {}

  // Empty when no set of lines stays within the tolerance.
  std::vector<std::size_t> attempt(float tolerance, bool hyphens, bool emergency, double slack) {
    nodes_.clear(), active_.clear();
    nodes_.push_back({0, -1, 0, 1});
    active_.push_back(0);
    for (std::uint32_t b = 1; b < breaks_.size() && !active_.empty(); ++b) {
      if ((breaks_[b].hyphen && !hyphens) || (breaks_[b].emergency && !emergency)) continue;
      visit(b, tolerance, slack);
    }
    return trace();
  }

 private:
  void visit(std::uint32_t b, float tolerance, double slack) {
    const Break& to = breaks_[b];
    const bool forced = to.penalty == kForced;
    float best[4] = {kInfinity, kInfinity, kInfinity, kInfinity};
    std::int32_t from[4] = {-1, -1, -1, -1};
    std::size_t kept = 0;
    for (const auto index : active_) {
      const Node& node = nodes_[static_cast<std::size_t>(index)];
      const Break& a = breaks_[node.at];
      const double width = shape_.width - (node.at == 0 ? shape_.first_indent : 0);
      const double natural = to.width_before + to.extra - a.width_after;
      const double stretch = to.stretch_before - a.stretch_after + shape_.ragged + slack;
      const double shrink = to.shrink_before - a.shrink_after;
      const float ratio = ratio_of(natural, stretch, shrink, width);
      if (ratio >= -1.0001F && !forced) active_[kept++] = index;
      if (ratio < -1.0001F || ratio > tolerance) continue;
      const auto fitness = fitness_of(ratio);
      const float demerits = node.demerits + cost(a, to, ratio, node.fitness, fitness, b);
      if (demerits < best[fitness]) best[fitness] = demerits, from[fitness] = index;
    }
    active_.resize(kept);
    for (std::uint8_t f = 0; f < 4; ++f)
      if (from[f] >= 0) {
        nodes_.push_back({b, from[f], best[f], f});
        active_.push_back(static_cast<std::int32_t>(nodes_.size()) - 1);
      }
  }

  float cost(const Break& a, const Break& to, float ratio, std::uint8_t before, std::uint8_t fitness,
             std::uint32_t b) const {
    const float r = std::fabs(ratio);
    const float line = 1 + 100 * r * r * r + (to.penalty == kForced ? 0 : to.penalty);
    float demerits = line * line;
    if (to.hyphen && a.hyphen) demerits += kHyphenPair;
    if (a.hyphen && b + 1 == breaks_.size()) demerits += kLastHyphen;
    if (before > fitness + 1 || fitness > before + 1) demerits += kFitnessJump;
    return std::min(demerits, 1e12F);
  }

  std::vector<std::size_t> trace() const {
    std::int32_t best = -1;
    for (const auto index : active_) {
      const Node& node = nodes_[static_cast<std::size_t>(index)];
      if (node.at + 1 != breaks_.size()) continue;
      if (best < 0 || node.demerits < nodes_[static_cast<std::size_t>(best)].demerits) best = index;
    }
    std::vector<std::size_t> out;
    for (auto i = best; i > 0; i = nodes_[static_cast<std::size_t>(i)].previous)
      out.push_back(nodes_[static_cast<std::size_t>(i)].at);
    std::reverse(out.begin(), out.end());
    return out;
  }

  static constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const std::vector<Break>& breaks_;
  const LineShape& shape_;
  std::vector<Node> nodes_;
  std::vector<std::int32_t> active_;
};

// First fit, for what no tolerance can save: takes as much as fits, breaks anywhere that is legal, and
// lets a line be overfull only when it has no break at all.
std::vector<std::size_t> first_fit(const std::vector<Break>& breaks, const LineShape& shape) {
  std::vector<std::size_t> out;
  std::size_t start = 0, last = 0;
  for (std::size_t b = 1; b < breaks.size(); ++b) {
    const double width = shape.width - (start == 0 ? shape.first_indent : 0);
    const auto natural = [&](std::size_t to) {
      return breaks[to].width_before + breaks[to].extra - breaks[start].width_after -
             (breaks[to].shrink_before - breaks[start].shrink_after);
    };
    if (natural(b) > width && last > start) {
      out.push_back(last);
      start = last;
    }
    last = b;
    if (breaks[b].penalty == kForced) {
      if (out.empty() || out.back() != b) out.push_back(b);
      start = b;
    }
  }
  if (out.empty() || out.back() + 1 != breaks.size()) out.push_back(breaks.size() - 1);
  return out;
}

}  // namespace

std::vector<std::size_t> break_lines(const std::vector<Break>& breaks, const LineShape& shape) {
  if (breaks.size() < 2) return {};
  if (breaks.size() == 2) return {1};
  Breaker breaker(breaks, shape);
  struct Pass { float tolerance; bool hyphens, emergency; double slack; };
  const Pass passes[] = {{1.1F, false, false, 0},
                         {2.2F, true, false, 0},
                         {4.5F, true, false, 0},
                         {4.5F, true, true, shape.width * 0.15}};
  for (const auto& pass : passes) {
    auto lines = breaker.attempt(pass.tolerance, pass.hyphens, pass.emergency, pass.slack);
    if (!lines.empty()) return lines;
  }
  return first_fit(breaks, shape);
}

}  // namespace taqrir::layout
