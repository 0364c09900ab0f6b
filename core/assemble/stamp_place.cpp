#include "assemble/stamp_place.hpp"

#include <algorithm>
#include <cmath>

namespace taqrir::assemble {
namespace {

constexpr double kStripSide = 7;  // white above and below the stamp in a strip of its own

FreePlaces bit(int place) { return static_cast<FreePlaces>(1 << place); }

StampShift shift_to(const Area& stamp, Size shown, int place) {
  const double to_other_side = shown.width - stamp.left - stamp.right;
  const double across[] = {0, to_other_side / 2, to_other_side};
  return {across[place % 3], place < 3 ? 0 : shown.height - stamp.bottom - stamp.top, 0};
}

Area moved(const Area& a, const StampShift& by) {
  return {a.left + by.right, a.bottom + by.up, a.right + by.right, a.top + by.up};
}

bool within(const Area& a, Size page) {
  return a.left >= 0 && a.bottom >= 0 && a.right <= page.width && a.top <= page.height;
}

}  // namespace

FreePlaces free_places(const Area& stamp, const EdgeBands& taken) {
  FreePlaces free = 0;
  for (int place = 0; place < kStampPlaces; ++place) {
    const Area a = moved(stamp, shift_to(stamp, taken.size(), place));
    const Area with_white{a.left - kStampSide, a.bottom - kStampAbove, a.right + kStampSide,
                          a.top + kStampAbove};
    if (within(a, taken.size()) && taken.is_free(with_white)) free |= bit(place);
  }
  return free;
}

int usual_place(const std::vector<FreePlaces>& pages) {
  const auto having = [&](FreePlaces any) {
    return std::count_if(pages.begin(), pages.end(), [&](FreePlaces free) { return (free & any) != 0; });
  };
  const auto all = having(static_cast<FreePlaces>(~0));
  for (int place = 0; place < kStampPlaces && all > 0; ++place)
    if (having(bit(place)) * 10 >= all * 9) return place;
  return -1;
}

StampShift stamp_shift(const Area& stamp, Size shown, FreePlaces free, int usual) {
  if (usual >= 0 && (free & bit(usual)) != 0) return shift_to(stamp, shown, usual);
  for (int place = 0; place < kStampPlaces; ++place)
    if ((free & bit(place)) != 0) return shift_to(stamp, shown, place);
  const double strip = std::ceil(stamp.top - stamp.bottom + 2 * kStripSide);
  return {0, -(strip + stamp.bottom + stamp.top) / 2, strip};
}

}  // namespace taqrir::assemble
