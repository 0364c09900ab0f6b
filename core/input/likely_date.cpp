#include "input/likely_date.hpp"

namespace taqrir::input {

std::optional<Diagnostic> unlikely_date(const Date& date, const Span& span) {
  constexpr int kFirst = 1900, kEnd = 2200;
  const int year = static_cast<int>(date.year());
  if (year >= kFirst && year < kEnd) return std::nullopt;
  return hinted(warning(span, "this is a day of the year {}", {std::to_string(year)}),
                "correct the date if another is meant: year-month-day, as 2025-06-30");
}

}  // namespace taqrir::input
