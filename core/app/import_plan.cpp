#include "app/import_plan.hpp"

#include <algorithm>
#include <set>

#include "app/import_activities.hpp"
#include "app/paths.hpp"
#include "base/unicode.hpp"
#include "input/folded_words.hpp"
#include "input/found_pieces.hpp"
#include "model/slug.hpp"

namespace taqrir::app {

namespace {

using Role = PlannedFile::Role;

bool is_text(const std::string& format) {
  return format == "markdown" || format == "docx" || format == "odt" || format == "html";
}
bool is_sheet(const std::string& format) { return format == "csv" || format == "xlsx" || format == "ods"; }

std::string extension_of(const std::string& path) { return extension(safe_name(file_name(path))); }

/// A file that could be one of the activity's texts.
struct Candidate {
  std::size_t file;
  TextFacts facts;
  std::string folded;  ///< name and title
};

/// Plans the files of one activity.
class ActivityPlanner {
 public:
  ActivityPlanner(const FoundFiles& found, const FoundActivity& activity, const ImportRules& rules,
                  const ImportReaders& readers, PlannedActivity& plan, Diagnostics& notes)
      : found_(found), activity_(activity), rules_(rules), readers_(readers), plan_(plan), notes_(notes) {}

  void plan() {
    twins();
    sheets();
    read_texts();
    texts();
    account_for_pictures();
    pieces();
  }
  /// Of the texts that were read; empty: none was.
  const std::vector<Candidate>& candidates() const { return candidates_; }

 private:
  const ImportFile& file(std::size_t i) const { return found_.files[i]; }
  std::string base() const { return "activities/" + plan_.id; }
  void say(std::size_t i, std::string pattern, std::vector<std::string> args = {}) {
    notes_.push_back(note(whole_file(file(i).shown), std::move(pattern), std::move(args)));
  }

  std::string free_target(const std::string& wish) {
    const auto stem_end = wish.rfind('.') == std::string::npos ? wish.size() : wish.rfind('.');
    auto target = wish;
    for (int n = 2; !targets_.insert(target).second; ++n)
      target = wish.substr(0, stem_end) + "-" + std::to_string(n) + wish.substr(stem_end);
    return target;
  }

  // ---- twins

  /// The parts of a report that Taqrir made go back to where they came from.
  void twins() {
    for (const auto i : activity_.files) {
      if (file(i).format != "docx" && file(i).format != "odt") continue;
      for (auto& part : readers_.twin(file(i), notes_)) {
        if (!fields_.insert(part.report + "." + part.field).second) continue;
        say(i,
            "it is a twin that Taqrir made: its part of “{}” is taken as “{}” of [deliverables.{}] in “{}”",
            {part.path, part.field, part.report, plan_.id});
        used_.insert(i), reports_.insert(part.report);
        PlannedFile planned;
        planned.file = i, planned.role = Role::text, planned.report = part.report, planned.field = part.field;
        planned.target = free_target(base() + "/" + safe_name(file_name(part.path)));
        planned.content = std::move(part.content);
        for (auto& [name, bytes] : part.pictures) picture_of_twin(i, name, std::move(bytes), planned);
        plan_.files.push_back(std::move(planned));
      }
    }
  }

  /// Beside its text, which names it.
  void picture_of_twin(std::size_t i, const std::string& name, std::string bytes, PlannedFile& text) {
    PlannedFile picture;
    picture.file = i, picture.role = Role::beside, picture.content = std::move(bytes);
    picture.target = free_target(base() + "/" + name);
    const auto given = file_name(picture.target);
    for (std::size_t at = 0; given != name && (at = text.content.find("](" + name, at)) != std::string::npos;
         at += given.size())
      text.content.replace(at + 2, name.size(), given);
    say(i, "a picture in it is written to “{}”", {picture.target});
    plan_.files.push_back(std::move(picture));
  }

  // ---- sheets

  static std::string list_of(const std::vector<std::string>& names, bool quoted) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + (quoted ? "“" + name + "”" : name);
    return out;
  }

  /// Where the guess is about: a CSV file is its own only sheet.
  static std::string in_sheet(const std::string& name) {
    return name.empty() ? std::string() : "sheet “" + name + "”: ";
  }

  void sheets() {
    for (const auto i : activity_.files) {
      if (!is_sheet(file(i).format)) continue;
      auto all = readers_.sheets(file(i));
      std::erase_if(all, [](const input::Sheet& sheet) { return sheet.csv.empty(); });
      const bool several = all.size() > 1;
      for (auto& sheet : all) {
        if (!several) sheet.name.clear();
        take_sheet(i, sheet);
      }
    }
  }

  void take_sheet(std::size_t i, const input::Sheet& sheet) {
    const auto name = file_name(file(i).path) + " " + sheet.name;
    auto found = recognise_sheet(sheet.csv, name, rules_, codes_);
    if (found && !sheet.name.empty() && found->csv.empty())
      found->csv = sheet.csv;  // one of several: as a file of its own
    if (found) return take_sheet(i, sheet.name, std::move(*found));
    if (!sheet.name.empty())
      say(i, "{}no report reads columns like these: it is only in the annexed workbook",
          {in_sheet(sheet.name)});
  }

  void take_sheet(std::size_t i, const std::string& name, ImportedSheet sheet) {
    const auto key = sheet.report->report + "." + sheet.rule->field;
    if (!fields_.insert(key).second)
      return say(i, "{}its columns are those of “{}” too, which another {} is already: annexed",
                 {in_sheet(name), sheet.rule->field, name.empty() ? "file" : "sheet"});
    if (sheet.dates) sheet_dates_ = sheet_dates_ ? spanning(*sheet_dates_, *sheet.dates) : *sheet.dates;
    reports_.insert(sheet.report->report);
    tell(i, name, sheet);
    const bool as_it_is = sheet.csv.empty();
    PlannedFile planned;
    planned.file = i, planned.role = Role::sheet, planned.report = sheet.report->report,
    planned.field = sheet.rule->field;
    planned.target = free_target(base() + "/donnees/" + sheet.rule->name +
                                 (as_it_is ? extension_of(file(i).path) : ".csv"));
    if (as_it_is) used_.insert(i);
    if (sheet.names_people) confidential_.insert(i);
    planned.sheet = std::move(sheet);
    plan_.files.push_back(std::move(planned));
  }

  void tell(std::size_t i, const std::string& name, const ImportedSheet& sheet) {
    const auto place = in_sheet(name);
    say(i, "{}taken as “{}” of [deliverables.{}] in “{}”: its columns say so",
        {place, sheet.rule->field, sheet.report->report, plan_.id});
    if (!sheet.renamed.empty()) say(i, "{}read {}", {place, list_of(sheet.renamed, false)});
    if (!sheet.left_out.empty())
      say(i, "{}columns that the report does not read are left out of its copy: {}",
          {place, list_of(sheet.left_out, true)});
    if (sheet.names_people)
      say(i,
          "{}people’s names become codes (P01, P02 …) in the copy; the {} itself is annexed as "
          "confidential",
          {place, name.empty() ? "sheet" : "workbook"});
    if (sheet.best)
      say(i, "{}{} = {}: the header says so, or no value is above",
          {place, sheet.rule->best->field, std::to_string(*sheet.best)});
  }

  // ---- texts

  void read_texts() {
    for (const auto i : activity_.files) {
      if (!is_text(file(i).format) || used_.contains(i)) continue;
      auto facts = readers_.text(file(i));
      if (!facts || facts->words.empty()) continue;
      auto folded = input::folded(title_of_name(file_name(file(i).path), rules_.words) + " " +
                                  file_name(file(i).path) + " " + facts->title);
      candidates_.push_back({i, std::move(*facts), std::move(folded)});
    }
  }

  bool wants(const ReportRule& report) const {
    return report.begin == ReportRule::Begin::each_activity || report.begin == ReportRule::Begin::with_text ||
           reports_.contains(report.report);
  }

  void texts() {
    for (const int strength : {2, 1, 0})
      for (const auto& report : rules_.reports)
        if (wants(report))
          for (const auto& rule : report.texts) choose(report, rule, strength);
  }

  /// 2: a word of the rule in its name or title, 1: a weak one, 0: it is the longest that is left.
  static bool claims(const TextRule& rule, const Candidate& candidate, int strength) {
    if (strength == 0) return rule.longest;
    return holds_word(candidate.folded, strength == 2 ? rule.words : rule.weak);
  }

  void choose(const ReportRule& report, const TextRule& rule, int strength) {
    const auto key = report.report + "." + rule.field;
    if (fields_.contains(key)) return;
    const Candidate* best = nullptr;
    std::vector<const Candidate*> others;
    for (const auto& candidate : candidates_) {
      if (used_.contains(candidate.file) || !claims(rule, candidate, strength)) continue;
      if (!best || is_better(candidate, *best)) {
        if (best) others.push_back(best);
        best = &candidate;
      } else {
        others.push_back(&candidate);
      }
    }
    if (!best) return;
    fields_.insert(key), used_.insert(best->file), reports_.insert(report.report);
    static const char* const kWhy[] = {"it is the longest text that is left",
                                       "its name or title says so, in a word that many texts have",
                                       "its name or title says so"};
    say(best->file, "taken as “{}” of [deliverables.{}] in “{}”: {}",
        {rule.field, report.report, plan_.id, kWhy[strength]});
    for (const auto* other : others)
      say(other->file, "it could be “{}” too; “{}” was taken, as the later state or the longer text",
          {rule.field, file_name(file(best->file).path)});
    PlannedFile planned;
    planned.file = best->file, planned.role = Role::text, planned.report = report.report,
    planned.field = rule.field;
    planned.target = free_target(base() + "/" + rule.name + extension_of(file(best->file).path));
    plan_.files.push_back(std::move(planned));
  }

  int state(const Candidate& candidate) const {
    const auto name = input::folded(file_name(file(candidate.file).path));
    return holds_word(name, rules_.words.last) ? 1 : holds_word(name, rules_.words.earlier) ? -1 : 0;
  }
  bool is_better(const Candidate& a, const Candidate& b) const {
    if (state(a) != state(b)) return state(a) > state(b);
    return a.facts.words.size() > b.facts.words.size();
  }

  // ---- what is left

  /// Pictures that Markdown texts name stay where the texts look for them.
  void account_for_pictures() {
    const auto texts = plan_.files;
    for (const auto& planned : texts) {
      if (planned.role != Role::text || file(planned.file).format != "markdown") continue;
      const auto folder = parent(file(planned.file).path);
      for (const auto i : activity_.files) {
        const auto& path = file(i).path;
        if (used_.contains(i) || !(folder.empty() || path.starts_with(folder + "/"))) continue;
        const auto relative = folder.empty() ? path : path.substr(folder.size() + 1);
        const auto* words = words_of(planned.file);
        if (!words || words->find("(" + relative) == std::string::npos) continue;
        used_.insert(i);
        PlannedFile picture;
        picture.file = i, picture.role = Role::beside, picture.target = base() + "/" + relative;
        targets_.insert(picture.target);
        plan_.files.push_back(std::move(picture));
      }
    }
  }

  const std::string* words_of(std::size_t i) const {
    for (const auto& candidate : candidates_)
      if (candidate.file == i) return &candidate.facts.words;
    return nullptr;
  }

  void pieces() {
    for (const auto i : activity_.files) {
      if (used_.contains(i)) continue;
      PlannedFile planned;
      planned.file = i, planned.confidential = confidential_.contains(i);
      make_piece(planned, file(i), base(), plan_.files, rules_.words);
      say(i, "annexed to “{}” as “{}”", {plan_.id, planned.id});
      plan_.files.push_back(std::move(planned));
    }
  }

 public:
  /// Of the first text that is taken and says more than what kind of text it is.
  std::string title() const {
    for (const auto& planned : plan_.files)
      for (const auto& candidate : candidates_)
        if (planned.role == Role::text && candidate.file == planned.file &&
            !is_generic(candidate.facts.title, rules_.words))
          return candidate.facts.title;
    return {};
  }

  std::optional<DateRange> dates() const {
    std::optional<DateRange> out = sheet_dates_;
    for (const auto& planned : plan_.files) {
      if (planned.role != Role::text && planned.role != Role::sheet) continue;
      if (const auto named = dates_in_name(file_name(file(planned.file).path), rules_.words))
        out = out ? spanning(*out, *named) : *named;
    }
    for (const auto& candidate : candidates_)
      if (!out && used_.contains(candidate.file)) out = dates_in_name(candidate.facts.title, rules_.words);
    return out;
  }

 private:
  const FoundFiles& found_;
  const FoundActivity& activity_;
  const ImportRules& rules_;
  const ImportReaders& readers_;
  PlannedActivity& plan_;
  Diagnostics& notes_;
  PeopleCodes codes_;
  std::vector<Candidate> candidates_;
  std::set<std::string> fields_, reports_, targets_;
  std::set<std::size_t> used_, confidential_;
  std::optional<DateRange> sheet_dates_;
};

/// Plans the whole.
class Planner {
 public:
  Planner(const FoundFiles& found, const std::string& folder, const ImportRules& rules,
          const ImportReaders& readers)
      : found_(found), folder_(folder), rules_(rules), readers_(readers) {}

  Plan plan() {
    auto parts = find_activities(found_.files, rules_.words);
    name_mission(parts.wrapper);
    number(parts.activities);
    is_alone_ = parts.activities.size() == 1;
    for (const auto& activity : parts.activities) add(activity);
    for (const auto i : parts.mission) annex_to_mission(i);
    languages();
    return std::move(plan_);
  }

 private:
  void say(const std::string& path, std::string pattern, std::vector<std::string> args) {
    plan_.notes.push_back(note(whole_file(printable(path.empty() ? folder_ : join(folder_, path))),
                               std::move(pattern), std::move(args)));
  }

  void name_mission(const std::string& wrapper) {
    const auto name = printable(file_name(wrapper.empty() ? folder_ : wrapper));
    const auto title = title_of_name(name, rules_.words);
    plan_.title = title.empty() ? name : title;
    plan_.title_language = language_of_text(plan_.title, rules_.words);
    say(wrapper, "the mission is called “{}”, after its folder", {plan_.title});
  }

  /// Their own numbers where they tell them apart, else their places.
  void number(std::vector<FoundActivity>& activities) {
    std::set<int> seen;
    for (const auto& activity : activities)
      if (activity.number) seen.insert(*activity.number);
    const bool own = seen.size() == activities.size();
    if (own)
      std::stable_sort(activities.begin(), activities.end(),
                       [](const auto& a, const auto& b) { return *a.number < *b.number; });
    for (std::size_t i = 0; !own && i < activities.size(); ++i)
      activities[i].number = static_cast<int>(i) + 1;
  }

  static std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

  static std::string without_number(const std::string& name) {
    const auto first = name.find_first_not_of("0123456789 -_.");
    return first == std::string::npos ? name : name.substr(first);
  }

  /// A folder's own name, or the title of its text: what an activity of a flat folder is called.
  std::string name_for_id(const FoundActivity& found) const {
    auto title = title_of_name(printable(found.name), rules_.words);
    if (!title.empty() || !found.name.empty()) return title.empty() ? without_number(found.name) : title;
    if (is_alone_) return plan_.title;
    PlannedActivity trial;
    Diagnostics ignored;
    ActivityPlanner planner(found_, found, rules_, readers_, trial, ignored);
    planner.plan();
    return planner.title();
  }

  void add(const FoundActivity& found) {
    PlannedActivity planned;
    planned.folder = found.folder;
    planned.title = title_of_name(printable(found.name), rules_.words);
    const auto name = slug(input::without_accents(name_for_id(found)));
    planned.id = two_digits(*found.number) + "-" + (name.empty() ? "activite" : name);
    Diagnostics notes;
    ActivityPlanner planner(found_, found, rules_, readers_, planned, notes);
    planner.plan();
    title_from_text(planned, planner, found);
    std::string words;
    for (const auto& candidate : planner.candidates()) words += candidate.facts.words + "\n";
    planned.language = language_of_text(words.empty() ? planned.title : words, rules_.words);
    planned.title_language = language_of_text(planned.title, rules_.words);
    if (planned.title_language != "ar" && planned.title_language != "zgh" && planned.language != "ar")
      planned.title_language = planned.language;
    say(found.folder, "the activity “{}”: {}", {planned.id, found.why});
    say(found.folder,
        "the texts of “{}” are taken to be in the language “{}”, by their letters and commonest words",
        {planned.id, planned.language});
    find_dates(planned, planner, found);
    append(plan_.notes, std::move(notes));
    plan_.activities.push_back(std::move(planned));
  }

  void title_from_text(PlannedActivity& planned, const ActivityPlanner& planner, const FoundActivity& found) {
    if (!planned.title.empty() && !found.name.empty()) return;
    if (auto title = planner.title(); !title.empty()) {
      planned.title = std::move(title);
      return say(found.folder, "the activity “{}” is called “{}”: the title of its text",
                 {planned.id, planned.title});
    }
    planned.title = found.name.empty() ? plan_.title : printable(found.name);
  }

  void find_dates(PlannedActivity& planned, const ActivityPlanner& planner, const FoundActivity& found) {
    const auto named = dates_in_name(found.name, rules_.words);
    planned.dates = named ? named : planner.dates();
    const auto iso_range = [&] {
      const auto& d = *planned.dates;
      return d.start == d.end ? iso(d.start) : iso(d.start) + " – " + iso(d.end);
    };
    if (planned.dates)
      say(found.folder,
          named ? "“{}” took place on {}: the folder’s name says so"
                : "“{}” took place on {}: names or columns of its files say so",
          {planned.id, iso_range()});
    else
      say(found.folder,
          "no name or column says when “{}” took place: dates is left for you in its activity.toml",
          {planned.id});
  }

  void annex_to_mission(std::size_t i) {
    PlannedFile planned;
    planned.file = i;
    make_piece(planned, found_.files[i], "", plan_.files, rules_.words);
    plan_.notes.push_back(note(whole_file(found_.files[i].shown),
                               "annexed to the mission as “{}”: it lies in no activity’s folder",
                               {planned.id}));
    plan_.files.push_back(std::move(planned));
  }

  /// The language of most activities first: reports are in it.
  void languages() {
    std::map<std::string, int> count;
    for (const auto& activity : plan_.activities)
      if (++count[activity.language] == 1) plan_.languages.push_back(activity.language);
    std::stable_sort(plan_.languages.begin(), plan_.languages.end(),
                     [&](const auto& a, const auto& b) { return count[a] > count[b]; });
    if (plan_.languages.empty()) plan_.languages = {plan_.title_language};
    if (plan_.title_language != "ar" && plan_.languages.front() != "ar")
      plan_.title_language = plan_.languages.front();
  }

  const FoundFiles& found_;
  const std::string folder_;
  const ImportRules& rules_;
  const ImportReaders& readers_;
  Plan plan_;
  bool is_alone_ = false;
};

}  // namespace

/// As ids of pieces are written: references name them, so only what everybody can type.
static std::string ascii_id(const std::string& id) {
  std::string out;
  for (const char c : id)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && !out.empty() && out.back() != '-'))
      out += c;
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "piece" : out;
}

void make_piece(PlannedFile& planned, const ImportFile& file, const std::string& folder,
                const std::vector<PlannedFile>& others, const NameWords& words) {
  const auto name = printable(file_name(file.path));
  const auto taken = [&](auto member, const std::string& value) {
    return std::any_of(others.begin(), others.end(), [&](const PlannedFile& other) {
      return &other != &planned && other.*member == value;
    });
  };
  const auto safe = safe_name(name);
  const auto stem = safe.substr(0, safe.rfind('.')), ending = safe.substr(stem.size());
  const auto annexes = folder.empty() ? std::string("annexes/") : folder + "/annexes/";
  auto id = ascii_id(input::piece_of_name(safe).id), end = std::string();
  for (int n = 2;
       taken(&PlannedFile::id, id + end) || taken(&PlannedFile::target, annexes + stem + end + ending); ++n)
    end = "-" + std::to_string(n);
  planned.role = Role::piece, planned.report.clear(), planned.field.clear(), planned.sheet.reset(),
  planned.content.clear();
  planned.id = id + end, planned.target = annexes + stem + end + ending;
  const auto title = title_of_name(name, words);
  planned.title = title.empty() ? name.substr(0, name.rfind('.')) : title;
  planned.language = language_of_text(planned.title, words);
  if (const auto dates = dates_in_name(name, words); dates && dates->start == dates->end)
    planned.date = dates->start;
}

Plan plan_import(const FoundFiles& found, const std::string& folder, const ImportRules& rules,
                 const ImportReaders& readers) {
  return Planner(found, folder, rules, readers).plan();
}

}  // namespace taqrir::app
