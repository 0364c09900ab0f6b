// Civil dates. Display is the locale's work; here only ISO 8601 calendar dates.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace taqrir {

using Date = std::chrono::year_month_day;

/// `2025-02-03`; nullopt for anything else, and for days that do not exist.
std::optional<Date> parse_iso_date(std::string_view text);
std::string iso(const Date& date);
Date add_days(const Date& date, int days);
/// Days from `from` to `to`; negative when `to` is earlier.
int days_between(const Date& from, const Date& to);

}  // namespace taqrir
