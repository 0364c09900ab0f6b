#include "model/piece.hpp"

#include <algorithm>

namespace taqrir {

const Piece* Pieces::find(std::string_view id) const {
  const auto it = std::find_if(all.begin(), all.end(), [&](const Piece& piece) { return piece.id == id; });
  return it == all.end() ? nullptr : &*it;
}

std::string piece_anchor(const Piece& piece) {
  return "piece:" + (piece.activity.empty() ? "" : piece.activity + "/") + piece.id;
}

}  // namespace taqrir
