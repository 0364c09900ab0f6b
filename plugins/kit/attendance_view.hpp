// Attendance as tables and a chart.
#pragma once

#include "kit/attendance.hpp"
#include "kit/words.hpp"

namespace taqrir::kit {

/// "j1_matin" -> "Jour 1, matin"; any other header with spaces for its underscores.
std::string half_day_name(const Words& kit, const std::string& header);

/// Numbers of women and men: "24 personnes (14 femmes et 10 hommes)".
std::string people(const Words& kit, const BySex& persons);

/// One row a half-day: women, men, (sex unknown, where there are any), total, cells recorded (n), cells left
/// empty, rate; last, all half-days together.
Block attendance_table(const Words& kit, const Attendance& attendance);
/// Age bands, kinds of organisation, regions of those present, and all of them; empty when the sheet tells
/// none.
Blocks profile_table(const Words& kit, const Attendance& attendance);
Block attendance_chart(const Words& kit, const Attendance& attendance);
/// Registered, present, complete, withdrawn, contradictions, double registrations, cells left empty, columns
/// that the sheet does not have: a sentence each.
std::vector<Inlines> attendance_findings(const Words& kit, const Attendance& attendance);

}  // namespace taqrir::kit
