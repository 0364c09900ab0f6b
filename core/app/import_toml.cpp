#include "app/import_toml.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "app/paths.hpp"

namespace taqrir::app {

namespace {

using Role = PlannedFile::Role;

std::string localized(const std::string& language, const std::string& text) {
  return "{ " + language + " = " + toml_string(text) + " }";
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "" : ", ") + toml_string(text);
  return "[" + out + "]";
}

void replace(std::string& text, std::string_view mark, const std::string& with) {
  if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), with);
}

std::string dates_line(const char* key, const std::optional<DateRange>& dates) {
  if (!dates) return "# " + std::string(key) + " = { start = 2025-01-06, end = 2025-01-08 }   # à compléter";
  return std::string(key) + " = { start = " + iso(dates->start) + ", end = " + iso(dates->end) + " }";
}

class TomlWriter {
 public:
  void lines(const std::string& text, std::size_t about = kNoFile) {
    std::size_t at = 0;
    while (at < text.size()) {
      const auto end = std::min(text.find('\n', at), text.size());
      out_.text += text.substr(at, end - at) + "\n";
      out_.about.push_back(about);
      at = end + 1;
    }
  }
  void line(const std::string& text, std::size_t about = kNoFile) {
    out_.text += text + "\n";
    out_.about.push_back(about);
  }
  void pieces(const std::vector<PlannedFile>& files, const std::string& folder) {
    for (std::size_t i = 0; i < files.size(); ++i)
      if (files[i].role == Role::piece) piece(files[i], i, folder);
  }
  WrittenToml take() { return std::move(out_); }
  std::map<std::string, std::string>& texts() { return out_.texts; }

 private:
  void piece(const PlannedFile& file, std::size_t i, const std::string& folder) {
    line("", i);
    line("[[piece]]", i);
    line("id = " + toml_string(file.id), i);
    line("file = " + toml_string(relative_to("/" + file.target, "/" + folder)), i);
    line("title = " + localized(file.language, file.title), i);
    if (file.date) line("date = " + iso(*file.date), i);
    if (file.confidential) line("confidential = true", i);
  }

  WrittenToml out_;
};

class ActivityWriter {
 public:
  ActivityWriter(const PlannedActivity& activity, const Plan& plan, const ImportRules& rules)
      : activity_(activity), plan_(plan), rules_(rules), folder_("activities/" + activity.id) {}

  WrittenToml write() {
    out_.line("#:schema ../../schema/activity.json");
    out_.line("# Trouvée par `taqrir init --from` ; ce qui est à écrire le dit.");
    out_.line("");
    out_.line("title = " + localized(activity_.title_language, activity_.title));
    out_.line(dates_line("dates", activity_.dates));
    if (activity_.language != plan_.languages.front())
      out_.line("language = " + toml_string(activity_.language));
    out_.line("# place = \"…\"");
    for (const auto& rule : rules_.reports)
      if (begins(rule)) report(rule);
    out_.pieces(activity_.files, folder_);
    return out_.take();
  }

 private:
  bool any(Role role, const std::string& report = {}) const {
    return std::any_of(activity_.files.begin(), activity_.files.end(), [&](const PlannedFile& f) {
      return f.role == role && (report.empty() || f.report == report);
    });
  }

  bool begins(const ReportRule& rule) const {
    switch (rule.begin) {
      case ReportRule::Begin::each_activity: return true;
      case ReportRule::Begin::with_pieces: return any(Role::piece);
      case ReportRule::Begin::with_sheet: return any(Role::sheet, rule.report);
      case ReportRule::Begin::with_text: break;
    }
    return any(Role::text, rule.report) || any(Role::sheet, rule.report);
  }
  bool begins(const std::string& report) const {
    return std::any_of(rules_.reports.begin(), rules_.reports.end(),
                       [&](const ReportRule& rule) { return rule.report == report && begins(rule); });
  }

  void report(const ReportRule& rule) {
    out_.line("");
    out_.line("[deliverables." + rule.report + "]");
    out_.line("status = { state = \"draft\" }");
    std::set<std::string> said;
    for (std::size_t i = 0; i < activity_.files.size(); ++i) {
      const auto& file = activity_.files[i];
      if (file.report != rule.report || (file.role != Role::text && file.role != Role::sheet)) continue;
      said.insert(file.field);
      out_.line(file.field + " = " + toml_string(relative_to("/" + file.target, "/" + folder_)), i);
      if (file.sheet && file.sheet->best)
        out_.line(file.sheet->rule->best->field + " = " + std::to_string(*file.sheet->best), i);
    }
    for (const auto& text : rule.texts)
      if (!said.contains(text.field) && !text.otherwise.empty() && !begins(text.unless)) stand_in(text);
    if (!rule.starter.empty()) out_.lines(rule.starter.in(activity_.language));
    if (!any(Role::piece) && !rule.starter_without_pieces.empty())
      out_.lines(rule.starter_without_pieces.in(activity_.language));
  }

  void stand_in(const TextRule& rule) {
    const auto name = rule.name + ".md";
    out_.line(rule.field + " = " + toml_string(name));
    out_.texts()[name] = rule.otherwise.in(activity_.language) + "\n";
  }

  const PlannedActivity& activity_;
  const Plan& plan_;
  const ImportRules& rules_;
  const std::string folder_;
  TomlWriter out_;
};

}  // namespace

std::string toml_string(const std::string& text) {
  constexpr const char* kDigits = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (byte < 0x20 || byte == 0x7F)
      out += std::string("\\u00") + kDigits[byte >> 4] + kDigits[byte & 15];
    else
      out += c;
  }
  return out + "\"";
}

WrittenToml mission_toml(const Plan& plan, const std::string& id, const ImportRules& rules) {
  std::optional<DateRange> period;
  for (const auto& activity : plan.activities)
    if (activity.dates) period = period ? spanning(*period, *activity.dates) : *activity.dates;
  auto text = rules.mission;
  replace(text, "@id@", toml_string(id));
  replace(text, "@title@", localized(plan.title_language, plan.title));
  replace(text, "@languages@", list_of(plan.languages));
  replace(text, "@period@", dates_line("period", period));
  TomlWriter out;
  out.line("#:schema schema/mission.json");
  out.lines(text);
  out.pieces(plan.files, "");
  return out.take();
}

WrittenToml activity_toml(const PlannedActivity& activity, const Plan& plan, const ImportRules& rules) {
  return ActivityWriter(activity, plan, rules).write();
}

}  // namespace taqrir::app
