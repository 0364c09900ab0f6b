// A folder of documents, as a consultant has it, becomes a mission that builds.
#pragma once

#include "app/workshop.hpp"

namespace taqrir::app {

/// `request.folder` is new or empty. `request.from` is only read. Every guess is a note with the file and the
/// reason.
Outcome init_from(Workshop& shop, const InitRequest& request);

}  // namespace taqrir::app
