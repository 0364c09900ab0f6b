// Which pieces the texts of a mission speak of.
#pragma once

#include <set>
#include <string>

#include "app/mission_session.hpp"
#include "model/document.hpp"

namespace taqrir::app {

/// Adds the pieces that a document refers to, as "<activity>/<id>", the mission's own as "<id>".
void note_cited(const Document& document, std::set<std::string>& cited);

/// A warning for each piece of the activity that is not among `cited`.
Diagnostics never_cited(const input::Activity& activity, const std::set<std::string>& cited);
/// Likewise for the mission's own pieces, which a dossier may name as a part instead.
Diagnostics never_cited(const input::Mission& mission, std::set<std::string> cited);

}  // namespace taqrir::app
