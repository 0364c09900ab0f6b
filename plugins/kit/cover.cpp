#include "kit/cover.hpp"

#include "kit/attendance_view.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

/// Collects facts; a fact without a value is left out, or said to be missing.
class Facts {
 public:
  explicit Facts(const Words& kit, Unsaid unsaid = Unsaid::left_out) : kit_(kit), unsaid_(unsaid) {}

  void add(std::string_view key, Inlines value) {
    if (value.empty() && unsaid_ == Unsaid::left_out) return;
    if (value.empty()) value = plain(kit_.missing());
    facts_.push_back({plain(kit_("fact." + std::string(key))), std::move(value)});
  }
  void add(std::string_view key, const std::string& value) { add(key, plain(value)); }
  void add(std::string_view key, const Record& record, std::string_view name) {
    add(key, record.has(name) ? kit_.localized(record.localized(name)) : Inlines{});
  }
  std::vector<KeyFact> take() { return std::move(facts_); }

 private:
  const Words& kit_;
  Unsaid unsaid_;
  std::vector<KeyFact> facts_;
};

std::string span_of_dates(const Words& kit, const Record* range) {
  if (!range) return {};
  const auto start = range->date("start"), end = range->date("end");
  if (start && end) return kit.locale().dates(*start, *end);
  return start ? kit.locale().date(*start) : std::string{};
}

void add_contract(Facts& facts, const Record& mission) {
  const Record* contract = mission.table("contract");
  facts.add("contract", contract ? *contract : Record{}, "reference");
}

void append(std::vector<KeyFact>& to, std::vector<KeyFact> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<KeyFact> cover_facts(const Writer& writer) {
  std::vector<KeyFact> facts;
  const auto& context = writer.context();
  if (context.activity()) append(facts, activity_facts(writer.kit(), *context.activity()));
  append(facts, mission_facts(writer.kit(), context.mission()));
  Facts version(writer.kit());
  version.add("version", writer.fields().text("version"));
  append(facts, version.take());
  return facts;
}

Inlines notice(const Writer& writer) {
  std::vector<Inlines> parts;
  const auto& context = writer.context();
  if (context.mission().boolean("demonstration").value_or(false))
    parts.push_back(strong(writer.kit()("demonstration")));
  if (const auto disclaimer = context.disclaimer(); !disclaimer.empty()) {
    if (!parts.empty()) parts.push_back({{HardBreak{}, {}}});
    parts.push_back(writer.kit().localized(disclaimer));
  }
  return joined(std::move(parts));
}

Inlines subtitle(const Writer& writer) {
  const auto& context = writer.context();
  const bool says_more = context.activity() || context.fields().has("title");
  return says_more ? writer.kit().localized(context.mission().localized("title")) : Inlines{};
}

}  // namespace

Inlines status_line(const Words& kit, const Record& fields) {
  const Record* status = fields.table("status");
  if (!status) return {};
  const auto key = "status." + status->text("state");
  const auto on = status->date("on");
  auto line = on ? kit(key + "-on", {{"date", kit.locale().date(*on)}}) : kit(key);
  if (const auto decision = status->text("decision", kit.language()); !decision.empty())
    line = kit("status.decided", {{"status", line}, {"decision", decision}});
  return plain(std::move(line));
}

Tone status_tone(const Record& fields) {
  const Record* status = fields.table("status");
  const auto state = status ? status->text("state") : std::string{};
  if (state == "validated") return Tone::good;
  return state == "draft" ? Tone::caution : Tone::neutral;
}

std::vector<KeyFact> activity_facts(const Words& kit, const Record& activity, Unsaid unsaid) {
  Facts facts(kit, unsaid);
  facts.add("dates", span_of_dates(kit, activity.table("dates")));
  facts.add("place", activity, "place");
  const auto mode = activity.text("mode");
  facts.add("mode", mode.empty() ? std::string{} : kit("mode." + mode));
  facts.add("organiser", activity, "organiser");
  return facts.take();
}

std::vector<KeyFact> mission_facts(const Words& kit, const Record& mission) {
  Facts facts(kit);
  if (const Record* organisation = mission.table("organisation"))
    facts.add("beneficiary", *organisation, "name");
  if (const Record* programme = mission.table("programme")) facts.add("programme", *programme, "name");
  add_contract(facts, mission);
  facts.add("period", span_of_dates(kit, mission.table("period")));
  return facts.take();
}

Block cover(const Writer& writer, Unsaid status) {
  const auto& context = writer.context();
  Cover cover;
  cover.kicker = plain(context.report_title(writer.report()));
  cover.title = writer.kit().localized(subject_of(context));
  cover.subtitle = subtitle(writer);
  cover.facts = cover_facts(writer);
  cover.status = status_line(writer.kit(), writer.fields());
  cover.status_tone = status_tone(writer.fields());
  if (cover.status.empty() && status == Unsaid::shown) {
    cover.status = plain(writer.kit()("status.draft"));
    cover.status_tone = Tone::caution;
  }
  cover.notice = notice(writer);
  return block(std::move(cover));
}

Block facts_panel(const Writer& writer, const std::optional<BySex>& participants) {
  const auto& context = writer.context();
  std::vector<KeyFact> facts;
  if (context.activity()) facts = activity_facts(writer.kit(), *context.activity(), Unsaid::shown);
  Facts more(writer.kit(), Unsaid::shown);
  add_contract(more, context.mission());
  more.add("participants", participants ? people(writer.kit(), *participants) : std::string{});
  append(facts, more.take());
  return key_facts(plain(writer.kit()("key-facts")), std::move(facts));
}

}  // namespace taqrir::kit
