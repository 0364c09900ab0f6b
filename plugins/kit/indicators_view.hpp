// Indicators against their targets, as a table.
#pragma once

#include "kit/indicators.hpp"
#include "kit/writer.hpp"

namespace taqrir::kit {

/// Indicator, baseline, target, reached, attainment (toned), source. Missing values are worded so.
Block indicators_table(Writer& writer, const std::vector<Indicator>& indicators);

}  // namespace taqrir::kit
