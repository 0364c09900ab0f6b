// What is said of a piece's file while its pages are taken in, said where the mission names the piece.
#pragma once

#include "app/mission_session.hpp"

namespace taqrir::app {

/// Diagnostics about a piece's file as a whole ("activities/05/annexes/scan.pdf", or a converted form of it) are
/// placed at its [[piece]]; those of a found piece at the file as the user would type it.
Diagnostics told_of_pieces(const MissionSession& session, Diagnostics diagnostics);

}  // namespace taqrir::app
