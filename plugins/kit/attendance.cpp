#include "kit/attendance.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace taqrir::kit {

namespace {

constexpr std::array kDescriptive{"code", "sexe", "tranche_age", "type_organisation", "region", "statut"};
constexpr std::array kProfile{"tranche_age", "type_organisation", "region"};
constexpr const char* kRegistered = "inscrit";
constexpr const char* kWithdrawn = "désisté";

/// All columns but those that describe the participant, as the table itself finds them by name.
std::vector<std::size_t> half_day_columns(const Table& sheet) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i)
    if (std::none_of(kDescriptive.begin(), kDescriptive.end(),
                     [&](const char* name) { return sheet.column(name) == i; }))
      columns.push_back(i);
  return columns;
}

Diagnostic no_half_days(const FileRef& file) {
  return hinted(error(file.span, "“{}” has no column for any half-day", {file.path}),
                "add one column per half-day, as j1_matin, with 1 or 0 in each row");
}

std::string text_of(const Table& sheet, std::size_t row, std::string_view column) {
  const Cell* cell = sheet.cell(row, column);
  return cell ? cell->text : std::string{};
}

void add(BySex& to, const std::string& sex) {
  if (sex == "F")
    ++to.women;
  else if (sex == "M")
    ++to.men;
  else
    ++to.unknown;
}

void count_half_day(HalfDay& half_day, const Cell& cell, const std::string& sex) {
  if (!cell.boolean)
    ++half_day.missing;
  else if (*cell.boolean)
    add(half_day.present, sex);
  else
    ++half_day.absent;
}

using Groups = std::map<std::string, BySex>;

std::vector<Group> ordered(const Groups& groups) {
  std::vector<Group> out;
  for (const auto& [value, present] : groups)
    if (!value.empty()) out.push_back({value, present});
  if (const auto missing = groups.find(""); missing != groups.end()) out.push_back({"", missing->second});
  return out;
}

/// Counts one row after another.
class Counter {
 public:
  explicit Counter(const Table& sheet) : sheet_(sheet), columns_(half_day_columns(sheet)) {
    for (const auto column : columns_) result_.half_days.push_back({sheet.columns[column].name, {}, 0, 0});
  }

  void add_participant(std::size_t row) {
    const auto sex = text_of(sheet_, row, "sexe");
    add(result_.registered, sex);
    result_.codes.push_back(text_of(sheet_, row, "code"));
    const auto attended = add_half_days(row, sex);
    if (text_of(sheet_, row, "statut") == kWithdrawn) add_withdrawn(row, sex);
    if (attended == 0) return add_absent(row);
    add(result_.present, sex);
    if (attended == columns_.size()) ++result_.complete;
    add_to(ages_, "tranche_age", row, sex);
    add_to(organisations_, "type_organisation", row, sex);
    add_to(regions_, "region", row, sex);
  }

  Attendance result(std::vector<Duplicate> duplicates) {
    result_.ages = ordered(ages_);
    result_.organisations = ordered(organisations_);
    result_.regions = ordered(regions_);
    for (const auto* column : kProfile)
      if (!sheet_.column(column)) result_.not_asked.emplace_back(column);
    result_.duplicates = std::move(duplicates);
    return std::move(result_);
  }

 private:
  std::size_t add_half_days(std::size_t row, const std::string& sex) {
    std::size_t attended = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto& cell = sheet_.rows[row][columns_[i]];
      count_half_day(result_.half_days[i], cell, sex);
      if (cell.boolean.value_or(false)) ++attended;
    }
    return attended;
  }

  /// An empty cell may hide a presence.
  void add_absent(std::size_t row) {
    for (const auto column : columns_)
      if (sheet_.rows[row][column].missing()) return;
    result_.absent.push_back(result_.codes.back());
  }

  void add_withdrawn(std::size_t row, const std::string& sex) {
    for (const auto column : columns_) {
      const auto& cell = sheet_.rows[row][column];
      if (!cell.boolean.value_or(false)) continue;
      result_.revenants.push_back({result_.codes.back(), sheet_.columns[column].name, sheet_.span_of(cell)});
      return;
    }
    add(result_.withdrawn, sex);
  }

  void add_to(Groups& groups, std::string_view column, std::size_t row, const std::string& sex) {
    if (sheet_.column(column)) add(groups[text_of(sheet_, row, column)], sex);
  }

  const Table& sheet_;
  std::vector<std::size_t> columns_;
  Attendance result_;
  Groups ages_, organisations_, regions_;
};

Diagnostic revenant_warning(const Revenant& one) {
  return hinted(warning(one.span, "participant “{}” is marked “{}”, yet present at “{}”",
                        {one.code, kWithdrawn, one.half_day}),
                "the presence is counted: correct the status, or the half-days");
}

}  // namespace

std::optional<double> Attendance::rate(const HalfDay& half_day) {
  if (half_day.recorded() == 0) return std::nullopt;
  return static_cast<double>(half_day.present.total()) / half_day.recorded();
}

HalfDay Attendance::all_half_days() const {
  HalfDay all;
  for (const auto& half_day : half_days) {
    all.present.women += half_day.present.women;
    all.present.men += half_day.present.men;
    all.present.unknown += half_day.present.unknown;
    all.absent += half_day.absent;
    all.missing += half_day.missing;
  }
  return all;
}

std::optional<double> Attendance::rate() const { return rate(all_half_days()); }

TableShape attendance_shape(const Table& headers) {
  TableShape shape{{"code", ColumnType::text, true, false, {}, {}, {}},
                   {"sexe", ColumnType::text, true, true, {"F", "M"}, {}, {}},
                   {"statut", ColumnType::text, false, true, {kRegistered, kWithdrawn}, {}, {}}};
  for (const auto column : half_day_columns(headers))
    shape.push_back({headers.columns[column].name, ColumnType::boolean, true, true, {}, {}, {}});
  return shape;
}

Attendance count_attendance(const Table& sheet) {
  Counter counter(sheet);
  auto duplicates = find_duplicates(sheet);
  for (std::size_t row = 0; row < sheet.rows.size(); ++row)
    if (!is_duplicate(duplicates, row)) counter.add_participant(row);
  return counter.result(std::move(duplicates));
}

std::optional<Attendance> read_attendance(const ReportContext& context, const FileRef& file,
                                          Diagnostics& diagnostics) {
  const auto sheet = read_sheet(context, file, attendance_shape, diagnostics);
  if (!sheet) return std::nullopt;
  if (half_day_columns(*sheet).empty()) {
    diagnostics.push_back(no_half_days(file));
    return std::nullopt;
  }
  auto attendance = count_attendance(*sheet);
  append(diagnostics, duplicate_warnings(*sheet, attendance.duplicates));
  for (const auto& one : attendance.revenants) diagnostics.push_back(revenant_warning(one));
  return attendance;
}

}  // namespace taqrir::kit
