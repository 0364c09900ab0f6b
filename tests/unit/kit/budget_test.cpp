#include "kit/budget.hpp"

#include <gtest/gtest.h>

#include "kit/budget_view.hpp"

namespace taqrir::kit {
namespace {

BudgetLine line(std::optional<double> quantity, std::optional<double> price,
                std::optional<double> actual = {}) {
  BudgetLine out;
  out.quantity = quantity, out.unit_price = price, out.actual = actual;
  return out;
}

TEST(Budget, AnAmountIsRoundedToHundredths) {
  EXPECT_DOUBLE_EQ(*line(3.5, 300.5).amount(), 1051.75);
  EXPECT_DOUBLE_EQ(*line(3, 0.335).amount(), 1.01) << "1.005 goes up";
  EXPECT_DOUBLE_EQ(tax_on(6051.75, 0.2), 1210.35);
}

TEST(Budget, WhatIsMissingIsNotZero) {
  EXPECT_FALSE(line({}, 12).amount());
  EXPECT_FALSE(line(2, {}).amount());
  EXPECT_FALSE(line(2, 12).variance());
  const auto all = totals({line(2, 10, 25), line({}, 10), line(1, 5)});
  EXPECT_DOUBLE_EQ(all.amount, 25);
  EXPECT_DOUBLE_EQ(all.actual, 25);
  EXPECT_EQ(all.lines, 3);
  EXPECT_EQ(all.with_amount, 2);
  EXPECT_EQ(all.with_actual, 1);
}

TEST(Budget, WhatIsSpentIsComparedWithThePlanOfTheSameLines) {
  const auto some = totals({line(1, 8750, 9000), line(1, 1999.99), line(1, {}, 40)});
  EXPECT_DOUBLE_EQ(some.amount, 10749.99);
  EXPECT_DOUBLE_EQ(some.actual, 9040);
  EXPECT_EQ(some.with_both, 1);
  EXPECT_DOUBLE_EQ(*some.variance(), 250);
  EXPECT_DOUBLE_EQ(*some.share(), 9000.0 / 8750);
  const auto none = totals({line(1, 10), line(1, {}, 40)});
  EXPECT_FALSE(none.variance());
  EXPECT_FALSE(none.share());
  EXPECT_FALSE(totals({line(1, 0, 40)}).share());
}

TEST(Budget, VarianceIsSpentLessPlanned) {
  EXPECT_DOUBLE_EQ(*line(2, 10, 25).variance(), 5);
  EXPECT_DOUBLE_EQ(*line(2, 10, 15).variance(), -5);
}

}  // namespace
}  // namespace taqrir::kit
