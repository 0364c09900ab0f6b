// Indicators against their targets, as a table.
#pragma once

#include "kit/indicators.hpp"
#include "kit/writer.hpp"

namespace taqrir::kit {

/// Indicator, baseline, target, reached, attainment (toned), source. Missing values are worded so. `reached`: with
/// the columns of the values reached and their attainment.
Block indicators_table(Writer& writer, const std::vector<Indicator>& indicators, bool reached = true);

}  // namespace taqrir::kit
