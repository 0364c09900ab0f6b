// Recommendations-actions: what is asked of whom, by when, and how far it has come.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sdk/report.hpp"

namespace taqrir::kit {

enum class Priority { high, medium, low };
enum class ActionState { proposed, accepted, in_progress, done, rejected };

inline constexpr std::array kPriorities{Priority::high, Priority::medium, Priority::low};
inline constexpr std::array kActionStates{ActionState::proposed, ActionState::accepted,
                                          ActionState::in_progress, ActionState::done, ActionState::rejected};

/// As written in TOML, and last part of the words' keys: "high", "in-progress".
std::string key_of(Priority priority);
std::string key_of(ActionState state);

struct Recommendation {
  std::string code;
  Priority priority = Priority::medium;
  ActionState state = ActionState::proposed;
  std::string responsible, resources;
  std::optional<Date> deadline;
  std::string activity;  ///< id; empty where it goes without saying
  Record record;         ///< text, rationale and finding, with their places

  bool open() const noexcept { return state != ActionState::done && state != ActionState::rejected; }
  /// Open, and its deadline is before `today`.
  bool overdue(const Date& today) const;
};

using Recommendations = std::vector<Recommendation>;

struct RecommendationCounts {
  std::array<std::array<int, kActionStates.size()>, kPriorities.size()> by{};  ///< [priority][state]
  int overdue = 0;

  int of(Priority priority, ActionState state) const;
  int of(Priority priority) const;
  int of(ActionState state) const;
  int total() const;
  int open() const;  ///< neither done nor rejected
};

/// `items = [{ code, text, priority, state, … }]` under any name.
Field recommendation_fields(std::string name);
/// In the file's order.
Recommendations recommendations_of(const Record& fields, std::string_view key,
                                   const std::string& activity = {});
/// Where an activity's recommendations stand: the items of its [deliverables.recommendations]; where it
/// declares none, the list in its narrative report. Empty when there is neither.
Recommendations recommendations_of_activity(const ReportContext& context, const std::string& activity);
/// An error for each code that an earlier recommendation has: codes are anchors, and what people cite.
Diagnostics check_codes(const Recommendations& recommendations);
RecommendationCounts count(const Recommendations& recommendations, const Date& today);

}  // namespace taqrir::kit
