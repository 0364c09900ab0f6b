#include "kit/attendance_view.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "kit/cells.hpp"
#include "kit/sheet_view.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

using Row = std::vector<TableCell>;

std::vector<TableColumn> columns(std::size_t figures) {
  std::vector<TableColumn> all(figures + 1);
  for (std::size_t i = 1; i < all.size(); ++i) all[i].alignment = Alignment::decimal;
  return all;
}

/// Head, women, men, (unknown,) total, and what else the table has.
class SexColumns {
 public:
  SexColumns(const Words& kit, bool unknown) : kit_(kit), unknown_(unknown) {}

  std::size_t count() const { return unknown_ ? 4 : 3; }  ///< of figures by sex

  std::vector<std::string> header(const std::string& first, const std::vector<std::string>& more) const {
    std::vector<std::string> titles{first, kit_("sex.women"), kit_("sex.men")};
    if (unknown_) titles.push_back(kit_("sex.unknown"));
    titles.push_back(kit_("total"));
    titles.insert(titles.end(), more.begin(), more.end());
    return titles;
  }

  Row row(const std::string& name, const BySex& persons, const std::vector<std::string>& more) const {
    Row cells{cell(name), cell(kit_.integer(persons.women)), cell(kit_.integer(persons.men))};
    cells.front().header = true;
    if (unknown_) cells.push_back(cell(kit_.integer(persons.unknown)));
    cells.push_back(cell(kit_.integer(persons.total())));
    for (const auto& one : more) cells.push_back(cell(one));
    return cells;
  }

 private:
  const Words& kit_;
  bool unknown_;
};

std::optional<double> share(int part, int whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / whole;
}

struct Section {
  const char* key;
  const std::vector<Group>& groups;
};

std::array<Section, 3> sections(const Attendance& attendance) {
  return {Section{"attendance.age", attendance.ages},
          Section{"attendance.organisation", attendance.organisations},
          Section{"attendance.region", attendance.regions}};
}

/// In the language's own order, the missing last.
std::vector<Group> sorted(const Words& kit, std::vector<Group> groups) {
  std::stable_sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
    if (a.value.empty() || b.value.empty()) return !a.value.empty() && b.value.empty();
    return kit.locale().before(a.value, b.value);
  });
  return groups;
}

void add_section(TableBuilder& table, const Words& kit, const SexColumns& sex, const Section& section,
                 int whole) {
  table.row({group_cell(plain(kit(section.key)), sex.count() + 2)});
  for (const auto& group : sorted(kit, section.groups))
    table.row(sex.row(kit.or_missing(group.value), group.present,
                      {kit.percent(share(group.present.total(), whole))}));
}

/// Recorded, left empty, rate.
std::vector<std::string> recorded(const Words& kit, const HalfDay& half_day) {
  return {kit.integer(half_day.recorded()), kit.integer(half_day.missing),
          kit.percent(Attendance::rate(half_day), 1)};
}

ChartSeries series(const std::string& name, const Attendance& attendance, int BySex::*member) {
  ChartSeries out{name, {}};
  for (const auto& half_day : attendance.half_days) out.values.emplace_back(half_day.present.*member);
  return out;
}

std::string chart_in_words(const Words& kit, const Attendance& attendance) {
  std::string text = kit("attendance.chart-alt");
  for (const auto& half_day : attendance.half_days)
    text += " " + kit("attendance.chart-alt-half-day", {{"half-day", half_day_name(kit, half_day.name)},
                                                        {"people", people(kit, half_day.present)}});
  return text;
}

std::vector<std::string> codes_of(const std::vector<Revenant>& revenants) {
  std::vector<std::string> codes;
  for (const auto& one : revenants) codes.push_back(one.code);
  return codes;
}

Inlines not_asked(const Words& kit, const std::vector<std::string>& headers) {
  std::vector<std::string> columns;
  for (const auto& header : headers) columns.push_back(column_name(kit, header));
  return plain(kit("attendance.not-asked", {{"columns", kit.locale().list(columns)}}));
}

std::string with_spaces(std::string text) {
  for (char& c : text)
    if (c == '_') c = ' ';
  return text;
}

}  // namespace

std::string half_day_name(const Words& kit, const std::string& header) {
  std::size_t digits = 1;
  while (digits < header.size() && std::isdigit(static_cast<unsigned char>(header[digits]))) ++digits;
  const bool is_day = !header.empty() && (header[0] == 'j' || header[0] == 'J') && digits > 1;
  if (!is_day || digits >= header.size() || header[digits] != '_') return with_spaces(header);
  const auto key = "half-day." + header.substr(digits + 1);
  if (!kit.locale().has("kit." + key)) return with_spaces(header);
  return kit(key, {{"day", kit.integer(std::stoi(header.substr(1, std::min<std::size_t>(digits - 1, 4))))}});
}

std::string people(const Words& kit, const BySex& persons) {
  std::vector<std::string> parts{kit.plural("women", persons.women), kit.plural("men", persons.men)};
  if (persons.unknown > 0) parts.push_back(kit.plural("sex-unknown", persons.unknown));
  return kit("people",
             {{"total", kit.plural("persons", persons.total())}, {"parts", kit.locale().list(parts)}});
}

Block attendance_table(const Words& kit, const Attendance& attendance) {
  const SexColumns sex(kit, attendance.registered.unknown > 0);
  TableBuilder table(columns(sex.count() + 3));
  table.header(sex.header(kit("attendance.half-day"), {kit("n"), kit.missing(), kit("attendance.rate")}));
  for (const auto& half_day : attendance.half_days)
    table.row(sex.row(half_day_name(kit, half_day.name), half_day.present, recorded(kit, half_day)));
  const auto all = attendance.all_half_days();
  table.total(sex.row(kit("attendance.all-half-days"), all.present, recorded(kit, all)));
  table.caption(plain(kit("attendance.table",
                          {{"n", kit.integer(attendance.registered.total())}, {"missing", kit.missing()}})));
  return table.build("attendance-table");
}

Blocks profile_table(const Words& kit, const Attendance& attendance) {
  const SexColumns sex(kit, attendance.present.unknown > 0);
  const int whole = attendance.present.total();
  TableBuilder table(columns(sex.count() + 1));
  table.header(sex.header(kit("attendance.profile"), {kit("attendance.share")}));
  bool any = false;
  for (const auto& section : sections(attendance)) {
    if (section.groups.empty()) continue;
    add_section(table, kit, sex, section, whole);
    any = true;
  }
  if (!any) return {};
  table.total(sex.row(kit("total"), attendance.present, {kit.percent(share(whole, whole))}));
  table.caption(plain(kit("attendance.profile-table", {{"n", kit.integer(whole)}})));
  return {table.build("profile-table")};
}

Block attendance_chart(const Words& kit, const Attendance& attendance) {
  Chart chart;
  for (const auto& half_day : attendance.half_days)
    chart.categories.push_back(half_day_name(kit, half_day.name));
  chart.series = {series(kit("sex.women"), attendance, &BySex::women),
                  series(kit("sex.men"), attendance, &BySex::men)};
  if (attendance.registered.unknown > 0)
    chart.series.push_back(series(kit("sex.unknown"), attendance, &BySex::unknown));
  chart.unit = kit("attendance.unit");
  chart.caption = plain(kit("attendance.chart"));
  chart.alt = chart_in_words(kit, attendance);
  return block(std::move(chart), "attendance-chart");
}

std::vector<Inlines> attendance_findings(const Words& kit, const Attendance& attendance) {
  std::vector<Inlines> findings{
      plain(kit("attendance.registered", {{"people", people(kit, attendance.registered)}})),
      plain(kit("attendance.present", {{"people", people(kit, attendance.present)},
                                       {"complete", kit.plural("persons", attendance.complete)},
                                       {"rate", kit.percent(attendance.rate(), 1)}}))};
  if (attendance.withdrawn.total() > 0)
    findings.push_back(plain(kit("attendance.withdrawn", {{"people", people(kit, attendance.withdrawn)}})));
  add_finding(findings, kit, "attendance.revenants", codes_of(attendance.revenants));
  for (auto& one : duplicate_findings(kit, attendance.duplicates)) findings.push_back(std::move(one));
  if (const int missing = attendance.all_half_days().missing; missing > 0)
    findings.push_back(plain(kit("attendance.missing-cells", {{"n", kit.integer(missing)}})));
  if (!attendance.not_asked.empty()) findings.push_back(not_asked(kit, attendance.not_asked));
  return findings;
}

}  // namespace taqrir::kit
