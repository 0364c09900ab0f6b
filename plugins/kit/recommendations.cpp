#include "kit/recommendations.hpp"

#include <map>

namespace taqrir::kit {

namespace {

template <class Enum, std::size_t n>
Enum from_key(const std::array<Enum, n>& all, const std::string& key, Enum otherwise) {
  for (const auto one : all)
    if (key_of(one) == key) return one;
  return otherwise;
}

template <class Enum, std::size_t n>
std::vector<std::string> keys(const std::array<Enum, n>& all) {
  std::vector<std::string> out;
  for (const auto one : all) out.push_back(key_of(one));
  return out;
}

Recommendation recommendation_of(const Record& record, const std::string& activity) {
  Recommendation out;
  out.code = record.text("code");
  out.priority = from_key(kPriorities, record.text("priority"), Priority::medium);
  out.state = from_key(kActionStates, record.text("state"), ActionState::proposed);
  out.responsible = record.text("responsible");
  out.resources = record.text("resources");
  out.deadline = record.date("deadline");
  out.activity = activity;
  out.record = record;
  return out;
}

Diagnostic repeated_code(const Recommendation& again, std::uint32_t first_line) {
  return hinted(error(again.record.span_of("code"), "the code “{}” is already given in line {}",
                      {again.code, std::to_string(first_line)}),
                "give each recommendation a code of its own");
}

}  // namespace

std::string key_of(Priority priority) {
  constexpr std::array names{"high", "medium", "low"};
  return names[static_cast<std::size_t>(priority)];
}

std::string key_of(ActionState state) {
  constexpr std::array names{"proposed", "accepted", "in-progress", "done", "rejected"};
  return names[static_cast<std::size_t>(state)];
}

bool Recommendation::overdue(const Date& today) const { return open() && deadline && *deadline < today; }

int RecommendationCounts::of(Priority priority, ActionState state) const {
  return by[static_cast<std::size_t>(priority)][static_cast<std::size_t>(state)];
}

int RecommendationCounts::of(Priority priority) const {
  int sum = 0;
  for (const auto state : kActionStates) sum += of(priority, state);
  return sum;
}

int RecommendationCounts::of(ActionState state) const {
  int sum = 0;
  for (const auto priority : kPriorities) sum += of(priority, state);
  return sum;
}

int RecommendationCounts::total() const {
  int sum = 0;
  for (const auto priority : kPriorities) sum += of(priority);
  return sum;
}

int RecommendationCounts::open() const { return total() - of(ActionState::done) - of(ActionState::rejected); }

Field recommendation_fields(std::string name) {
  return list_field(
      std::move(name),
      table_field("recommendation",
                  {labelled(text_field("code", true), "Code", "Code"),
                   labelled(text_field("text", true), "Recommandation", "Recommendation"),
                   labelled(text_field("rationale"), "Justification", "Rationale"),
                   labelled(choice_field("priority", keys(kPriorities), true), "Priorité", "Priority"),
                   labelled(text_field("responsible"), "Responsable", "Responsible"),
                   labelled(date_field("deadline"), "Échéance", "Deadline"),
                   labelled(text_field("resources"), "Moyens", "Resources"),
                   labelled(choice_field("state", keys(kActionStates), true), "État", "State"),
                   labelled(text_field("finding"), "Constat", "Finding",
                            "Le constat qui fonde la recommandation", "The finding that supports it")}));
}

Recommendations recommendations_of(const Record& fields, std::string_view key, const std::string& activity) {
  Recommendations out;
  for (const auto& record : fields.tables(key)) out.push_back(recommendation_of(record, activity));
  return out;
}

Recommendations recommendations_of_activity(const ReportContext& context, const std::string& activity) {
  if (const Record* own_report = context.fields_of("recommendations", {activity}))
    return recommendations_of(*own_report, "items", activity);
  if (const Record* narrative = context.fields_of("narrative-report", {activity}))
    return recommendations_of(*narrative, "recommendations", activity);
  return {};
}

Diagnostics check_codes(const Recommendations& recommendations) {
  Diagnostics warnings;
  std::map<std::string, std::uint32_t> lines;
  for (const auto& one : recommendations) {
    const auto line = one.record.span_of("code").line;
    const auto [first, is_new] = lines.emplace(one.code, line);
    if (!is_new) warnings.push_back(repeated_code(one, first->second));
  }
  return warnings;
}

RecommendationCounts count(const Recommendations& recommendations, const Date& today) {
  RecommendationCounts counts;
  for (const auto& one : recommendations) {
    ++counts.by[static_cast<std::size_t>(one.priority)][static_cast<std::size_t>(one.state)];
    if (one.overdue(today)) ++counts.overdue;
  }
  return counts;
}

}  // namespace taqrir::kit
