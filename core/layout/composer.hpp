// Blocks -> strips. Holds what a document gathers while it is set: structure nodes, pictures, footnotes,
// panels, table headers, diagnostics. Split by subject: inlines.cpp, blocks.cpp, tables.cpp, charts.cpp,
// cover.cpp, contents.cpp.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "layout/face.hpp"
#include "layout/layout.hpp"
#include "layout/paragraph.hpp"
#include "layout/strip.hpp"
#include "layout/text.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir::layout {

/// Where a block stands.
struct Setting {
  Pt width = 0;                 ///< of its frame
  std::string language;
  NodeId parent = 0;
  std::string style = "body";   ///< of paragraphs
  TextAlign align = TextAlign::justify;
  int parts = 0;                ///< how many Parts enclose it
  bool tight = false;           ///< no space between paragraphs (lists, cells)
  bool in_cell = false;         ///< paragraphs are set straight into the cell's own element
  bool dry = false;             ///< measuring: no nodes, no notes
  std::optional<Rgb> color;     ///< instead of the style's
  bool bold = false;            ///< on top of the style's
  double scale = 1;             ///< of type and line height (wide tables, long covers)
  bool rtl() const { return direction_of(language) == Direction::rtl; }
};

/// A footnote that some strip calls for.
struct NoteBody { Strips strips; std::string anchor; };

/// A line of the contents list, before pages exist.
struct ContentsEntry { std::string title, number, anchor, language; int level = 1; bool part = false; };

/// What is known of a document before any of it is set.
struct Outlook {
  std::vector<ContentsEntry> contents;
  int page_digits = 2;  ///< room for numbers of pages
  bool has_cover = false;
};

class Composer {
 public:
  Composer(const Document& document, const Theme& theme, const Locale& locale, Assets& assets,
           Typesetter& typesetter, Size frame);
  /// For a stretch of the same document; `whole` has to outlive it.
  Composer(const Composer& whole, Typesetter& typesetter);

  /// The whole document, not mirrored. Numbers of pages get room for `page_digits` digits (0: a guess). Each
  /// of the helpers (layout/galleys.hpp) serves a thread beside the caller's.
  Strips compose(int page_digits, std::span<const std::unique_ptr<Typesetter>> helpers);
  /// For how many digits there was room.
  int page_digits() const { return outlook_->page_digits; }

  // What has been gathered.
  std::vector<Node> nodes;
  std::vector<ImageAsset> images;
  std::vector<NoteBody> notes;
  std::vector<Frame> frames;
  std::vector<RepeatedHeader> headers;
  Diagnostics diagnostics;
  Typesetter& typesetter;
  const Companions* companions = nullptr;  ///< null: the document is no volume of a set

  // Services that furniture and paginator use too.
  InlineFlow flow(const Inlines& inlines, const Setting& setting, const Style& style, NodeId node);
  /// One line of plain text in a style of the theme, from x = 0; not broken.
  Strip text_line(const std::string& text, const std::string& style, const std::string& language, NodeId node,
                  TextAlign align, Pt width, std::optional<Rgb> color = {});
  Pt text_width(const std::string& text, const Style& style);
  std::optional<ImageId> image(const FileRef& file);
  NodeId node(Tag tag, NodeId parent, const std::string& language = {});
  const Theme& theme() const { return theme_; }
  const Locale& locale() const { return locale_; }
  const Document& document() const { return document_; }
  Size frame() const { return frame_; }
  /// Of words that a comparison shows as inserted or as deleted: "inserted" and "deleted" of the theme, else
  /// its colours of what is good and bad.
  Rgb change_color(bool inserted) const;
  /// What is to be written at a blank place, in words.
  std::string blank_label(const std::string& label, const std::string& language) const;

 private:
  friend class FlowBuilder;
  friend class Galleys;
  friend class TableSetter;
  friend class CoverSetter;
  friend class GridSetter;
  friend class GanttPainter;
  Strips blocks(std::span<const Block> blocks, const Setting& setting);
  /// Puts `strips`, which begin with `block` (`opening` strips), below the ones before.
  static void join(Strips& out, Strips strips, const Block& block, std::size_t opening);
  Strips block(const Block& block, const Setting& setting);
  Strips dispatch(const Block& block, const Setting& setting);

  Strips set(const Block& at, const Paragraph& b, const Setting& s);
  Strips set(const Block& at, const Heading& b, const Setting& s);
  Strips set(const Block& at, const List& b, const Setting& s);
  Strips set(const Block& at, const DataTable& b, const Setting& s);
  Strips set(const Block& at, const Figure& b, const Setting& s);
  Strips set(const Block& at, const Chart& b, const Setting& s);
  Strips set(const Block& at, const Quote& b, const Setting& s);
  Strips set(const Block& at, const Callout& b, const Setting& s);
  Strips set(const Block& at, const KeyFacts& b, const Setting& s);
  Strips set(const Block& at, const CodeBlock& b, const Setting& s);
  Strips set(const Block& at, const Rule& b, const Setting& s);
  Strips set(const Block& at, const PageBreak& b, const Setting& s);
  Strips set(const Block& at, const Contents& b, const Setting& s);
  Strips set(const Block& at, const Signatures& b, const Setting& s);
  Strips set(const Block& at, const Cover& b, const Setting& s);
  Strips set(const Block& at, const Part& b, const Setting& s);
  Strips set(const Block& at, const Division& b, const Setting& s);
  Strips set(const Block& at, const ForeignPages& b, const Setting& s);
  Strips set(const Block& at, const PictureGrid& b, const Setting& s);
  Strips set(const Block& at, const BlankLines& b, const Setting& s);

  /// A paragraph of inlines in a style of the theme, under its own element (or `node` when given).
  Strips paragraph(const Inlines& inlines, const std::string& style, const Setting& setting, Tag tag = Tag::p,
                   std::optional<TextAlign> align = {});
  Strips paragraph_in(const Inlines& inlines, const std::string& style, const Setting& setting, NodeId node,
                      std::optional<TextAlign> align = {});
  /// Puts strips into a parent frame: mirrored when directions differ, moved by dx from the start edge.
  void embed(Strips& strips, const Setting& child, const Setting& parent, Pt dx);
  void move_frames(const Strips& strips, std::optional<Pt> mirrored_in, Pt dx);
  void move_headers(const Strips& strips, std::optional<Pt> mirrored_in, Pt dx);
  int list_depth(NodeId parent) const;
  Strips list_item(const ListItem& item, const std::string& sign, bool tight, Pt indent, NodeId list, const Setting& s);
  /// A panel around strips: paddings, and the frame's index on each of them.
  void panel(Strips& strips, const Frame& frame, Pt pad_x, Pt pad_top, Pt pad_bottom);
  Pt signatory(Strip& row, const Signatory& who, const Setting& column, Pt x, const std::string& style);
  /// Lets a figure or a small table go to the next page's top when it finds no room, text passing it.
  void let_float(Strips& strips, Pt limit);
  Strips caption(const Inlines& text, const std::string& number, const std::string& word, const Setting& s,
                 NodeId parent, Tag tag = Tag::caption);
  int note(const Footnote& footnote, const Setting& setting, NodeId parent, std::string& mark, std::string& anchor);
  void gather_contents(const Blocks& blocks, int parts, const std::string& language);
  Strip contents_line(const ContentsEntry& entry, const Setting& s, NodeId toc);
  /// What stands where a contents entry's page number would, when that page is in another volume; else null.
  const RemotePlace* elsewhere(const std::string& anchor) const;
  Widths measure(const Blocks& blocks, const Setting& setting);
  Tag heading_tag(int level, const Setting& s) const;
  /// What stands before a heading's words: "2.1", "Article 12"; empty: nothing.
  std::string shown_number(const Heading& heading) const;

  const Document& document_;
  const Theme& theme_;
  const Locale& locale_;
  Assets& assets_;
  Size frame_;
  ParagraphSetter setter_;
  std::map<std::string, std::optional<ImageId>> image_ids_;
  Outlook own_outlook_;
  const Outlook* outlook_ = &own_outlook_;
  std::vector<std::string> node_languages_;
  int note_count_ = 0;
  int float_count_ = 0;
};

}  // namespace taqrir::layout
