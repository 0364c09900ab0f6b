// Whether a PDF can be taken in at all: what its sizes do not tell (contents that unpack without end, objects
// that crash or keep busy who follows them) shows only when it is taken apart.
#pragma once

#include "app/assets.hpp"
#include "app/workshop.hpp"
#include "model/piece.hpp"

namespace taqrir::app {

/// The errors that making a document of it would meet. A content that went well is known from then on.
Diagnostics try_piece(Workshop& shop, MissionAssets& assets, const Piece& piece);

}  // namespace taqrir::app
