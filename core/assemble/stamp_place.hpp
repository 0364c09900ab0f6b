// Where a page's stamp stands, so that it covers nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "assemble/edge_bands.hpp"

namespace taqrir::assemble {

/// How far a stamp is moved from where render drew it, in points as shown.
struct StampShift {
  double right = 0, up = 0;
  double strip = 0;  ///< the page is made so much taller, below; 0: it stays as it is
};

/// White that stays around a stamp.
inline constexpr double kStampSide = 6, kStampAbove = 2;

/// Places in the order of their discretion: at the foot where render drew it (the outer corner), in the
/// middle, at the other corner; the same at the head.
inline constexpr int kStampPlaces = 6;
using FreePlaces = std::uint8_t;  ///< a bit for each place, the first is 1

FreePlaces free_places(const Area& stamp, const EdgeBands& taken);
/// The place of most pages of one piece: the first that is free on at least nine tenths of those that have
/// one; -1: there is none.
int usual_place(const std::vector<FreePlaces>& pages);
/// To the usual place, else to the first that is free, else below the page.
StampShift stamp_shift(const Area& stamp, Size shown, FreePlaces free, int usual);

}  // namespace taqrir::assemble
