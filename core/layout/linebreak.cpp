#include "layout/linebreak.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "base/phases.hpp"

namespace taqrir::layout {

namespace {

constexpr float kTooBad = 1e7F;
constexpr double kWorstLine = 1e12;     // demerits of one line, at most
constexpr double kOverfull = 1e14;      // of a line that sticks out
constexpr float kHyphenPair = 3000;     // two hyphened lines in a row
constexpr float kFitnessJump = 3000;    // a tight line beside a loose one
constexpr float kLastHyphen = 5000;     // a hyphen at the end of the line before the last

struct Node {
  std::uint32_t at;       // index of the break
  std::int32_t previous;  // node
  double demerits;
  std::uint8_t fitness;
};

// Ratio by which glue is set: 0 natural, -1 fully shrunk, 1 fully stretched.
float ratio_of(double natural, double stretch, double shrink, double width) {
  const double room = std::fabs(width - natural) < 1e-4 ? 0 : width - natural;
  if (room >= 0) return stretch > 0 ? static_cast<float>(room / stretch) : (room < 0.01 ? 0 : kTooBad);
  return shrink > 0 ? static_cast<float>(room / shrink) : -kTooBad;
}

std::uint8_t fitness_of(float ratio) { return ratio < -0.5F ? 0 : ratio <= 0.5F ? 1 : ratio <= 1 ? 2 : 3; }

class Breaker {
 public:
  Breaker(const std::vector<Break>& breaks, const LineShape& shape) : breaks_(breaks), shape_(shape) {}

  struct Pass { float tolerance; bool hyphens, emergency; double slack; bool overfull = false; };

  // Empty when no set of lines stays within the tolerance.
  std::vector<std::size_t> attempt(const Pass& pass) {
    nodes_.clear(), active_.clear();
    nodes_.push_back({0, -1, 0, 1});
    active_.push_back(0);
    for (std::uint32_t b = 1; b < breaks_.size() && !active_.empty(); ++b) {
      if ((breaks_[b].hyphen && !pass.hyphens) || (breaks_[b].emergency && !pass.emergency)) continue;
      visit(b, pass);
    }
    return trace();
  }

 private:
  // Tries the lines that end at `b`, and keeps the best for each fitness.
  void visit(std::uint32_t b, const Pass& pass) {
    const Break& to = breaks_[b];
    const bool forced = to.penalty == kForced;
    double best[4] = {kInfinity, kInfinity, kInfinity, kInfinity};
    std::int32_t from[4] = {-1, -1, -1, -1};
    const std::int32_t last_resort = pass.overfull ? active_.back() : -1;  // the shortest of overfull lines
    std::size_t kept = 0;
    for (const auto index : active_) {
      const Node& node = nodes_[static_cast<std::size_t>(index)];
      const Break& a = breaks_[node.at];
      const double width = shape_.width - (node.at == 0 ? shape_.first_indent : 0);
      const double natural = to.width_before + to.extra - a.width_after;
      const double stretch = to.stretch_before - a.stretch_after + shape_.ragged + pass.slack;
      const double shrink = to.shrink_before - a.shrink_after;
      const float ratio = ratio_of(natural, stretch, shrink, width);
      const bool overfull = ratio < -1.0001F;
      // Without its hyphen a line may still fit: what comes later may be narrower than the hyphen.
      const bool may_go_on = !overfull || (to.extra > 0 && natural - to.extra - shrink <= width);
      if (may_go_on && !forced) active_[kept++] = index;
      if (overfull || ratio > pass.tolerance) continue;
      const auto fitness = fitness_of(ratio);
      const double demerits = node.demerits + cost(a, to, ratio, node.fitness, fitness, b);
      if (demerits < best[fitness]) best[fitness] = demerits, from[fitness] = index;
    }
    active_.resize(kept);
    for (std::uint8_t f = 0; f < 4; ++f)
      if (from[f] >= 0) activate({b, from[f], best[f], f});
    if (active_.empty() && last_resort >= 0)
      activate({b, last_resort, nodes_[static_cast<std::size_t>(last_resort)].demerits + kOverfull, 0});
  }

  void activate(const Node& node) {
    nodes_.push_back(node);
    active_.push_back(static_cast<std::int32_t>(nodes_.size()) - 1);
  }

  double cost(const Break& a, const Break& to, float ratio, std::uint8_t before, std::uint8_t fitness,
              std::uint32_t b) const {
    const double r = std::fabs(ratio);
    const double line = 1 + 100 * r * r * r + (to.penalty == kForced ? 0 : to.penalty);
    double demerits = line * line;
    if (to.hyphen && a.hyphen) demerits += kHyphenPair;
    if (a.hyphen && b + 1 == breaks_.size()) demerits += kLastHyphen;
    if (before > fitness + 1 || fitness > before + 1) demerits += kFitnessJump;
    return std::min(demerits, kWorstLine);
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

  static constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::vector<Break>& breaks_;
  const LineShape& shape_;
  std::vector<Node> nodes_;
  std::vector<std::int32_t> active_;
};

}  // namespace

std::vector<std::size_t> break_lines(const std::vector<Break>& breaks, const LineShape& shape) {
  if (breaks.size() < 2) return {};
  if (breaks.size() == 2) return {1};
  const PhaseScope scope(Phase::lines);
  Breaker breaker(breaks, shape);
  const double slack = shape.width * 0.15;
  const Breaker::Pass passes[] = {{1.1F, false, false, 0},
                                  {2.2F, true, false, 0},
                                  {4.5F, true, false, 0},
                                  {4.5F, true, true, slack},
                                  {2 * kTooBad, true, true, slack, true}};  // any line rather than none
  std::vector<std::size_t> lines;
  for (const auto& pass : passes)
    if (lines = breaker.attempt(pass); !lines.empty()) break;
  return lines;
}

}  // namespace taqrir::layout
