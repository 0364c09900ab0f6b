// Pieces that a document only speaks of.
#pragma once

#include "model/piece.hpp"

namespace taqrir::app {

/// The piece is named and not shown: nothing can read its file any more.
inline void withhold(Piece& piece) {
  piece.standing = Piece::Standing::withheld;
  piece.file.path.clear();
  piece.sha256.clear();
  piece.pages = 0;
  piece.kind = Piece::Kind::other;
  piece.leaves.clear();
}

}  // namespace taqrir::app
