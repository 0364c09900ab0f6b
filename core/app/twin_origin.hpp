// Which texts of a mission a twin is to remember.
#pragma once

#include "app/mission_session.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::app {

/// Markdown texts: what else a report is made of cannot be written back. Valid as long as the session.
pandoc::Origin origin_of(const MissionSession& session, const std::string& report,
                         const std::string& activity);

}  // namespace taqrir::app
