// Which of the places a stamp takes.
#include "assemble/stamp_place.hpp"

#include <gtest/gtest.h>

namespace taqrir::assemble {
namespace {

constexpr Size kA4{600, 800};
constexpr Area kStamp{480, 10, 580, 20};  // at the foot's right corner

/// Where the stamp's left bottom corner lies on a page with these areas taken.
Area placed(const std::vector<Area>& taken, Size page = kA4, Area stamp = kStamp) {
  EdgeBands bands(page);
  for (const auto& area : taken) bands.mark(area);
  const auto shift = stamp_shift(stamp, page, free_places(stamp, bands), -1);
  return {stamp.left + shift.right, stamp.bottom + shift.up, shift.strip, 0};
}

testing::AssertionResult stands_at(const Area& at, double left, double bottom, bool in_strip = false) {
  const bool there =
      std::abs(at.left - left) < 1e-9 && std::abs(at.bottom - bottom) < 1e-9 && (at.right > 0) == in_strip;
  return (there ? testing::AssertionSuccess() : testing::AssertionFailure())
         << at.left << ", " << at.bottom << ", strip " << at.right;
}

TEST(StampPlace, IsTheMostDiscreetThatIsFree) {
  const Area right{560, 0, 600, 40}, middle{300, 0, 310, 40}, left{0, 0, 40, 40}, above{560, 780, 600, 790},
      top{300, 780, 310, 790};
  EXPECT_TRUE(stands_at(placed({}), 480, 10));
  EXPECT_TRUE(stands_at(placed({right}), 250, 10));
  EXPECT_TRUE(stands_at(placed({right, middle}), 20, 10));
  EXPECT_TRUE(stands_at(placed({right, middle, left}), 480, 780));
  EXPECT_TRUE(stands_at(placed({right, middle, left, above}), 250, 780));
  EXPECT_TRUE(stands_at(placed({right, middle, left, above, top}), 20, 780));
  EXPECT_TRUE(stands_at(placed({{0, 0, 600, 800}}), 480, -17, true));
}

TEST(StampPlace, IsMirroredWhereTheStampStandsLeft) {
  const Area stamp{20, 10, 120, 20};
  EXPECT_TRUE(stands_at(placed({}, kA4, stamp), 20, 10));
  EXPECT_TRUE(stands_at(placed({{0, 0, 40, 40}}, kA4, stamp), 250, 10));
  EXPECT_TRUE(stands_at(placed({{0, 0, 310, 40}}, kA4, stamp), 480, 10));
}

TEST(StampPlace, LeavesWhiteAround) {
  EXPECT_TRUE(stands_at(placed({{400, 0, 473, 40}}), 480, 10));
  EXPECT_TRUE(stands_at(placed({{400, 0, 476, 40}}), 250, 10));
  EXPECT_TRUE(stands_at(placed({{480, 24, 580, 60}}), 480, 10));
  EXPECT_TRUE(stands_at(placed({{480, 21, 580, 60}}), 250, 10));
}

TEST(StampPlace, IsBelowAPageThatIsTooSmall) {
  EXPECT_TRUE(stands_at(placed({}, {90, 60}, {-5, 10, 95, 20}), -5, -17, true));
  EXPECT_TRUE(stands_at(placed({}, {600, 18}, kStamp), 480, -17, true));
}

TEST(StampPlace, OfMostPagesIsTheUsualOne) {
  const auto usual = [](std::vector<FreePlaces> pages) { return usual_place(pages); };
  EXPECT_EQ(usual({}), -1);
  EXPECT_EQ(usual({0, 0}), -1);
  EXPECT_EQ(usual({0b111111, 0b111111}), 0);
  EXPECT_EQ(usual({0b111111, 0b111110}), 1);    // numbers now right, now left
  EXPECT_EQ(usual({0b000001, 0b000010}), -1);   // each has its own
  EXPECT_EQ(usual({0b000010, 0, 0, 0, 0}), 1);  // pictures do not count
  std::vector<FreePlaces> pages(19, 0b111111);
  pages.push_back(0b111110);
  EXPECT_EQ(usual(pages), 0);  // one page of twenty stands apart
  EXPECT_EQ(stamp_shift(kStamp, kA4, 0b000011, 1).right, -230);
  EXPECT_EQ(stamp_shift(kStamp, kA4, 0b000001, 1).right, 0);
}

}  // namespace
}  // namespace taqrir::assemble
