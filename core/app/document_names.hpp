// The files and pieces that a document names which somebody else has written.
#pragma once

#include <string>

#include "app/mission_session.hpp"
#include "model/document.hpp"

namespace taqrir::app {

/// Every file must lie in the mission, or in the folder of the type `report`; every piece must be one of the
/// mission's. References to pieces get the words that the reader sees. The errors stand in `shown` by JSON
/// pointers, their blame is the machine's.
Diagnostics look_up_names(Document& document, const MissionSession& session, const std::string& report,
                          const Locale& locale, const std::string& shown);

}  // namespace taqrir::app
