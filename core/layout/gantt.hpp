// Gantt charts, drawn from their tasks' dates.
#pragma once

#include <string>

#include "layout/composer.hpp"

namespace taqrir::layout {

/// From x = 0, not mirrored; below each other when there are more rows than a page has room for.
Strips paint_gantt(Composer& composer, const Chart& chart, const std::string& language, Pt width,
                   NodeId node);

}  // namespace taqrir::layout
