// The missions of a call: opened at its beginning, and what is said at its end.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/mission_session.hpp"

namespace taqrir::app {

using Sessions = std::vector<std::unique_ptr<MissionSession>>;

/// A session for each folder that holds a mission which could be read; what is wrong is appended.
Sessions open_sessions(Workshop& shop, const std::vector<std::string>& folders, Diagnostics& diagnostics,
                       Treatment treatment = {});
std::vector<const MissionSession*> plain_pointers(const Sessions& sessions);

/// Adds what the whole run has to say and puts the diagnostics in order.
void finish(Workshop& shop, Outcome& outcome);

/// The mission's id; the folder's name when the mission gives none.
std::string name_of_mission(const MissionSession& session);

}  // namespace taqrir::app
