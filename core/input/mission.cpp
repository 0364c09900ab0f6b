#include "input/mission.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "base/word_lists.hpp"
#include "input/due_plan.hpp"
#include "input/found_pieces.hpp"
#include "input/piece_format.hpp"
#include "input/size_text.hpp"
#include "input/toml.hpp"

namespace taqrir::input {

namespace {

constexpr std::int64_t kFormatVersion = 1;

const std::vector<std::string>& dossier_words() {
  static const std::vector<std::string> kWords{
      "cover", "list-of-pieces", "contents", "completeness", "recommendations", "pieces/*", "activities/*"};
  return kWords;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::size_t kMostNamed = 12;

// An error about a word that is none of `known`, with the nearest, or all of them; of many the first.
Diagnostic unknown_word(Diagnostic diagnostic, const std::string& word, const std::vector<std::string>& known,
                        const std::string& what_they_are) {
  const auto best = nearest(word, known);
  if (!best.empty()) return hinted(std::move(diagnostic), "did you mean “{}”?", {best});
  if (known.empty()) return diagnostic;
  if (known.size() <= kMostNamed)
    return hinted(std::move(diagnostic), what_they_are + ": {}", {listed(known)});
  const std::vector<std::string> first(known.begin(), known.begin() + kMostNamed);
  return hinted(std::move(diagnostic), what_they_are + ": {} …", {listed(first)});
}

// Whether a part of one begins as a part of the other: “rapport” and “rapport-final-ue”.
bool share_a_beginning(const std::string& one, const std::string& other) {
  constexpr std::size_t kLetters = 4;
  for (const auto& a : parted(one, "-_ "))
    for (const auto& b : parted(other, "-_ "))
      if (a.size() >= kLetters && a.compare(0, kLetters, b, 0, kLetters) == 0) return true;
  return false;
}

Diagnostic unknown_report(const std::string& name, const std::vector<std::string>& known, const Span& span) {
  auto out = error(span, "unknown report type “{}”", {name});
  const auto best = nearest(name, known);
  if (!best.empty()) return hinted(std::move(out), "did you mean “{}”?", {best});
  std::vector<std::string> alike;
  for (const auto& one : known)
    if (share_a_beginning(name, one)) alike.push_back(one);
  if (alike.empty() || alike.size() > kMostNamed) return hinted(std::move(out), "“taqrir types” lists them");
  return hinted(std::move(out), "the nearest: {}; “taqrir types” lists them all", {listed(alike)});
}

Value as_table(Record record, const Value& like) {
  return {std::vector<Record>{std::move(record)}, like.span, like.key};
}

const Record* record_in(const Value& value) {
  const auto* records = std::get_if<std::vector<Record>>(&value.content);
  return records && !records->empty() ? &records->front() : nullptr;
}

Piece::Wish wish_of(const std::string& word) {
  if (word == "text") return Piece::Wish::text;
  if (word == "pages") return Piece::Wish::pages;
  return word == "file" ? Piece::Wish::file : Piece::Wish::automatic;
}

std::string stem_of(const std::string& path) {
  const auto name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

class Loader {
 public:
  Loader(World& world, const std::string& folder, const FieldsOf& fields_of, const KnownReports& known)
      : world_(world), fields_of_(fields_of), known_(known) {
    mission_.folder = world.canonical(folder);
    mission_.shown = folder;
    while (mission_.shown.size() > 1 && mission_.shown.back() == '/') mission_.shown.pop_back();
  }

  LoadedMission load();

 private:
  FileContext context(const std::string& directory) const { return {&world_, mission_.folder, directory}; }
  std::string shown(const std::string& relative) const;
  std::optional<Record> read(const std::string& relative);
  void report(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  bool known_format(const Record& raw);
  void load_mission_file();
  void collect_own_pieces();
  void load_lock();
  void load_activities();
  void load_activity(const std::string& id);
  Record checked(const Record& raw, const Schema& schema, const std::string& directory);
  Value deliverable(const std::string& type, const Value& raw, const std::string& directory);
  void check_deliverables(Record& record, const std::string& directory);

  void check_id(const Record& record, const std::string& what);
  void check_language(const Record& record, const std::string& key);
  void check_languages();
  void check_currency();
  void check_order(const Record& record, const std::string& key);
  void check_within_period(const Activity& activity);
  Piece piece(const Record& record, const std::string& activity);
  void collect_pieces(const Record& record, const std::string& activity, Pieces& pieces);
  void check_requirements();
  Record requirement(Record record);
  void check_due(Record& record);
  void check_plan(const Record& requirement, const Record& due);
  void check_waived(Record& record);
  void check_dossiers();
  void check_activity_name(const std::string& name, const Span& span, bool words_allowed);
  void check_report_name(const std::string& name, const Span& span);
  std::vector<std::string> activity_ids() const;

  World& world_;
  const FieldsOf& fields_of_;
  const KnownReports& known_;
  Mission mission_;
  Diagnostics diagnostics_;
};

// ---------------------------------------------------------------- reading

std::string Loader::shown(const std::string& relative) const {
  return mission_.shown == "." || mission_.shown.empty() ? relative : mission_.shown + "/" + relative;
}

std::optional<Record> Loader::read(const std::string& relative) {
  auto file = read_text(world_, mission_.folder + "/" + relative, shown(relative));
  if (!file) return append(diagnostics_, std::move(file.error())), std::nullopt;
  mission_.files_read.push_back(relative);
  auto record = parse_toml(*file);
  if (!record) return append(diagnostics_, std::move(record.error())), std::nullopt;
  return std::move(*record);
}

LoadedMission Loader::load() {
  const auto folder = world_.info(mission_.folder);
  if (!folder || !folder->is_directory) {
    report(hinted(error(whole_file(mission_.shown), folder ? "not a folder" : "no such folder"),
                  "name a folder that holds a mission.toml"));
    return {std::nullopt, std::move(diagnostics_)};
  }
  if (!world_.info(mission_.folder + "/mission.toml")) {
    report(hinted(error(whole_file(mission_.shown), "no mission here: the folder has no mission.toml"),
                  "“taqrir init FOLDER” makes a mission that builds at once"));
    return {std::nullopt, std::move(diagnostics_)};
  }
  load_mission_file();
  load_lock();
  collect_own_pieces();
  load_activities();
  group_pieces(mission_);
  check_requirements();
  check_dossiers();
  sort_and_unify(diagnostics_);
  return {std::move(mission_), std::move(diagnostics_)};
}

bool Loader::known_format(const Record& raw) {
  const auto version = raw.integer("format_version");
  if (!version || *version <= kFormatVersion) return true;
  report(hinted(error(raw.span_of("format_version"),
                      "this mission is written in format {}; this program knows format {}",
                      {std::to_string(*version), std::to_string(kFormatVersion)}),
                "install a newer Taqrir"));
  return false;
}

void Loader::load_mission_file() {
  const auto raw = read("mission.toml");
  if (!raw || !known_format(*raw)) return;
  mission_.record = checked(*raw, mission_schema(), "");
  check_id(mission_.record, "mission");
  check_languages();
  check_currency();
  check_order(mission_.record, "period");
}

void Loader::collect_own_pieces() {
  if (!mission_.record.entries().empty()) collect_pieces(mission_.record, {}, mission_.pieces);
}

void Loader::load_lock() {
  auto lock = read_pieces_lock(world_, mission_.folder + "/" + kLockName, shown(kLockName));
  if (lock)
    mission_.lock = std::move(*lock);
  else
    append(diagnostics_, std::move(lock.error()));
}

void Loader::load_activities() {
  for (const auto& name : world_.list(mission_.folder + "/activities")) {
    const auto folder = "activities/" + name;
    const auto info = world_.info(mission_.folder + "/" + folder);
    if (!info || !info->is_directory || name.front() == '.') continue;
    if (world_.info(mission_.folder + "/" + folder + "/activity.toml"))
      load_activity(name);
    else
      report(hinted(warning(whole_file(shown(folder)), "this folder is no activity: it has no activity.toml"),
                    "add an activity.toml, or move the folder out of “activities”"));
  }
}

void Loader::load_activity(const std::string& id) {
  const auto directory = "activities/" + id;
  if (id == kMissionName)
    return report(hinted(error(whole_file(shown(directory)), "an activity cannot be called “{}”", {id}),
                         "the word means the mission itself; give the folder another name"));
  const auto path =
      find_file(context(directory), "activity.toml", whole_file(shown(directory + "/activity.toml")));
  if (!path) return append(diagnostics_, path.error());
  Activity activity;
  activity.id = id;
  if (const auto raw = read(path->path)) {
    activity.record = checked(*raw, activity_schema(), directory);
    check_language(activity.record, "language");
    check_order(activity.record, "dates");
    check_within_period(activity);
    collect_pieces(activity.record, activity.id, activity.pieces);
  }
  mission_.activities.push_back(std::move(activity));
}

// ---------------------------------------------------------------- deliverables

Record Loader::checked(const Record& raw, const Schema& schema, const std::string& directory) {
  Record out = check(raw, schema, context(directory), diagnostics_);
  check_deliverables(out, directory);
  return out;
}

void Loader::check_deliverables(Record& record, const std::string& directory) {
  const Record* declared = record.table("deliverables");
  if (!declared) return;
  Record out(declared->span());
  for (const auto& [type, value] : declared->entries()) {
    auto table = deliverable(type, value, directory);
    if (!table.missing()) out.set(type, std::move(table));
  }
  record.set("deliverables", as_table(std::move(out), *record.find("deliverables")));
}

// The keys of `raw` that `schema` names, or those that it does not.
Record part_of(const Record& raw, const Schema& schema, bool named) {
  Record out(raw.span());
  for (const auto& [key, value] : raw.entries())
    if ((find_field(schema, key) != nullptr) == named) out.set(key, value);
  return out;
}

Value Loader::deliverable(const std::string& type, const Value& raw, const std::string& directory) {
  const Schema* own = fields_of_(type);
  if (!own && !contains(known_, type)) {
    report(unknown_report(type, known_, raw.key));
    return {};
  }
  const Record* table = record_in(raw);
  if (!table) {
    report(hinted(error(raw.span, "“{}” must be a table", {type}), "write a section: [deliverables.{}]",
                  {type}));
    return {};
  }
  if (!own) {  // its plugin cannot be loaded, which is told elsewhere: only the common keys can be judged
    const Record common = part_of(*table, deliverable_schema(), true),
                 rest = part_of(*table, deliverable_schema(), false);
    Record out = check_form(common, deliverable_schema(), context(directory), diagnostics_);
    for (const auto& [key, value] : rest.entries()) out.set(key, value);
    return as_table(std::move(out), raw);
  }
  Schema fields = *own;
  for (const auto& common : deliverable_schema())
    if (!find_field(*own, common.name)) fields.push_back(common);
  return as_table(check_form(*table, fields, context(directory), diagnostics_, &mission_.spoiled), raw);
}

// ---------------------------------------------------------------- single values

void Loader::check_id(const Record& record, const std::string& what) {
  const auto id = record.text("id");
  const auto allowed = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  if (!record.has("id") || (!id.empty() && id.front() != '.' && std::all_of(id.begin(), id.end(), allowed)))
    return;
  report(hinted(error(record.span_of("id"), "“{}” cannot be the id of a {}", {id, what}),
                "an id holds letters without accents, digits, “-”, “_” and “.”"));
}

void Loader::check_language(const Record& record, const std::string& key) {
  const auto language = record.text(key);
  if (record.has(key) && !is_language_tag(language))
    report(hinted(error(record.span_of(key), "“{}” is no language", {language}), "write fr, ar, zgh, en …"));
}

void Loader::check_languages() {
  const auto& languages = mission_.record.list("languages");
  if (mission_.record.has("languages") && languages.empty())
    report(hinted(error(mission_.record.span_of("languages"), "a mission has at least one language"),
                  "write languages = [\"fr\"]"));
  for (const auto& value : languages)
    if (const auto& language = std::get<std::string>(value.content); !is_language_tag(language))
      report(hinted(error(value.span, "“{}” is no language", {language}), "write fr, ar, zgh, en …"));
}

void Loader::check_currency() {
  const auto code = mission_.record.text("currency");
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (!mission_.record.has("currency") ||
      (code.size() == 3 && std::all_of(code.begin(), code.end(), capital)))
    return;
  report(hinted(error(mission_.record.span_of("currency"), "“{}” is no currency", {code}),
                "write its three letters: MAD, EUR, USD"));
}

void Loader::check_order(const Record& record, const std::string& key) {
  const Record* dates = record.table(key);
  if (!dates || !dates->date("start") || !dates->date("end") || *dates->date("start") <= *dates->date("end"))
    return;
  report(hinted(error(dates->span_of("end"), "the end ({}) is before the start ({})",
                      {iso(*dates->date("end")), iso(*dates->date("start"))}),
                "exchange the two, or correct the wrong one"));
}

void Loader::check_within_period(const Activity& activity) {
  const Record* period = mission_.record.table("period");
  const Record* dates = activity.record.table("dates");
  if (!period || !dates || !dates->date("start")) return;
  const auto start = *dates->date("start"), end = dates->date("end").value_or(start);
  const auto from = period->date("start"), to = period->date("end");
  if (end < start || (from && to && *to < *from)) return;  // that is an error of its own
  if ((!from || start >= *from) && (!to || end <= *to)) return;
  report(hinted(warning(dates->span_of("start"),
                        "the activity ({} to {}) is not within the mission's period ({} to {})",
                        {iso(start), iso(end), from ? iso(*from) : "…", to ? iso(*to) : "…"}),
                "correct the dates here, or the period in mission.toml"));
}

// ---------------------------------------------------------------- pieces

Piece Loader::piece(const Record& record, const std::string& activity) {
  Piece out;
  out.id = record.text("id");
  out.title = record.localized("title");
  out.date = record.date("date");
  out.origin = record.text("origin");
  out.language = record.text("language");
  out.confidential = record.boolean("confidential").value_or(false);
  out.wish = wish_of(record.text("as"));
  out.activity = activity;
  out.span = record.span();
  if (const auto file = record.file("file")) {
    out.file = *file;
    out.format = format_of_name(file->path);
    out.kind = kind_of_format(out.format);
  }
  if (out.title.empty()) out.title.by_language[""] = stem_of(out.file.path);
  return out;
}

void Loader::collect_pieces(const Record& record, const std::string& activity, Pieces& pieces) {
  for (const auto& declared : record.tables("piece")) {
    check_id(declared, "piece");
    check_language(declared, "language");
    const auto id = declared.text("id");
    const auto same = std::find_if(pieces.all.begin(), pieces.all.end(),
                                   [&](const Piece& other) { return other.id == id; });
    if (!id.empty() && same != pieces.all.end())
      report(hinted(error(declared.span_of("id"), "the piece id “{}” is already that of the piece at line {}",
                          {id, std::to_string(same->span.line)}),
                    activity.empty() ? "give each piece of the mission its own id"
                                     : "give each piece of an activity its own id"));
    pieces.all.push_back(piece(declared, activity));
  }
  if (record.boolean("find_pieces").value_or(true))
    for (auto& found :
         found_pieces(context(""), mission_.shown, activity, pieces, mission_.lock, diagnostics_))
      pieces.all.push_back(std::move(found));
  number_pieces(pieces, activity, mission_.lock);
}

// ---------------------------------------------------------------- requirements and dossiers

std::vector<std::string> Loader::activity_ids() const {
  std::vector<std::string> out;
  for (const auto& activity : mission_.activities) out.push_back(activity.id);
  return out;
}

void Loader::check_report_name(const std::string& name, const Span& span) {
  if (name.empty() || contains(known_, name) || fields_of_(name)) return;
  report(unknown_report(name, known_, span));
}

void Loader::check_activity_name(const std::string& name, const Span& span, bool words_allowed) {
  auto known = activity_ids();
  if (words_allowed) known.insert(known.begin(), {"each activity", "mission"});
  if (name.empty() || contains(known, name)) return;
  report(unknown_word(error(span, "unknown activity “{}”", {name}), name, known,
                      words_allowed ? "known here" : "activities"));
}

void Loader::check_due(Record& record) {
  const Value* due = record.find("due");
  if (!due || std::holds_alternative<Date>(due->content)) return;
  const Record* table = record_in(*due);
  if (!table)
    return report(hinted(error(due->span, "“due” must be a date or a number of days after the end"),
                         "write due = 2025-06-30, or due = { days_after_end = 15 }"));
  const Schema schema{integer_field("days_after_end", !table->has("plan")), text_field("plan")};
  Record checked = check(*table, schema, context(""), diagnostics_);
  if (checked.has("plan")) check_plan(record, checked);
  record.set("due", as_table(std::move(checked), *due));
}

// The plan is there, and its rows speak of the activities that owe.
void Loader::check_plan(const Record& requirement, const Record& due) {
  const auto text = due.text("plan");
  const auto& span = due.span_of("plan");
  const auto plan = plan_name(text);
  if (!plan)
    return report(hinted(error(span, "“{}” is no plan", {text}),
                         "write the report type and its list, with a point between: plan = \"TYPE.LIST\""));
  check_report_name(plan->type, span);
  const auto rows = plan_rows(mission_.record, *plan);
  if (rows.empty())
    return report(
        hinted(error(span, "the mission has no plan “{}”", {text}),
               "[deliverables.{}] in mission.toml wants a list “{}” whose rows have “activity” and “end”",
               {plan->type, plan->list}));
  for (const auto& row : rows) {
    check_activity_name(row.text("activity"), row.span_of("activity"), false);
    check_report_name(row.text("deliverable"), row.span_of("deliverable"));
  }
  const auto of = requirement.text("of"), deliverable = requirement.text("deliverable");
  std::string left_out;
  for (const auto& owner : of == "mission" ? std::vector<std::string>{""} : activity_ids())
    if ((of == "mission" || of == "each activity" || of == owner) &&
        !planned_due(rows, deliverable, owner, 0))
      left_out += (left_out.empty() ? "" : ", ") + (owner.empty() ? "the mission" : "“" + owner + "”");
  if (!left_out.empty())
    report(hinted(warning(span, "the plan “{}” says nothing of {}", {text, left_out}),
                  "add a row with its “activity” and “end”; without one it has no deadline"));
}

// One table or a list of them becomes a list of tables.
void Loader::check_waived(Record& record) {
  static const Field kWaived =
      list_field("waived", table_field("", {text_field("activity"), text_field("reason", true)}));
  const Value* raw = record.find("waived");
  if (!raw) return;
  Value list = *raw;
  if (record_in(list)) list.content = ValueList{*raw};
  Record only(record.span());
  only.set("waived", std::move(list));
  Record out = check(only, {kWaived}, context(""), diagnostics_);
  for (const auto& waiver : out.tables("waived"))
    check_activity_name(waiver.text("activity"), waiver.span_of("activity"), false);
  if (out.has("waived")) record.set("waived", *out.find("waived"));
}

Record Loader::requirement(Record record) {
  check_report_name(record.text("deliverable"), record.span_of("deliverable"));
  check_activity_name(record.text("of"), record.span_of("of"), true);
  check_due(record);
  check_waived(record);
  return record;
}

void Loader::check_requirements() {
  const Value* raw = mission_.record.find("requirement");
  if (!raw) return;
  ValueList out;
  for (const auto& value : mission_.record.list("requirement"))
    if (const Record* record = record_in(value)) out.push_back(as_table(requirement(*record), value));
  mission_.record.set("requirement", {std::move(out), raw->span, raw->key});
}

void Loader::check_dossiers() {
  std::vector<std::string> parts = dossier_words();
  for (const auto& id : activity_ids()) parts.push_back(id), parts.push_back("activities/" + id);
  parts.insert(parts.end(), known_.begin(), known_.end());
  for (const auto& piece : mission_.pieces.all) parts.push_back("piece:" + piece.id);
  for (const auto& activity : mission_.activities) {
    for (const auto& report : known_) parts.push_back(activity.id + "/" + report);
    for (const auto& piece : activity.pieces.all) parts.push_back("piece:" + activity.id + "/" + piece.id);
  }
  std::set<std::string> ids;
  for (const auto& dossier : mission_.record.tables("dossier")) {
    check_id(dossier, "dossier");
    if (const auto id = dossier.text("id"); !id.empty() && !ids.insert(id).second)
      report(hinted(error(dossier.span_of("id"), "a dossier “{}” is already declared", {id}),
                    "give each dossier its own id"));
    if (dossier.has("max_size"))
      if (auto size = size_of(dossier.text("max_size"), dossier.span_of("max_size")); !size)
        append(diagnostics_, std::move(size.error()));
    for (const auto& part : dossier.list("parts"))
      if (const auto& word = std::get<std::string>(part.content); !contains(parts, word))
        report(unknown_word(error(part.span, "unknown part “{}”", {word}), word, parts, "parts"));
  }
}

}  // namespace

std::vector<int> activity_numbers(const Mission& mission) {
  const auto& activities = mission.activities;
  const auto numbers = [&](const std::function<long(const Activity&)>& of) {
    std::vector<int> out;
    for (const auto& activity : activities)
      out.push_back(static_cast<int>(std::clamp(of(activity), 0L, 1'000'000L)));
    return out;
  };
  const auto tell_apart = [](const std::vector<int>& all) {
    return std::set<int>(all.begin(), all.end()).size() == all.size() &&
           std::find(all.begin(), all.end(), 0) == all.end();
  };
  const auto declared =
      numbers([](const Activity& a) { return static_cast<long>(a.record.integer("work_item").value_or(0)); });
  if (tell_apart(declared)) return declared;
  const auto named = numbers([](const Activity& a) { return std::strtol(a.id.c_str(), nullptr, 10); });
  if (tell_apart(named)) return named;
  return numbers([&](const Activity& a) { return static_cast<long>(&a - activities.data()) + 1; });
}

void group_pieces(Mission& mission) {
  if (mission.activities.size() < 2) return;
  const auto numbers = activity_numbers(mission);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    auto& pieces = mission.activities[i].pieces;
    for (auto& piece : pieces.all) piece.group = numbers[i];
    for (auto& piece : pieces.withdrawn) piece.group = numbers[i];
  }
}

std::vector<Pieces*> pieces_by_owner(Mission& mission) {
  std::vector<Pieces*> out{&mission.pieces};
  for (auto& activity : mission.activities) out.push_back(&activity.pieces);
  return out;
}

std::vector<const Pieces*> pieces_by_owner(const Mission& mission) {
  std::vector<const Pieces*> out{&mission.pieces};
  for (const auto& activity : mission.activities) out.push_back(&activity.pieces);
  return out;
}

LoadedMission load_mission(World& world, const std::string& folder, const FieldsOf& fields_of,
                           const KnownReports& known) {
  return Loader(world, folder, fields_of, known).load();
}

}  // namespace taqrir::input
