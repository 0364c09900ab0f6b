#include "kit/statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace taqrir::kit {
namespace {

// Hours of sleep gained by ten patients under one drug over another: Student (1908), table on page 20.
// R's t.test of these differences prints a mean of 1.58 and the 95 % interval 0.7001142 to 2.4598858.
const Sample kSleep{1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

TEST(Statistics, TheSleepDataOfStudent) {
  EXPECT_NEAR(*mean(kSleep), 1.58, 1e-12);
  EXPECT_NEAR(*median(kSleep), 1.3, 1e-12);
  EXPECT_NEAR(*deviation(kSleep), 1.229995, 1e-6);
  const auto interval = mean_interval(kSleep);
  EXPECT_NEAR(interval->low, 0.7001142, 1e-7);
  EXPECT_NEAR(interval->high, 2.4598858, 1e-7);
}

TEST(Statistics, AnotherConfidenceTakesAnotherQuantile) {
  // Tables give t(0.95; 9) = 1.833113.
  const auto interval = mean_interval(kSleep, 0.90);
  const double half = 1.833113 * *deviation(kSleep) / std::sqrt(10.0);
  EXPECT_NEAR(interval->low, 1.58 - half, 1e-6);
  EXPECT_NEAR(interval->high, 1.58 + half, 1e-6);
}

TEST(Statistics, DeviationByTheSumsOfSquares) {
  double sum = 0, squares = 0;
  for (const double x : kSleep) {
    sum += x;
    squares += x * x;
  }
  const double n = static_cast<double>(kSleep.size());
  EXPECT_NEAR(*deviation(kSleep), std::sqrt((squares - sum * sum / n) / (n - 1)), 1e-12);
}

TEST(Statistics, MedianOfEvenAndOddSamplesInAnyOrder) {
  EXPECT_DOUBLE_EQ(*median({3, 1, 2}), 2);
  EXPECT_DOUBLE_EQ(*median({4, 1, 3, 2}), 2.5);
  EXPECT_DOUBLE_EQ(*median({7}), 7);
  Sample sorted = kSleep;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_DOUBLE_EQ(*median(kSleep), (sorted[4] + sorted[5]) / 2);
}

TEST(Statistics, WhatIsUndefinedIsAbsent) {
  EXPECT_FALSE(mean({}));
  EXPECT_FALSE(median({}));
  EXPECT_FALSE(deviation({}));
  EXPECT_FALSE(deviation({5}));
  EXPECT_FALSE(mean_interval({5}));
}

TEST(Statistics, EqualValuesGiveAnIntervalWithoutWidth) {
  const auto interval = mean_interval({2, 2, 2});
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->low, 2);
  EXPECT_DOUBLE_EQ(interval->high, 2);
}

}  // namespace
}  // namespace taqrir::kit
