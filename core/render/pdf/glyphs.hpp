// A run of glyphs as text-showing operators: TJ with the adjustments that bring each glyph to the
// place that layout gave it.
#pragma once

#include <span>

#include "layout/pages.hpp"
#include "render/pdf/operators.hpp"
#include "render/pdf/typed_codes.hpp"

namespace taqrir::pdf {

/// The text object is open; font, size and start are set.
void show_glyphs(Operators& op, const TypedFont& font, float size,
                 std::span<const layout::PlacedGlyph> glyphs);

}  // namespace taqrir::pdf
