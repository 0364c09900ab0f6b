// A logical framework as a table.
#pragma once

#include "kit/logframe.hpp"
#include "kit/writer.hpp"

namespace taqrir::kit {

/// Results chain, indicator, baseline, target, value, source, assumptions; a link's statement and assumptions
/// stand beside all its indicators. Missing values are worded so.
/// `reached`: with the column of the values reached.
Block logframe_table(Writer& writer, const std::vector<ChainLink>& chain, bool reached = true);

}  // namespace taqrir::kit
