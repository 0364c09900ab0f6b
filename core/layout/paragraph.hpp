// Inlines -> a flow of styled stretches -> lines.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "layout/linebreak.hpp"
#include "layout/strip.hpp"
#include "layout/text.hpp"
#include "model/document.hpp"

namespace taqrir::layout {

/// A paragraph's text with its styles, before it is broken into lines.
struct InlineFlow {
  struct Stretch {
    enum class Kind : std::uint8_t { text, hard_break, image, page_number, blank };
    std::uint32_t begin = 0, end = 0;  ///< bytes of `text`; empty for objects (U+FFFC stands there)
    Kind kind = Kind::text;
    StyleId style = 0;
    NodeId node = kArtifact;
    std::int32_t link = -1;            ///< in `links`
    std::int32_t note = -1;            ///< footnote called for here
    ImageId image = 0;                 ///< for image
    Pt width = 0, height = 0;          ///< for image, page_number, blank
    std::string target;                ///< for page_number
    bool extent = false;               ///< likewise
  };
  struct LinkTarget { std::string url, destination, description; NodeId node = kArtifact; };

  struct Source { std::uint32_t begin = 0; Span span; };  ///< where the text from a byte on was written

  std::string text;
  std::vector<Stretch> stretches;
  std::vector<Source> sources;         ///< in order of `begin`; for messages
  std::vector<LinkTarget> links;
  std::string language;
  bool rtl = false;                    ///< base direction
  StyleId base = 0;                    ///< of the paragraph
};

enum class TextAlign { justify, start, center, end };

struct ParagraphShape {
  Pt width = 0;
  Pt x = 0;                ///< of the lines within the frame
  Pt first_indent = 0;
  Pt line_height = 14;
  TextAlign align = TextAlign::justify;
  NodeId node = kArtifact;
};

struct Widths { Pt narrowest = 0, widest = 0; };  ///< narrowest: the longest part that cannot be broken

/// Breaks and sets the flow. One strip a line; first and last pairs are kept together (no orphan, no
/// widow). An empty flow gives no strip.
class ParagraphSetter {
 public:
  explicit ParagraphSetter(Typesetter& typesetter) : typesetter_(typesetter) {}

  Strips set(const InlineFlow& flow, const ParagraphShape& shape);
  Widths measure(const InlineFlow& flow);

 private:
  bool has_few_spaces() const;
  struct Element {
    enum class Kind : std::uint8_t { slice, space, object, hard_break } kind = Kind::slice;
    std::uint8_t level = 0;
    bool breakable = false;            ///< space: a line may end here
    bool emergency = false;            ///< slice: a line may end after it, if nothing else helps
    const Unit* unit = nullptr;        ///< slice
    std::uint32_t slice = 0;
    FontId font = 0;                   ///< space
    float size = 0;                    ///< space
    float width = 0, stretch = 0, shrink = 0;  ///< stretch of a slice: by kashida
    std::uint32_t stretch_index = 0;   ///< of the flow
    std::uint32_t glyph_first = 0, glyph_count = 0;  ///< a piece of a slice cut in an emergency; 0: whole
  };
  struct BreakAt { std::uint32_t end, start; };      ///< elements: one past the line's last, the next line's first

  void build(const InlineFlow& flow, Pt line_width);
  void add_text(const InlineFlow& flow, std::uint32_t index, const std::vector<std::uint8_t>& levels);
  void add_unit(const InlineFlow& flow, std::uint32_t index, std::string_view text, std::uint8_t level);
  void report_missing(const InlineFlow& flow, std::string_view text, const Unit& unit);
  void add_space(const InlineFlow& flow, std::uint32_t index, bool breakable, std::uint8_t level);
  void add_object(const InlineFlow& flow, std::uint32_t index, std::uint8_t level);
  void add_slice(std::uint32_t index, const Unit& unit, std::uint32_t slice, std::uint8_t level);
  /// Of the hyphen that a break after this slice would set, in points.
  float hyphen_width(const Unit& unit, const Slice& before) const;
  void allow_emergencies();
  void find_breaks();
  struct Line;
  struct LineSum { double natural = 0, stretch = 0, shrink = 0, kashida = 0; float leading = 1, tallest = 0; };
  LineSum sum_up(const InlineFlow& flow, const BreakAt& from, std::size_t to) const;
  std::size_t count_glyphs(std::uint32_t begin, std::uint32_t end) const;
  void open_line(Line& line, const LineSum& sum, const ParagraphShape& shape);
  std::vector<std::uint32_t> visual_order(std::uint32_t begin, std::uint32_t end) const;
  void fill_line(Line& line, std::uint32_t begin, std::uint32_t end, double ratio, bool hyphen) const;
  void place(Line& line, const Element& element, float width) const;
  void place_glyphs(Line& line, const Element& element) const;
  Pt draw_out(Line& line, std::uint32_t begin, std::uint32_t end, Pt share) const;
  void place_hyphen(Line& line) const;
  void end_with_space(Line& line) const;
  void settle_line(Line& line, const ParagraphShape& shape, Pt indent) const;
  static void add_link(Strip& strip, const InlineFlow::LinkTarget& link, Pt x, Pt width);
  void draw_rules(Line& line) const;
  static void sort_items(Line& line);
  Strip set_line(const InlineFlow& flow, const ParagraphShape& shape, std::size_t from, std::size_t to, bool first, bool last);

  Typesetter& typesetter_;
  std::vector<Element> elements_;
  std::vector<Break> breaks_;
  std::vector<BreakAt> at_;
  bool measuring_ = false;             // what is only measured is not told of
  bool mixed_ = false;                 // some element has another level than 0
  Pt line_width_ = 0;
};

/// Whether bidi can matter: right-to-left letters or explicit direction marks.
bool has_right_to_left(std::string_view text);

/// Bidi levels (UAX #9) per byte of `text`; empty when every character is left to right and so is the base.
std::vector<std::uint8_t> bidi_levels(const std::string& text, bool rtl);

}  // namespace taqrir::layout
