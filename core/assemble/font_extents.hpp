// How far the letters of a foreign font reach, as far as its dictionary tells (ISO 32000-1, 9.6 to 9.8); font
// programs are not read. In text space of size 1.
#pragma once

#include <qpdf/QPDFObjectHandle.hh>
#include <string_view>
#include <vector>

namespace taqrir::assemble {

struct FontExtents {
  double descent = -0.35, ascent = 1.1;  ///< of its tallest letters, from the baseline
  double overhang = 0.5;                 ///< how far a letter may reach beyond its own width, on either side
  bool unbounded = false;                ///< nothing is known: a letter may reach anywhere
  bool vertical = false;                 ///< written downwards
  bool two_bytes = false;                ///< a code has two bytes; else one, at least
  std::vector<float> widths;             ///< by code; negative: not known
  float other_width = -1;                ///< of codes beyond; likewise

  float width(unsigned code) const { return code < widths.size() ? widths[code] : other_width; }
  static constexpr double kWidest = 1.1;  ///< of letters whose width is not known
};

/// Of a font's dictionary; of anything else what fonts are like in general.
FontExtents font_extents(QPDFObjectHandle font);

}  // namespace taqrir::assemble
