#include "app/completeness.hpp"

#include <algorithm>

#include "input/due_plan.hpp"

namespace taqrir::app {

namespace {

using State = Deliverable::State;

struct Waiver {
  std::string activity, reason;
};

std::vector<Waiver> waivers_of(const Record& requirement) {
  std::vector<Waiver> out;
  auto tables = requirement.tables("waived");
  if (const auto* one = requirement.table("waived"); tables.empty() && one) tables.push_back(*one);
  for (const auto& w : tables) out.push_back({w.text("activity"), w.text("reason", "fr")});
  return out;
}

int days_after_end(const Record& due) {
  return static_cast<int>(std::clamp<std::int64_t>(due.integer("days_after_end").value_or(0), -36600, 36600));
}

/// When `activity` (empty: the mission) owes the deliverable; `dates`: the key of its own dates.
std::optional<Date> due_of(const Record& mission, const Record& requirement, const std::string& activity,
                           const Record& owner, std::string_view dates) {
  if (const auto day = requirement.date("due")) return day;
  const auto* due = requirement.table("due");
  if (!due) return std::nullopt;
  if (due->has("plan")) {
    const auto plan = input::plan_name(due->text("plan"));
    if (!plan) return std::nullopt;
    return input::planned_due(input::plan_rows(mission, *plan), requirement.text("deliverable"), activity,
                              days_after_end(*due));
  }
  const auto* span = owner.table(dates);
  if (!span || !due->has("days_after_end")) return std::nullopt;
  const auto end = span->date("end") ? span->date("end") : span->date("start");
  return end ? std::optional(add_days(*end, days_after_end(*due))) : std::nullopt;
}

/// Judges what is declared; what is missing or waived has been judged before.
State punctuality(const Deliverable& d, const Date& today) {
  if (!d.due) return State::present;
  const bool delivered = d.status == "sent" || d.status == "validated";
  if (!delivered) return today > *d.due ? State::late : State::present;
  return d.status_on && *d.status_on > *d.due ? State::late : State::present;
}

class Matrix {
 public:
  Matrix(const input::Mission& mission, const Date& today) : mission_(mission), today_(today) {}

  std::vector<Deliverable> fill() {
    for (const auto& activity : mission_.activities) declare(activity.id, activity.record);
    declare({}, mission_.record);
    for (const auto& requirement : mission_.record.tables("requirement")) demand(requirement);
    for (auto& d : all_)
      if (d.declared && d.state != State::waived) d.state = punctuality(d, today_);
    arrange();
    return std::move(all_);
  }

 private:
  void declare(const std::string& activity, const Record& record) {
    const auto* deliverables = record.table("deliverables");
    if (!deliverables) return;
    for (const auto& [report, value] : deliverables->entries()) {
      Deliverable d;
      d.activity = activity, d.report = report, d.declared = true;
      d.span = value.span;
      if (const auto* fields = deliverables->table(report)) {
        if (const auto* status = fields->table("status")) {
          d.status = status->text("state");
          d.status_on = status->date("on");
        }
      }
      all_.push_back(std::move(d));
    }
  }

  void demand(const Record& requirement) {
    const auto report = requirement.text("deliverable");
    if (report.empty()) return;
    const auto of = requirement.text("of");
    if (of == "mission") return owe(requirement, report, {}, mission_.record, "period");
    for (const auto& activity : mission_.activities)
      if ((of == "each activity" || of == activity.id) && readable(activity))
        owe(requirement, report, activity.id, activity.record, "dates");
  }

  /// What an activity.toml that could not be read declares is not known.
  static bool readable(const input::Activity& activity) { return !activity.record.entries().empty(); }

  void owe(const Record& requirement, const std::string& report, const std::string& activity,
           const Record& owner, std::string_view dates) {
    auto it = std::find_if(all_.begin(), all_.end(), [&](const Deliverable& d) {
      return d.report == report && d.activity == activity;
    });
    if (it == all_.end()) {
      it = all_.insert(all_.end(), Deliverable{});
      it->activity = activity, it->report = report, it->state = State::missing, it->span = requirement.span();
    }
    it->owed = true;
    it->due = due_of(mission_.record, requirement, activity, owner, dates);
    for (const auto& waiver : waivers_of(requirement))
      if (waiver.activity == activity) it->state = State::waived, it->reason = waiver.reason;
  }

  void arrange() {
    const auto rank = [&](const Deliverable& d) {
      const auto it = std::find_if(mission_.activities.begin(), mission_.activities.end(),
                                   [&](const input::Activity& a) { return a.id == d.activity; });
      return it - mission_.activities.begin();
    };
    std::stable_sort(all_.begin(), all_.end(),
                     [&](const Deliverable& a, const Deliverable& b) { return rank(a) < rank(b); });
  }

  const input::Mission& mission_;
  const Date today_;
  std::vector<Deliverable> all_;
};

std::string owner_of(const Deliverable& d) {
  return d.activity.empty() ? "the mission" : "“" + d.activity + "”";
}

std::string place_of(const Deliverable& d) {
  return d.activity.empty() ? "mission.toml" : "activities/" + d.activity + "/activity.toml";
}

}  // namespace

std::vector<Deliverable> completeness(const input::Mission& mission, const Date& today) {
  return Matrix(mission, today).fill();
}

namespace {

const Record* table_of(const input::Mission& mission, const Deliverable& d) {
  const auto* record = &mission.record;
  for (const auto& activity : mission.activities)
    if (activity.id == d.activity) record = &activity.record;
  const auto* declared = record->table("deliverables");
  return declared ? declared->table(d.report) : nullptr;
}

}  // namespace

std::vector<DeliverableEntry> entries_of(const input::Mission& mission,
                                         const std::vector<Deliverable>& deliverables) {
  const auto languages = mission.record.texts("languages");
  const auto language = languages.empty() ? std::string("fr") : languages.front();
  std::vector<DeliverableEntry> out;
  for (const auto& d : deliverables) {
    DeliverableEntry entry(d);
    for (const auto& activity : mission.activities)
      if (activity.id == d.activity) entry.activity_title = activity.record.text("title", language);
    const auto* fields = table_of(mission, d);
    if (const auto* status = fields ? fields->table("status") : nullptr)
      entry.decision = status->text("decision", language);
    out.push_back(std::move(entry));
  }
  return out;
}

Diagnostics missing(const std::vector<Deliverable>& deliverables, const Date& today) {
  Diagnostics out;
  for (const auto& d : deliverables) {
    if (d.state != State::missing) continue;
    const bool due = !d.due || *d.due < today;
    auto found = d.due ? error(d.span, "{} owes “{}”, due on {}, and declares none",
                               {owner_of(d), d.report, iso(*d.due)})
                       : error(d.span, "{} owes “{}” and declares none", {owner_of(d), d.report});
    if (!due) found.severity = Severity::note;
    out.push_back(
        hinted(std::move(found),
               "add [deliverables.{}] to {}, or waive it here: waived = { activity = …, reason = … }",
               {d.report, place_of(d)}));
  }
  return out;
}

const char* name_of(State state) {
  switch (state) {
    case State::present: return "present";
    case State::missing: return "missing";
    case State::late: return "late";
    case State::waived: return "waived";
  }
  return "present";
}

}  // namespace taqrir::app
