// break_lines against every set of breaks, and where nothing fits.
#include "layout/linebreak.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <random>

namespace taqrir::layout {
namespace {

// Words and spaces to breaks, as ParagraphSetter makes them.
class Line {
 public:
  Line() { breaks.push_back({}); }
  Line& box(double w) { return width_ += w, *this; }
  Line& glue(double w) {
    Break b;
    before(b);
    width_ += w, stretch_ += w / 2, shrink_ += w / 3;
    after(b);
    return *this;
  }
  Line& hyphen(double w, float penalty = 60) {
    Break b;
    b.hyphen = true, b.extra = w, b.penalty = penalty;
    before(b), after(b);
    return *this;
  }
  Line& emergency() {
    Break b;
    b.emergency = true, b.penalty = 500;
    before(b), after(b);
    return *this;
  }
  Line& forced() {
    Break b;
    b.penalty = kForced, b.stretch_before = 1e6;
    before(b), after(b);
    return *this;
  }
  std::vector<Break> breaks;

 private:
  void before(Break& b) const { b.width_before = width_, b.stretch_before += stretch_, b.shrink_before = shrink_; }
  void after(Break b) {
    b.width_after = width_, b.stretch_after = stretch_, b.shrink_after = shrink_;
    breaks.push_back(b);
  }
  double width_ = 0, stretch_ = 0, shrink_ = 0;
};

int fitness(double r) { return r < -0.5 ? 0 : r <= 0.5 ? 1 : r <= 1 ? 2 : 3; }

// Demerits of a set of breaks; infinite when a line is out of tolerance.
double demerits(const std::vector<Break>& breaks, const std::vector<std::size_t>& set, double width, double tolerance) {
  double sum = 0;
  std::size_t from = 0;
  int before = 1;
  for (const auto to : set) {
    const Break &a = breaks[from], &b = breaks[to];
    for (auto k = from + 1; k < to; ++k)
      if (breaks[k].penalty == kForced) return std::numeric_limits<double>::infinity();
    const double room = width - (b.width_before + b.extra - a.width_after);
    const double glue = room >= 0 ? b.stretch_before - a.stretch_after : b.shrink_before - a.shrink_after;
    const double r = std::fabs(room) < 1e-4 ? 0 : glue > 0 ? room / glue : room > 0 ? 1e7 : -1e7;
    if (r < -1.0001 || r > tolerance) return std::numeric_limits<double>::infinity();
    const double line = 1 + 100 * std::pow(std::fabs(r), 3) + (b.penalty == kForced ? 0 : b.penalty);
    sum += line * line;
    if (a.hyphen && b.hyphen) sum += 3000;
    if (a.hyphen && to + 1 == breaks.size()) sum += 5000;
    if (std::abs(fitness(r) - before) > 1) sum += 3000;
    before = fitness(r), from = to;
  }
  return sum;
}

// The least demerits over every set of breaks, in the first tolerance that any set keeps to.
double best_of_all(const std::vector<Break>& breaks, double width) {
  const auto inner = breaks.size() - 2;
  for (const auto& [tolerance, hyphens] : {std::pair{1.1, false}, {2.2, true}, {4.5, true}}) {
    double best = std::numeric_limits<double>::infinity();
    for (unsigned bits = 0; bits < (1U << inner); ++bits) {
      std::vector<std::size_t> set;
      bool allowed = true;
      for (std::size_t k = 0; k < inner; ++k)
        if (bits >> k & 1) set.push_back(k + 1), allowed = allowed && (hyphens || !breaks[k + 1].hyphen);
      set.push_back(breaks.size() - 1);
      if (allowed) best = std::min(best, demerits(breaks, set, width, tolerance));
    }
    if (std::isfinite(best)) return best;
  }
  return std::numeric_limits<double>::infinity();
}

TEST(BreakLines, IsAsGoodAsTheBestOfAllSetsOfBreaks) {
  std::mt19937 random(7);
  const auto between = [&](int a, int b) { return static_cast<double>(std::uniform_int_distribution<>(a, b)(random)); };
  int compared = 0;
  for (int round = 0; round < 400; ++round) {
    Line text;
    for (int i = 0; i < 6; ++i) {
      text.box(between(8, 40));
      if (between(0, 2) == 0) text.hyphen(4).box(between(8, 30));
      text.glue(between(4, 8));
    }
    text.box(between(10, 40)).forced();
    const double width = between(70, 130);
    const double best = best_of_all(text.breaks, width);
    if (!std::isfinite(best)) continue;
    ++compared;
    const auto lines = break_lines(text.breaks, {width, 0, 0});
    double own = std::numeric_limits<double>::infinity();
    for (const double tolerance : {1.1, 2.2, 4.5})
      if (!std::isfinite(own)) own = demerits(text.breaks, lines, width, tolerance);
    EXPECT_NEAR(own, best, best * 1e-5 + 0.01) << "round " << round;
  }
  EXPECT_GT(compared, 200);
}

TEST(BreakLines, PrefersAWholeWordToAHyphen) {
  Line text;
  text.box(45).glue(6).box(45).glue(6).box(20).hyphen(3).box(20).glue(6).box(60).forced();
  for (const auto at : break_lines(text.breaks, {98, 0, 0})) EXPECT_FALSE(text.breaks[at].hyphen);
}

TEST(BreakLines, HyphenatesRatherThanLeavingAGap) {
  Line text;
  text.box(30).glue(5).box(30).glue(5).box(26).hyphen(3).box(60).glue(5).box(30).forced();
  const auto lines = break_lines(text.breaks, {100, 0, 0});
  ASSERT_GE(lines.size(), 2U);
  EXPECT_TRUE(text.breaks[lines[0]].hyphen);
}

TEST(BreakLines, TakesEveryForcedBreak) {
  Line text;
  text.box(10).forced().box(10).glue(3).box(10).forced().forced().box(5).forced();
  EXPECT_EQ(break_lines(text.breaks, {100, 0, 0}), (std::vector<std::size_t>{1, 3, 4, 5}));
}

TEST(BreakLines, AWordTooLongForTheLineStandsAloneOnIt) {
  Line text;
  text.box(20).glue(4).box(20).glue(4).box(300).glue(4).box(20).glue(4).box(20).forced();
  EXPECT_EQ(break_lines(text.breaks, {100, 0, 0}), (std::vector<std::size_t>{2, 3, 5}));
}

TEST(BreakLines, BreaksInsideAWordOnlyWhenNothingElseHelps) {
  Line word;
  for (int i = 0; i < 30; ++i) word.box(9).emergency();
  word.box(9).forced();
  const auto lines = break_lines(word.breaks, {100, 0, 0});
  EXPECT_EQ(lines.size(), 3U);
  std::size_t from = 0;
  for (const auto to : lines) {
    EXPECT_LE(word.breaks[to].width_before - word.breaks[from].width_after, 100);
    from = to;
  }
  Line fits;
  fits.box(60).glue(5).box(30).emergency().box(30).glue(5).box(30).forced();
  for (const auto at : break_lines(fits.breaks, {100, 0, 20})) EXPECT_FALSE(fits.breaks[at].emergency);
}

TEST(BreakLines, TheFirstLineLeavesRoomForItsIndent) {
  Line text;
  text.box(40).glue(5).box(40).glue(5).box(40).forced();
  EXPECT_EQ(break_lines(text.breaks, {90, 0, 16}), (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(break_lines(text.breaks, {90, 30, 16}), (std::vector<std::size_t>{1, 3}));
}

TEST(BreakLines, NothingAndOneBreak) {
  EXPECT_TRUE(break_lines({{}}, {100, 0, 0}).empty());
  Line text;
  text.box(10).forced();
  EXPECT_EQ(break_lines(text.breaks, {100, 0, 0}), std::vector<std::size_t>{1});
}

TEST(BreakLines, AMillionLettersInOneParagraphTakeLessThanTwoSeconds) {
  Line text;
  std::mt19937 random(3);
  for (int i = 0; i < 170000; ++i) text.box(15 + static_cast<double>(random() % 30)).glue(3);
  text.box(9).forced();
  const auto start = std::chrono::steady_clock::now();
  const auto lines = break_lines(text.breaks, {450, 0, 0});
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  EXPECT_GT(lines.size(), 10000U);
}

}  // namespace
}  // namespace taqrir::layout
