// The part of a font that a document uses, by HarfBuzz: only what PDF needs of it (ISO 32000-1,
// 9.9: outlines and metrics; no character map, no layout tables, no hints).
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "layout/pages.hpp"
#include "render/pdf/typed_codes.hpp"

namespace taqrir::pdf {

struct Subset {
  enum class Outlines { truetype, cff };
  Outlines outlines = Outlines::truetype;
  std::string file;                   ///< a TrueType file, or the bare CFF table
  std::vector<std::uint16_t> glyphs;  ///< code -> glyph id in the subset
};

/// Units per em, and whether the outlines are TrueType; both 0 when the file is no font.
struct FontFacts {
  bool truetype = false;
  unsigned units = 0;
};
FontFacts font_facts(const layout::FontUse& font);

/// Errors: the file is no font, its outlines are of a kind that PDF cannot take, or the subsetter gave up.
Result<Subset> subset(const layout::FontUse& font, const TypedFont& codes);

}  // namespace taqrir::pdf
