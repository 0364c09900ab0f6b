// Attendance counted from a sheet: one row a participant, one column a half-day.
//
// Columns: code; sexe (F or M); tranche_age, type_organisation, region, statut (each may be absent); every
// other column is a half-day with yes or no. An empty cell is missing, which is not the same as absent.
// statut is “inscrit” or “désisté”: who withdrew and was there all the same is a contradiction. What the
// half-days say is counted, and the contradiction is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kit/sheet.hpp"

namespace taqrir::kit {

/// Persons by sex. `unknown`: the sheet does not say.
struct BySex {
  int women = 0;
  int men = 0;
  int unknown = 0;

  int total() const noexcept { return women + men + unknown; }
};

struct HalfDay {
  std::string name;  ///< the column's header
  BySex present;
  int absent = 0;
  int missing = 0;  ///< cells left empty

  int recorded() const noexcept { return present.total() + absent; }
};

/// Those present who share a value. An empty `value` means missing.
struct Group {
  std::string value;
  BySex present;
};

/// One who withdrew, yet is marked present.
struct Revenant {
  std::string code;
  std::string half_day;  ///< header of the first half-day of presence
  Span span;             ///< that cell
};

struct Attendance {
  BySex registered;  ///< distinct codes
  BySex present;     ///< of these, present at one half-day or more
  int complete = 0;  ///< of these, present at every half-day
  BySex withdrawn;   ///< of those registered, who withdrew and never came
  std::vector<Revenant> revenants;
  std::vector<std::string> codes;   ///< of those registered, in the sheet's order
  std::vector<std::string> absent;  ///< of these, marked absent at every half-day
  std::vector<HalfDay> half_days;
  std::vector<Group> ages, organisations, regions;  ///< of those present, in order of value
  std::vector<std::string> not_asked;               ///< columns of the profile that the sheet does not have
  std::vector<Duplicate> duplicates;

  /// All half-days together: attendances, not persons. `name` is empty.
  HalfDay all_half_days() const;
  /// Half-days attended / half-days recorded (empty cells left out); a proportion, by definition. Absent when
  /// none is recorded.
  std::optional<double> rate() const;
  /// Present / (present + absent) of one half-day; absent when nothing is recorded.
  static std::optional<double> rate(const HalfDay& half_day);
};

/// What the columns of a sheet with these headers must hold.
TableShape attendance_shape(const Table& headers);
/// `sheet` fits attendance_shape.
Attendance count_attendance(const Table& sheet);
/// Reads, counts, and warns of each duplicate at its place. A sheet without rows is an error.
std::optional<Attendance> read_attendance(const ReportContext& context, const FileRef& file,
                                          Diagnostics& diagnostics);

}  // namespace taqrir::kit
