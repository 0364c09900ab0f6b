// The codes that a file's text is written in. Layout's codes are a glyph and a text; this adds others
// to them, so that readers find the text again:
//
// - A glyph that stands off the pen (a vowel sign above its letter), and glyphs that share one text (an
//   alef and its hamza), become one glyph of their own, which holds the offsets and the whole advance.
//   So nothing is shown with a text rise, a step back or a gap, any of which readers take for the end
//   of a word, and every code has a text. TrueType only (see composed_glyphs.hpp).
// - A right-to-left ligature becomes as many codes as it has letters, left to right as they are seen,
//   of which the first draws it: a reader that turns the line about would turn its text twice.
// - On pages that read from right to left, a number, a full stop or a foreign word ends, to the left,
//   with U+200F: poppler gives such characters out left to right together with the space beside
//   them, and would put the space on their wrong side.
//
// Glyphs that need neither keep layout's codes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "layout/pages.hpp"

namespace taqrir::pdf {

struct TypedCode {
  struct Part {
    std::uint32_t glyph = 0;      ///< in the original file
    std::int16_t dx = 0, dy = 0;  ///< font units
  };
  std::uint32_t glyph = 0;  ///< in the original file
  std::string text;
  std::int32_t width = 0;           ///< hundredths of 1/1000 em, as /W says it
  bool is_own = false;              ///< a glyph of our own: what follows stands in place of `glyph`
  std::vector<Part> parts;          ///< none: a blank
  std::uint16_t advance = 0;        ///< font units
  std::vector<std::uint16_t> more;  ///< codes that are shown directly after it
};

/// A code that shows nothing: of a glyph that has become part of its neighbour.
inline constexpr std::uint16_t kMerged = 0xFFFF;

/// One font's codes; the index is the code. The first are layout's own.
using TypedFont = std::vector<TypedCode>;

struct TypedText {
  std::vector<TypedFont> fonts;
  std::vector<std::vector<layout::PlacedGlyph>> changed;  ///< of a page; empty: the page's own glyphs

  std::span<const layout::PlacedGlyph> glyphs(const layout::Pages& pages, std::size_t page) const {
    return changed[page].empty() ? std::span(pages.pages[page].glyphs) : std::span(changed[page]);
  }
};

TypedText type_text(const layout::Pages& pages, int threads = 1);

}  // namespace taqrir::pdf
