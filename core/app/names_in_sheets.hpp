// Names in the personal columns of sheets, which the public edition calls by codes wherever they stand.
#pragma once

#include "app/mission_session.hpp"

namespace taqrir::app {

/// Rows of which documents are made keep the codes that these bear (P1, P2 …). A sheet that cannot be read teaches
/// nothing: the report that shows it cannot be made of it either.
void learn_names_in_sheets(const MissionSession& session, Redactor& redactor);

}  // namespace taqrir::app
