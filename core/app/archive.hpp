// --zip: an archive beside each dossier of a run.
#pragma once

#include <string>

#include "app/job.hpp"
#include "app/sessions.hpp"

namespace taqrir::app {

/// The folder of pieces in an archive; its manifests have it for the mission's.
inline constexpr const char* kArchivedPieces = "pieces";

/// Beside each output NAME.pdf of the outcome (or its volumes NAME-1.pdf …) NAME.zip, which holds it, a manifest of its own, and below
/// pieces/ the pieces' files as they were received. Of the public edition those pieces stay out, with a
/// warning, whose files say what the edition does not, or cannot be looked into. `folder` is the manifest's.
void add_archives(World& world, const Sessions& sessions, const std::string& folder, Outcome& outcome);

}  // namespace taqrir::app
