// A font as PDF holds it: Type0 over a CIDFont, our own codes, ToUnicode (ISO 32000-1, 9.7 to 9.10).
#pragma once

#include "base/result.hpp"
#include "layout/pages.hpp"
#include "render/pdf/objects.hpp"
#include "render/pdf/typed_codes.hpp"

namespace taqrir::pdf {

/// The six objects of one font, by number.
struct FontNumbers {
  int font = 0;        ///< Type0: what a page's resources name
  int descendant = 0;  ///< the CIDFont
  int descriptor = 0;
  int program = 0;  ///< the subset
  int to_unicode = 0;
  int map = 0;  ///< TrueType: CIDToGIDMap. CFF: the encoding, code -> glyph
};

struct FontObjects {
  struct Stream {
    std::string entries, data;
  };
  std::string font, descendant, descriptor;
  Stream program, to_unicode, map;
};

FontNumbers reserve_font(ObjectFile& file);

/// Subsetting and compressing: the costly part, made to run on any thread. Errors: see subset.hpp.
Result<FontObjects> build_font(const layout::FontUse& font, const TypedFont& codes,
                               const FontNumbers& numbers, bool compress);

void store_font(ObjectFile& file, const FontNumbers& numbers, FontObjects objects, bool compress);

}  // namespace taqrir::pdf
