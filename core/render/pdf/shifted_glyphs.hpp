// Glyphs added to a TrueType font: others of the font, moved, with an advance of their own.
#pragma once

#include <hb.h>

#include <cstdint>
#include <span>
#include <string>

namespace taqrir::pdf {

struct ShiftedGlyph {
  std::uint16_t component = 0;  ///< glyph id in the font
  std::int16_t dx = 0, dy = 0;  ///< font units
  std::uint16_t advance = 0;
};

/// The font's file with the glyphs behind its own, in order. Empty when the font's tables are broken.
std::string with_shifted_glyphs(hb_face_t* face, std::span<const ShiftedGlyph> added);

}  // namespace taqrir::pdf
