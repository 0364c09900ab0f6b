// Glyphs added to a TrueType font: others of the font put together, each in its place, with an
// advance of their own (composite glyphs, OpenType "glyf").
#pragma once

#include <hb.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace taqrir::pdf {

struct ComposedGlyph {
  struct Part {
    std::uint16_t glyph = 0;      ///< id in the font
    std::int16_t dx = 0, dy = 0;  ///< font units
  };
  std::vector<Part> parts;
  std::uint16_t advance = 0;
};

/// The font's file with the glyphs behind its own, in order. Empty when the font's tables are broken.
std::string with_composed_glyphs(hb_face_t* face, std::span<const ComposedGlyph> added);

}  // namespace taqrir::pdf
