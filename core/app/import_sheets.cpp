#include "app/import_sheets.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <utility>

#include "app/paths.hpp"
#include "input/csv.hpp"
#include "input/csv_cells.hpp"
#include "input/folded_words.hpp"

namespace taqrir::app {

namespace {

constexpr int kMostTitleRows = 10;

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\";\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// The value that a cell's words mean; nullopt: none.
std::optional<std::string> value_of(const std::vector<ValueWords>& values, const std::string& text) {
  const auto word = input::folded(text);
  for (const auto& [value, words] : values)
    if (text == value || std::find(words.begin(), words.end(), word) != words.end()) return value;
  return std::nullopt;
}

bool same_but_case(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool is_rating(const OtherColumns& rule, const std::string& text) {
  const auto number = input::parse_cell_number(text);
  return number && *number == std::floor(*number) && *number >= rule.minimum && *number <= rule.maximum;
}

/// One sheet held against one rule.
class Fit {
 public:
  Fit(const Table& sheet, const ReportRule& report, const SheetRule& rule, PeopleCodes& codes)
      : sheet_(sheet), report_(report), rule_(rule), codes_(codes), taken_(sheet.columns.size(), false) {}

  bool fits() {
    if (sheet_.rows.empty()) return false;
    for (const auto& column : rule_.columns) places_.push_back(find(column));
    for (std::size_t i = 0; i < rule_.columns.size(); ++i)
      if (rule_.columns[i].required && !places_[i].index) return false;
    find_others();
    return !rule_.others || others_.size() >= rule_.others->at_least;
  }

  /// More columns that are read, fewer that are left out: a better fit.
  int score(const std::string& folded_name) const {
    const auto named =
        std::count_if(places_.begin(), places_.end(), [](const Place& p) { return p.index.has_value(); });
    const auto lost = std::count(taken_.begin(), taken_.end(), false);
    return static_cast<int>(4 * named + 2 * static_cast<int>(others_.size()) - 3 * lost) +
           (holds_word(folded_name, rule_.words) ? 20 : 0);
  }

  ImportedSheet take() {
    ImportedSheet out;
    out.report = &report_, out.rule = &rule_;
    for (std::size_t i = 0; i < places_.size(); ++i) tell(places_[i], rule_.columns[i], out);
    for (std::size_t i = 0; i < taken_.size(); ++i)
      if (!taken_[i]) out.left_out.push_back(sheet_.columns[i].name);
    out.csv = written();
    if (!changed_ && out.left_out.empty() && out.renamed.empty()) out.csv.clear();
    out.best = best();
    return out;
  }

 private:
  struct Place {
    std::optional<std::size_t> index;
    bool is_identity = false;
  };

  std::optional<std::size_t> find(const Words& words, bool whole) {
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
      if (taken_[i]) continue;
      const auto header = input::folded(sheet_.columns[i].name);
      const bool same = std::find(words.begin(), words.end(), header) != words.end();
      if (same || (!whole && holds_word(header, words))) return taken_[i] = true, i;
    }
    return std::nullopt;
  }

  Place find(const ColumnRule& rule) {
    if (const auto index = find({input::folded(rule.name)}, true)) return {index, false};
    for (const bool whole : {true, false})
      if (const auto index = find(rule.words, whole)) return {index, false};
    if (rule.identity.empty()) return {};
    const auto index = find(rule.identity, true);
    return {index, index.has_value()};
  }

  bool is_other(std::size_t column) const {
    bool says_any = false;
    for (const auto& row : sheet_.rows) {
      const auto& text = row[column].text;
      if (text.empty()) continue;
      says_any = true;
      const bool fits = rule_.others->values.empty() ? is_rating(*rule_.others, text)
                                                     : value_of(rule_.others->values, text).has_value();
      if (!fits) return false;
    }
    return says_any;
  }

  void find_others() {
    if (!rule_.others) return;
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i)
      if (!taken_[i] && is_other(i)) taken_[i] = true, others_.push_back(i);
  }

  void tell(const Place& place, const ColumnRule& rule, ImportedSheet& out) {
    if (!place.index) return;
    const auto& header = sheet_.columns[*place.index].name;
    if (!same_but_case(header, rule.name)) out.renamed.push_back("“" + header + "” as “" + rule.name + "”");
    if (place.is_identity) out.names_people = true;
  }

  /// What a cell is in the report's form; a word that no rule knows stays, and the report will say so.
  std::string cell(const Place& place, const std::vector<ValueWords>& values, const std::string& text) {
    if (place.is_identity) return codes_.of(text);
    const auto value = values.empty() || text.empty() ? std::nullopt : value_of(values, text);
    if (value && *value != text) changed_ = true;
    return value.value_or(text);
  }

  std::string written() {
    std::string out;
    const auto add = [&](const std::string& text) {
      out += (out.empty() || out.back() == '\n' ? "" : ",") + csv_cell(text);
    };
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (places_[i].index) add(rule_.columns[i].name);
    for (const auto column : others_) add(sheet_.columns[column].name);
    out += "\n";
    for (const auto& row : sheet_.rows) {
      const auto begin = out.size();
      const auto put = [&](const std::string& text) {
        out += (out.size() == begin ? "" : ",") + csv_cell(text);
      };
      for (std::size_t i = 0; i < places_.size(); ++i)
        if (places_[i].index) put(cell(places_[i], rule_.columns[i].values, row[*places_[i].index].text));
      for (const auto column : others_) put(cell({}, rule_.others->values, row[column].text));
      out += "\n";
    }
    return out;
  }

  /// “Pré-test /20” says it; else the least step that no value exceeds.
  std::optional<int> best() const {
    if (!rule_.best) return std::nullopt;
    double most = 0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const auto& of = rule_.best->of;
      if (!places_[i].index || std::find(of.begin(), of.end(), rule_.columns[i].name) == of.end()) continue;
      const auto words = input::folded_words(sheet_.columns[*places_[i].index].name);
      for (const int step : rule_.best->steps)
        if (!words.empty() && words.back() == std::to_string(step)) return step;
      for (const auto& row : sheet_.rows)
        most = std::max(most, input::parse_cell_number(row[*places_[i].index].text).value_or(0));
    }
    for (const int step : rule_.best->steps)
      if (most <= step) return step;
    return std::nullopt;
  }

  const Table& sheet_;
  const ReportRule& report_;
  const SheetRule& rule_;
  PeopleCodes& codes_;
  std::vector<bool> taken_;
  std::vector<Place> places_;
  std::vector<std::size_t> others_;
  bool changed_ = false;
};

std::optional<DateRange> dates_in_sheet(const Table& sheet, const NameWords& words) {
  std::optional<DateRange> out;
  const auto add = [&](const std::optional<DateRange>& more) {
    if (more) out = out ? spanning(*out, *more) : *more;
  };
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    add(dates_in_name(sheet.columns[i].name, words));
    if (!holds_word(input::folded(sheet.columns[i].name), {"date", "jour", "التاريخ", "اليوم"})) continue;
    for (const auto& row : sheet.rows)
      if (const auto day = input::parse_cell_date(row[i].text)) add(DateRange{*day, *day});
  }
  return out;
}

std::string without_first_lines(const std::string& csv, int count) {
  std::size_t at = 0;
  for (int i = 0; i < count && at != std::string::npos; ++i) {
    at = csv.find('\n', at);
    if (at != std::string::npos) ++at;
  }
  return at == std::string::npos ? std::string() : csv.substr(at);
}

std::optional<ImportedSheet> recognise(const Table& sheet, const std::string& name, const ImportRules& rules,
                                       PeopleCodes& codes) {
  std::optional<Fit> best;
  int most = 0;
  for (const auto& report : rules.reports)
    for (const auto& rule : report.sheets) {
      Fit fit(sheet, report, rule, codes);
      if (!fit.fits() || (best && fit.score(name) <= most)) continue;
      most = fit.score(name);
      best.emplace(fit);
    }
  return best ? std::optional(best->take()) : std::nullopt;
}

}  // namespace

std::string PeopleCodes::of(const std::string& name) {
  if (name.empty()) return {};
  auto words = input::folded_words(name);
  std::sort(words.begin(), words.end());  // “Alami Sara” is “Sara Alami”
  std::string key;
  for (const auto& word : words) key += word + " ";
  auto& code = by_name_[key];
  const auto number = std::to_string(by_name_.size());
  if (code.empty()) code = "P" + std::string(number.size() < 2 ? "0" : "") + number;
  return code;
}

std::optional<ImportedSheet> recognise_sheet(const std::string& csv, const std::string& file_name,
                                             const ImportRules& rules, PeopleCodes& codes) {
  const auto name = input::folded(file_name);
  for (int above = 0; above <= kMostTitleRows; ++above) {
    const auto text = without_first_lines(csv, above);
    if (text.empty()) break;
    const auto read = input::read_csv(Bytes(text), file_name, {});
    if (!read) continue;
    auto found = recognise(read->table, name, rules, codes);
    if (!found) continue;
    if (above > 0 && found->csv.empty()) found->csv = text;
    found->dates = dates_in_sheet(read->table, rules.words);
    return found;
  }
  return std::nullopt;
}

}  // namespace taqrir::app
