#include "model/piece.hpp"

#include <algorithm>

namespace taqrir {

const Piece* Pieces::find(std::string_view id) const {
  const auto it = std::find_if(all.begin(), all.end(), [&](const Piece& piece) { return piece.id == id; });
  return it == all.end() ? nullptr : &*it;
}

namespace {

std::string joined(int group, int number, const Locale& locale) {
  return (group > 0 ? locale.integer(group) + "." : std::string()) + locale.integer(number);
}

}  // namespace

std::string number_of(const Piece& piece, const Locale& locale) { return joined(piece.group, piece.number, locale); }
std::string number_of(const WithdrawnPiece& piece, const Locale& locale) { return joined(piece.group, piece.number, locale); }

std::string piece_anchor(const Piece& piece) {
  return "piece:" + (piece.activity.empty() ? "" : piece.activity + "/") + piece.id;
}

}  // namespace taqrir
