#include "kit/indicators.hpp"

#include <gtest/gtest.h>

namespace taqrir::kit {
namespace {

Indicator indicator(std::optional<double> baseline, std::optional<double> target,
                    std::optional<double> reached) {
  Indicator out;
  out.baseline = baseline;
  out.target = target;
  out.reached = reached;
  return out;
}

TEST(Indicators, AttainmentIsTheWayCovered) {
  EXPECT_NEAR(*indicator(10, 30, 25).attainment(), 0.75, 1e-12);
  EXPECT_NEAR(*indicator(10, 30, 40).attainment(), 1.5, 1e-12);
  EXPECT_NEAR(*indicator(10, 30, 5).attainment(), -0.25, 1e-12);
  EXPECT_NEAR(*indicator(80, 40, 60).attainment(), 0.5, 1e-12) << "a target may lie below its baseline";
}

TEST(Indicators, WithoutABaselineItIsTheRatio) {
  EXPECT_NEAR(*indicator({}, 20, 15).attainment(), 0.75, 1e-12);
}

TEST(Indicators, WhatIsMissingGivesNone) {
  EXPECT_FALSE(indicator(0, {}, 5).attainment());
  EXPECT_FALSE(indicator(0, 5, {}).attainment());
  EXPECT_FALSE(indicator(5, 5, 5).attainment());
  EXPECT_FALSE(indicator({}, 0, 5).attainment());
}

}  // namespace
}  // namespace taqrir::kit
