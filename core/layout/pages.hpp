// Pages: what layout hands to a renderer. Display lists with absolute positions, the structure tree,
// and what lies beside the pages: fonts, pictures, destinations, outline. No decisions are left.
//
// Coordinates: points, origin at the page's top left, y grows downwards; text sits on its baseline.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/units.hpp"
#include "base/world.hpp"
#include "model/theme.hpp"

namespace taqrir::layout {

using FontId = std::uint16_t;
using ImageId = std::uint32_t;
using NodeId = std::int32_t;
inline constexpr NodeId kArtifact = -1;  ///< decoration and furniture: not part of the structure

/// A font as this document uses it. Codes (CIDs) are ours: each stands for one glyph *and* one text,
/// so that a glyph that means two texts has two codes and ToUnicode never lies.
struct FontUse {
  struct Code {
    std::uint32_t glyph = 0;   ///< glyph id in the original file
    std::string text;          ///< UTF-8; may be empty: the text stands on a neighbour of the cluster
    float advance = 0;         ///< the glyph's own advance, in 1/1000 em
  };
  std::string path;            ///< for messages
  Bytes file;
  int index = 0;
  std::string postscript_name;
  std::string family;
  bool bold = false, italic = false, monospaced = false, serif = false;
  double ascent = 0, descent = 0, cap_height = 0, italic_angle = 0;  ///< 1/1000 em; descent is negative
  double box[4] = {0, 0, 0, 0};                                      ///< 1/1000 em: xmin ymin xmax ymax
  std::vector<Code> codes;     ///< index = code; [0] is .notdef
};

struct PlacedGlyph {
  std::uint16_t code = 0;
  float advance = 0;           ///< how far the pen moves after it, in points (spacing included)
  float dx = 0, dy = 0;        ///< offset of the glyph from the pen, points; dy grows upwards
};

/// Glyphs in visual order, left to right, in one font and colour. Stands for one stretch of text.
struct TextRun {
  FontId font = 0;
  float size = 10;
  Rgb color;
  Pt x = 0, y = 0;             ///< of the first pen position
  std::uint32_t first = 0, count = 0;  ///< in Page::glyphs
  float angle = 0;             ///< degrees, counter-clockwise (watermarks)
};

struct Shape {
  enum class Op : std::uint8_t { move, line, curve, close };
  struct Segment { Op op; Pt x1 = 0, y1 = 0, x2 = 0, y2 = 0, x = 0, y = 0; };  ///< control points for curve
  std::vector<Segment> path;
  std::optional<Rgb> fill;
  std::optional<Rgb> stroke;
  Pt line_width = 0.5;
  std::vector<Pt> dash;
};

struct PlacedImage { ImageId image = 0; Pt x = 0, y = 0, width = 0, height = 0; };  ///< x, y: top left

struct Item {
  std::variant<TextRun, Shape, PlacedImage> content;
  NodeId node = kArtifact;
};

/// A clickable area. `node` is the Link (or Reference) element that owns the annotation.
struct LinkArea {
  Pt x = 0, y = 0, width = 0, height = 0;
  std::string url;          ///< external; else
  std::string destination;  ///< an anchor of this document, or of Pages::elsewhere
  std::string description;  ///< /Contents, required by PDF/UA: the link's text
  NodeId node = kArtifact;
};

/// What a stamp covers, from the page's top left; `first` of the page's items and all after it are the stamp.
struct StampBox {
  Pt x = 0, y = 0, width = 0, height = 0;
  std::uint32_t first = 0;
};

/// A page that another PDF's page will take the place of. Its items stand above that page.
struct ForeignSlot {
  std::string file;        ///< path relative to the mission folder
  int page = 0;            ///< 0-based page within that file
  std::string piece;
  NodeId node = kArtifact; ///< the element under which the page's own structure is hung
  std::string stamp;       ///< "Pièce 3 · 1/2"; layout adds the document's page and prints it at the foot's outer edge
  std::string language;    ///< of the stamp
  /// Whether it stays there is known to assemble only, by what the piece's page draws.
  std::optional<StampBox> stamp_box = {};
};

struct Page {
  Size size = kA4;
  std::vector<PlacedGlyph> glyphs;
  std::vector<Item> items;       ///< in reading order; furniture last
  std::vector<LinkArea> links;
  std::optional<ForeignSlot> foreign;
  std::string label;             ///< printed page number
};

enum class Tag : std::uint8_t {
  document, part, sect, div, p, h1, h2, h3, h4, h5, h6, list, list_item, label, list_body, table, thead,
  tbody, tr, th, td, caption, figure, block_quote, note, reference, link, toc, toc_item, code, span, aside,
  index_entry, form
};

/// An element of the structure tree. Children stand in order of creation; where an element has both
/// marked content of its own and child elements, they stand in the order in which their first items
/// stand on the pages.
struct Node {
  Tag tag = Tag::p;
  NodeId parent = 0;
  std::string language;              ///< where it differs from the parent's
  std::string alternative;           ///< /Alt
  std::string actual_text;           ///< /ActualText
  std::string id;                    ///< element id (headers of cells, notes)
  std::string piece;                 ///< of a foreign piece's own element
  enum class Scope : std::uint8_t { none, row, column, both } scope = Scope::none;  ///< of th
  std::uint16_t column_span = 1, row_span = 1;
  enum class Numbering : std::uint8_t { none, disc, decimal } numbering = Numbering::none;  ///< of list
  enum class Decoration : std::uint8_t { none, underline, line_through } decoration = Decoration::none;  ///< of span
  std::optional<std::array<Pt, 4>> box;  ///< figure: x, y, width, height on its page (PDF/UA: BBox)
};

struct ImageAsset {
  enum class Format { jpeg, png };
  Format format = Format::png;
  Bytes bytes;
  int width = 0, height = 0;      ///< pixels
  std::string name;               ///< for messages
  Span span;                      ///< where a file names the picture; none: nowhere in particular
};

struct Destination { int page = 0; Pt y = 0; };  ///< 0-based page

/// A place in another file that lies beside this one: a volume of the same set.
struct RemotePlace {
  std::string file;               ///< its name, in the same folder
  int page = 0;                   ///< 0-based
  std::optional<Pt> height;       ///< above the page's lower edge; none: the page as a whole
  std::string words;              ///< "vol. 2, p. 14", in the document's language

  bool operator==(const RemotePlace&) const = default;
};

struct OutlineEntry {
  std::string title;
  int level = 1;                  ///< 1 is the outermost
  Destination at;
  std::string piece;              ///< set on the entry of a foreign piece: its outline goes below
  std::optional<RemotePlace> elsewhere = {};  ///< instead of `at`
};

/// The last page, 0-based, of what begins at `at`: the one before the next entry of its level, of a document of
/// that many pages.
int last_page(const std::vector<OutlineEntry>& outline, const Destination& at, std::size_t pages);

struct Metadata {
  std::string title, author, subject, language;
  std::vector<std::string> keywords;
  std::optional<Date> date;
};

struct Pages {
  std::vector<Page> pages;
  std::vector<FontUse> fonts;
  std::vector<ImageAsset> images;
  std::vector<Node> nodes;        ///< [0] is the Document element; its parent is itself
  std::map<std::string, Destination> destinations;
  std::map<std::string, RemotePlace> elsewhere;  ///< anchors that stand in other files
  std::vector<OutlineEntry> outline;
  Metadata metadata;
  bool right_to_left = false;     ///< /ViewerPreferences /Direction
};

}  // namespace taqrir::layout
