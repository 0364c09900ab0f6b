// Strips: what a page is filled with. One strip is a line of text, a table row, a figure: never parted.
// x counts from the start edge of the frame (as if left to right), y from the strip's top; a strip of a
// right-to-left block is mirrored when it is put into its parent.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "layout/text.hpp"

namespace taqrir::layout {

/// A page number that is set once pages exist. `right` is the edge at which the text ends; with
/// `from_start` it begins at the other edge of its room, so that no gap opens before it in running text.
struct LateNumber {
  std::string target;
  Pt right = 0, y = 0, width = 0;
  StyleId style = 0;
  NodeId node = kArtifact;
  bool mirrored = false;   ///< `right` has become the left edge
  bool from_start = false;
  bool extent = false;     ///< how many pages, not which
};

/// Where an outline entry and a running title begin.
struct HeadingMark {
  std::string title;
  int level = 1;
  bool part = false;       ///< gives the running title
  std::string piece;
};

/// A panel behind consecutive strips: drawn by the paginator, once per page it stands on.
struct Frame {
  std::optional<Rgb> fill;
  std::optional<Rgb> bar;  ///< a thick rule at the start edge
  std::optional<Rgb> stroke;
  Pt x = 0, width = 0, bar_width = 2.5;
  bool bar_at_end = false; ///< mirrored
};

/// Strips set again at the top of each page on which a table goes on.
struct Strip;
struct RepeatedHeader { std::vector<Strip> strips; };

struct Strip {
  Pt height = 0;
  Pt before = 0, after = 0;       ///< the larger of two neighbours counts; dropped at a page's top
  bool keep_with_next = false;    ///< no page break after this strip
  bool soft_keep = false;         ///< a page break after this strip only where a large gap would be left
  bool heading_line = false;      ///< of a heading: never the last on a page; nothing floats past it
  int floating = -1;              ///< strips of one number go to the next page's top together, and text fills the page
  bool break_before = false;      ///< starts a page
  bool fill_page = false;         ///< alone on its page (covers); height is the frame's
  bool bare_page = false;         ///< no header on its page
  std::vector<Item> items;
  std::vector<PlacedGlyph> glyphs;
  std::vector<LinkArea> links;
  std::vector<LateNumber> late;
  std::vector<int> notes;         ///< footnotes called for on this strip
  std::vector<std::string> anchors;
  std::optional<HeadingMark> heading;
  std::vector<int> frames;        ///< indices of the panels it stands in, outermost first
  int header = -1;                ///< index of the table header repeated when a page begins here
  std::optional<ForeignSlot> foreign;
  Size foreign_size;
};

using Strips = std::vector<Strip>;

/// Moves everything on the strip; `dx` along the start-to-end direction.
void shift(Strip& strip, Pt dx, Pt dy);
/// Mirrors about the middle of a frame of `width`. Text keeps its direction, only its place changes.
void mirror(Strip& strip, Pt width);
/// Appends what stands on `child` to `parent`, moved by (dx, dy). Heights and spaces are the caller's.
void merge(Strip& parent, Strip child, Pt dx, Pt dy);
/// The same for text that is read before what stands on the strip already (labels of lists).
void prepend(Strip& strip, Strip label);
/// Turns the spaces between strips into height, so that a panel behind them has no gaps.
void weld(Strips& strips);
Pt total_height(const Strips& strips);

Shape rectangle(Pt x, Pt y, Pt width, Pt height, Rgb fill);
Shape line(Pt x1, Pt y1, Pt x2, Pt y2, Rgb stroke, Pt width);

}  // namespace taqrir::layout
