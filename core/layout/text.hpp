// From styled text to shaped units: font choice per script, HarfBuzz shaping, break opportunities.
// A unit is a stretch between spaces, of one style and one bidi level; each distinct unit is shaped once
// per document and then reused.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/span.hpp"
#include "layout/face.hpp"
#include "model/theme.hpp"

namespace taqrir::layout {

/// How a stretch of text is set. Interned by Typesetter: compare by id.
struct Style {
  std::string role = "body";   ///< font role
  bool bold = false, italic = false;
  double size = 10;            ///< points, before the script's scale
  Rgb color;
  double rise = 0;             ///< baseline shift in points, upwards
  bool underline = false, strike = false;
  std::string language = "fr";
  bool hyphenate = true;
  bool operator==(const Style& o) const;
};
using StyleId = std::uint16_t;

struct ShapedGlyph {
  std::uint16_t code = 0;
  float advance = 0, dx = 0, dy = 0;  ///< points, at the unit's size
  std::uint32_t offset = 0;           ///< byte in the unit's text where its cluster begins
  bool elongates = false;             ///< an elongation may stand before its cluster, shapes unchanged
};

/// Glyphs of one font, in visual order.
struct Segment {
  FontId font = 0;
  float size = 0;
  bool rtl = false;
  std::vector<ShapedGlyph> glyphs;
  std::uint32_t begin = 0, end = 0;   ///< bytes in the unit's text
};

/// Where an Arabic word may be drawn out (layout/kashida.hpp).
struct Elongation {
  std::uint8_t rank = 0;              ///< 1 is best; 0: nowhere
  std::uint32_t at = 0;               ///< the glyph of the segment that the elongation goes before
  std::uint32_t marks = 0;            ///< so many glyphs before it stand over that glyph's letter
};

/// A part of a unit between two break opportunities: the smallest thing that a line takes.
struct Slice {
  std::uint16_t segment = 0;
  std::uint32_t first = 0, count = 0; ///< glyphs of the segment
  float width = 0;
  enum class After : std::uint8_t { none, open, hyphen, emergency } after = After::none;
  Elongation elongation{};
};

struct Unit {
  std::vector<Segment> segments;
  std::vector<Slice> slices;          ///< in logical order
  float width = 0;
  float widest = 0;                   ///< the widest run of slices that hold together
  float ascent = 0, descent = 0;      ///< of the fonts used
  float leading = 1;                  ///< the scripts' line height multiplier
  std::vector<char32_t> missing;      ///< characters without a glyph in any font, as often as they stand
};

/// Metrics of a style's first font for a script, in points.
struct StyleMetrics { double ascent = 0, descent = 0, cap_height = 0, x_height = 0, size = 0, leading = 1; FontId font = 0; };

/// Shapes for one document; not for several threads. Fonts and codes are numbered as they are met, fonts from
/// `first_font` on, so that several typesetters can serve one document: number_codes (layout/codes.hpp) has
/// the last word.
class Typesetter {
 public:
  Typesetter(const Theme& theme, FontBook::Impl& fonts, FontId first_font = 0);

  StyleId style(const Style& style);
  const Style& style(StyleId id) const { return styles_[id].style; }
  std::size_t style_count() const { return styles_.size(); }
  /// The named style of the theme in a language.
  Style named(const std::string& name, const std::string& language) const;
  double line_height(const std::string& name) const;

  /// Valid until the typesetter ends.
  const Unit& unit(StyleId style, bool rtl, std::string_view text);
  const StyleMetrics& metrics(StyleId style, std::string_view script = "latn");

  /// The glyph of a space or a line-end hyphen in a font that is already in use.
  struct Sign { std::uint16_t code = 0; float advance = 0; };  ///< advance in em
  const Sign& space(FontId font) const { return info(font).space; }
  const Sign& hyphen(FontId font) const { return info(font).hyphen; }
  /// The stroke that elongations are made of; it has no text of its own. Of fonts of elongated slices only.
  const Sign& tatweel(FontId font) const { return info(font).tatweel; }

  /// Whether any family of running text is installed: without one nothing can be set.
  bool has_fonts();
  /// The fonts met so far; the first is `first_font`.
  const std::vector<FontUse>& font_uses() const { return uses_; }
  /// The file behind one of them: the same for all typesetters of a FontBook.
  const Face* face(FontId font) const { return info(font).face; }
  /// Characters that no font of the theme has, by script.
  struct Missing {
    std::string script;                  ///< as Unicode names it: "Han", "Thai", "Common"
    std::vector<char32_t> characters;    ///< different ones, in order of appearance
    std::size_t count = 0;               ///< all of them
    Span first;                          ///< where the first stands
  };
  /// Counts the missing characters of a text that is set.
  void note_missing(const std::vector<char32_t>& characters, const Span& span);
  const std::vector<Missing>& missing() const { return missing_; }
  std::vector<Missing> take_missing() { return std::exchange(missing_, {}); }
  /// What was missing in text that comes after all that has been counted here.
  void add_missing(const std::vector<Missing>& later);
  bool has_family(const std::string& family) const { return fonts_.find(family, false, false) != nullptr; }
  /// Font families of the theme that are not installed, of those that were looked for.
  std::vector<std::string> missing_families() const;
  const Theme& theme() const { return theme_; }

 private:
  /// Faces of the script's own families first. `others` (families of the other scripts, the last resort)
  /// are opened one by one when a character is found nowhere before.
  struct Chain {
    std::vector<const Face*> faces;
    std::vector<std::string> others;
    std::size_t tried = 0;  ///< of `others`
    double scale = 1, leading = 1;
    bool kashida = true;
  };
  struct StyleEntry {
    Style style;
    std::unordered_map<std::string, Chain> chains;                 // by script
    std::unordered_map<std::string, StyleMetrics> metrics;
    hb_language_t language = nullptr;
    std::optional<const Hyphenation::Dictionary*>
        dictionary;  // none: not asked for so far; null: there is none
  };
  struct Key { std::uint32_t tag; std::string_view text; bool operator==(const Key&) const = default; };
  // Not noexcept: libstdc++ then keeps the hashes, and few keys are compared in vain.
  struct KeyHash {
    std::size_t operator()(const Key& k) const { return std::hash<std::string_view>{}(k.text) * 31 + k.tag; }
  };

  Chain& chain(StyleEntry& entry, const std::string& script);
  /// The face of this family joins the chain; nullptr when it is not installed or there already.
  const Face* extend(Chain& chain, const StyleEntry& entry, const std::string& family);
  const Face* face_with(char32_t c, Chain& chain, const StyleEntry& entry);
  FontId font_id(const Face* face);
  std::uint16_t code(FontId font, std::uint32_t glyph, std::string_view text, float advance);
  Unit build(StyleEntry& entry, bool rtl, std::string_view text);
  void shape(Unit& unit, StyleEntry& entry, bool rtl, std::string_view text, std::size_t begin, std::size_t end,
             const Face* face, const std::string& script, const Chain& chain);
  void slice(Unit& unit, StyleEntry& entry, std::string_view text);
  void find_elongations(Unit& unit, const StyleEntry& entry, std::string_view text);
  Elongation elongation(const Segment& segment, const Slice& slice, std::string_view text) const;
  void draw_tatweel(FontId font);
  std::vector<std::pair<std::size_t, Slice::After>> breaks(StyleEntry& entry, std::string_view text) const;
  const Hyphenation::Dictionary* dictionary(StyleEntry& entry) const;

  const Theme& theme_;
  FontBook::Impl& fonts_;
  const FontId first_font_;
  std::deque<StyleEntry> styles_;
  std::unordered_map<Key, std::unique_ptr<Unit>, KeyHash> units_;
  std::deque<std::string> texts_;
  std::vector<FontUse> uses_;
  std::vector<std::unordered_map<std::string, std::uint16_t>> codes_;
  std::vector<std::vector<std::uint16_t>>
      latest_;  // by font and glyph: the code given last; mostly the one wanted next
  std::unordered_map<const Face*, FontId> font_ids_;
  struct FontInfo { Sign space, hyphen, tatweel; const Face* face = nullptr; bool drawn = false; };
  std::vector<FontInfo> infos_;
  const FontInfo& info(FontId font) const { return infos_[static_cast<std::size_t>(font - first_font_)]; }
  FontUse& use(FontId font) { return uses_[static_cast<std::size_t>(font - first_font_)]; }
  std::vector<Missing> missing_;
  std::vector<std::string> missing_families_;
  hb_buffer_t* buffer_ = nullptr;

 public:
  ~Typesetter();
  Typesetter(const Typesetter&) = delete;
};

}  // namespace taqrir::layout
