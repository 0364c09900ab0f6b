// What an annexed file is, and in what form a document takes it in.
#pragma once

#include "app/assets.hpp"
#include "app/pieces_recognition.hpp"
#include "app/workshop.hpp"
#include "model/piece.hpp"

namespace taqrir::app {

/// Fills in hash, format, kind, leaves and pages. What cannot be read is an error; what no program here can
/// turn into pages becomes a file that is attached, with a warning. Scans get a layer of text where that is wanted;
/// where it cannot be had they stay as they are, with a warning.
Diagnostics examine_piece(Workshop& shop, MissionAssets& assets, Piece& piece, const Recognition& recognition = {});

}  // namespace taqrir::app
