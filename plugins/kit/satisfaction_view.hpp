// Satisfaction as a table and a stacked bar chart.
#pragma once

#include "kit/satisfaction.hpp"
#include "kit/words.hpp"

namespace taqrir::kit {

/// One row an item: how many gave 1 to 5, n, mean.
Block satisfaction_table(const Words& kit, const Satisfaction& satisfaction);
/// Shares of the ratings in per cent of the answers, one bar an item, worst to best.
Block satisfaction_chart(const Words& kit, const Satisfaction& satisfaction);

}  // namespace taqrir::kit
