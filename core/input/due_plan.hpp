// A deadline taken from a plan of actions: `due = { plan = "TYPE.LIST", days_after_end = N }`. TYPE is a
// deliverable of the mission, LIST a list of its table whose rows may have `activity`, `deliverable`, `start`
// and `end`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/value.hpp"

namespace taqrir::input {

struct PlanName {
  std::string type, list;
};

/// nullopt: not of the form “TYPE.LIST”.
std::optional<PlanName> plan_name(const std::string& text);

/// The rows of the plan; none where the mission has no such list.
std::vector<Record> plan_rows(const Record& mission, const PlanName& plan);

/// The latest end (else start) of the rows about `deliverable` of `activity` (empty: of the mission): that is
/// its deadline. Where no row is about that deliverable: the latest of the rows about the activity alone, and
/// `days_after_end` later.
std::optional<Date> planned_due(const std::vector<Record>& rows, const std::string& deliverable,
                                const std::string& activity, int days_after_end);

}  // namespace taqrir::input
