// The part of a font that a document uses, by HarfBuzz: only what PDF needs of it (ISO 32000-1,
// 9.9: outlines and metrics; no character map, no layout tables, no hints).
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "layout/pages.hpp"

namespace taqrir::pdf {

struct Subset {
  enum class Outlines { truetype, cff };
  Outlines outlines = Outlines::truetype;
  std::string file;                   ///< a TrueType file, or the bare CFF table
  std::vector<std::uint16_t> glyphs;  ///< code -> glyph id in the subset
};

/// Errors: the file is no font, its outlines are of a kind that PDF cannot take, or the subsetter gave up.
Result<Subset> subset(const layout::FontUse& font);

}  // namespace taqrir::pdf
