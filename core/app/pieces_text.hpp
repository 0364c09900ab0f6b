// The text of annexed pieces, and of texts written with other programs.
#pragma once

#include "app/mission_session.hpp"
#include "app/report_context.hpp"

namespace taqrir::app {

/// See ReportContext::piece_text.
Result<Blocks> piece_text(const MissionSession& session, const Piece& piece, const std::string& language,
                          int heading_level, Findings& findings);

}  // namespace taqrir::app
