// What the mission owes and what it has: requirements against activities.
#pragma once

#include <string>
#include <vector>

#include "app/job.hpp"
#include "input/mission.hpp"
#include "sdk/report.hpp"

namespace taqrir::app {

/// Every deliverable that is declared or owed, activities in their order, the mission's own last.
/// present: declared; missing: owed and not declared; late: not sent by its day as of `today`, or sent
/// after it; waived: the requirement says so. A day is the requirement's own date, or its number of
/// days after the end of the activity (of the mission's period for the mission's own). Of an activity
/// that could not be read nothing is said.
std::vector<Deliverable> completeness(const input::Mission& mission, const Date& today);

/// Errors for what is missing and due; a note for what is missing and not yet due.
Diagnostics missing(const std::vector<Deliverable>& deliverables, const Date& today);

/// With the titles of activities and the words of decisions, in the mission's first language.
std::vector<DeliverableEntry> entries_of(const input::Mission& mission, const std::vector<Deliverable>& deliverables);

const char* name_of(Deliverable::State state);

}  // namespace taqrir::app
