// Missions whose outputs would be the same files.
#pragma once

#include <vector>

#include "app/production.hpp"

namespace taqrir::app {

/// Leaves out everything of missions that would write one another's files, with an error that names them.
std::vector<Production> without_clashes(std::vector<Production> productions, Diagnostics& diagnostics);

}  // namespace taqrir::app
