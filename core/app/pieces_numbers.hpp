// The numbers of a mission's pieces, kept from run to run in its pieces.lock.
#pragma once

#include "app/mission_session.hpp"

namespace taqrir::app {

/// Writes the lock of a mission without errors, when it is to say something else than it says. A folder that
/// cannot be written to is a warning: the numbers are right all the same, but not kept.
void keep_piece_numbers(const MissionSession& session, Diagnostics& diagnostics);

/// A text that is another when a piece of the mission has another number.
std::string piece_numbers(const MissionSession& session);

}  // namespace taqrir::app
