// What a cell’s text means. read_csv is the door for tables; app asks this of sheets that it has still to
// tell apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace taqrir::input {

/// `12`, `-3.5`, `3,5`, `1 234,5`, `1.234,5`, also in Arabic digits; nullopt for anything else.
std::optional<double> parse_cell_number(std::string_view text);
/// Whether a number may be a thousand times what is read: “1.500” is 1.5, and fifteen hundred where people
/// part thousands so.
bool may_be_thousands(std::string_view text);
/// ISO, or day/month/year with `/`, `.` or `-`.
std::optional<Date> parse_cell_date(std::string_view text);
/// 1/0, oui/non, yes/no, true/false, vrai/faux, نعم/لا; letters of either case.
std::optional<bool> parse_cell_boolean(std::string_view text);

}  // namespace taqrir::input
