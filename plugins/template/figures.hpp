// What an activity measured, as names that a template may write: `figures.participants`. Counted by the same
// functions, from the same sheets, as in the activity's technical analysis; what was not measured is missing.
#pragma once

#include <string>

#include "datum.hpp"
#include "kit/indicators.hpp"
#include "kit/writer.hpp"

namespace taqrir::declared {

/// The table `figures`; its members are labelled by the plugin's words.
Shape figures_shape();
/// Of the activity; `shape` is figures_shape(). What cannot be read is kept by the writer.
Datum figures_datum(const Shape& shape, const std::string& activity, kit::Writer& writer);

/// Values of indicators that say `reached_from` and no `reached`: that figure of the activity, in mission
/// scope its sum over the activities that have it.
void draw_values(std::vector<kit::Indicator>& indicators, kit::Writer& writer);

}  // namespace taqrir::declared
