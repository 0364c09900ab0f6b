// Dates that can be, and are hardly meant.
#pragma once

#include <optional>

#include "base/date.hpp"
#include "base/diagnostic.hpp"

namespace taqrir::input {

/// A warning where the year is not of 1900 to 2199: reports tell of no such days, slips of the hand do.
std::optional<Diagnostic> unlikely_date(const Date& date, const Span& span);

}  // namespace taqrir::input
