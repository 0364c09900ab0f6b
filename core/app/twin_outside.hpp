// What was changed in a twin outside the texts that can be taken back, by name.
#pragma once

#include "app/mission_session.hpp"
#include "app/twin_file.hpp"

namespace taqrir::app {

/// Warnings: where it stands in the twin, what it was and is, and where it can be changed.
Diagnostics changed_outside(const MissionSession& session, const Twin& twin, const std::string& shown);
/// The same without a mission: what can be changed where is not known.
Diagnostics changed_outside(const Twin& twin, const std::string& shown);

}  // namespace taqrir::app
