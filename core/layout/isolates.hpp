// What runs from left to right within right-to-left text, and is written without markup: formulas, codes
// (OMP-05), signed numbers, percentages, dates as ISO 8601 writes them, telephone numbers. The bidirectional
// algorithm (UAX #9) takes digits after an Arabic letter for Arabic numbers, whose signs and spaces then run
// to the left: “0,45−”, “%25”, a telephone number with its groups turned about.
//
// Ranges (12–14) are left to it: in Arabic they are read from the right, like the text around them.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace taqrir::layout {

/// Stretches of `text` (first byte, one past the last) to be isolated left to right, in order. Marks of
/// direction in the text are passed over; an isolate lies within a stretch or outside, never across its end.
std::vector<std::pair<std::size_t, std::size_t>> left_to_right_stretches(std::string_view text);

}  // namespace taqrir::layout
