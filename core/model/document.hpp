// The Document: what a report says, as a tree of blocks and inlines; nothing about how it looks.
// Values are bound into it as nodes, never pasted into markup. Small, copyable, printable
// (model/dump.hpp), with a JSON form (model/json.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/span.hpp"
#include "base/units.hpp"
#include "model/language.hpp"
#include "model/value.hpp"

namespace taqrir {

// ---------------------------------------------------------------- inlines

struct Inline;
using Inlines = std::vector<Inline>;
struct Block;
using Blocks = std::vector<Block>;

/// `value_of`: the placeholder whose value this is ("activity.title"), so that a text which is taken back from
/// another format names it again; empty: words of their own.
struct Text { std::string text; std::string value_of = {}; };
struct SoftBreak {};                       ///< a line end in the source: a space
struct HardBreak {};
struct Emphasis { Inlines content; };
struct Strong { Inlines content; };
struct Strikethrough { Inlines content; };
struct Superscript { Inlines content; };
struct Subscript { Inlines content; };
struct CodeSpan { std::string text; };
struct Link { std::string url; Inlines content; };
/// To an anchor of this document. Empty content: the target's own name ("tableau 3", "section 2.1").
struct CrossReference { std::string target; Inlines content; };
/// The page on which an anchor stands, known only once pages exist; with `extent` how many pages that which
/// begins there takes, up to the next title of its level.
struct PageReference { std::string target; bool extent = false; };
/// To an annexed piece. `label` ("pièce 3") is filled when the reference is resolved.
struct PieceReference { std::string piece; std::string label; };
struct Footnote { Blocks content; };
struct Image { FileRef file; std::string alt; std::optional<Pt> width; };
struct LanguageSpan { std::string language; Inlines content; };
/// Words that a later version adds; those that it drops are struck (Strikethrough).
struct Insertion { Inlines content; };
/// A place to write by hand, in the line. `label`: what is to be written there.
struct Blank { Pt width = 120; std::string label; };

struct Inline {
  using Content = std::variant<Text, SoftBreak, HardBreak, Emphasis, Strong, Strikethrough, Superscript,
                               Subscript, CodeSpan, Link, CrossReference, PageReference, PieceReference,
                               Footnote, Image, LanguageSpan, Insertion, Blank>;
  Content content;
  Span span;
};

// ---------------------------------------------------------------- blocks

enum class Alignment { start, center, end, decimal };
/// A meaning that the theme gives a colour and a sign; never colour alone.
enum class Tone { neutral, good, caution, bad, muted };

struct Heading {
  /// What is counted: sections ("2.1"), or the divisions of a legal text, each by its name ("Titre II",
  /// "Chapitre premier", "Article 12"); articles go on through titles and chapters.
  enum class Kind { section, title, chapter, article };
  int level = 1;          ///< 1 to 6
  Inlines content;        ///< may be empty where the number says it all ("Article 12")
  bool numbered = true;
  std::string number;     ///< "2.1", "Article 12"; filled by number_document (model/numbering.hpp)
  bool in_contents = true;
  Kind kind = Kind::section;
  std::optional<Alignment> alignment = {};  ///< default: start

  bool is_legal() const { return kind != Kind::section; }
};

struct Paragraph {
  enum class Role { body, lead, small, label };  ///< lead: an opening statement; label: a run-in title
  Inlines content;
  Role role = Role::body;
  std::optional<Alignment> alignment;  ///< default: justified by the theme
};

struct ListItem {
  Blocks content;
  std::optional<bool> checked;  ///< task lists
};
struct List {
  bool ordered = false;
  int start = 1;
  bool tight = true;
  std::vector<ListItem> items;
};

struct TableCell {
  Blocks content;
  int column_span = 1;
  int row_span = 1;
  std::optional<Alignment> alignment;  ///< default: the column's
  bool header = false;                 ///< a row header within the body
  Tone tone = Tone::neutral;
};
using TableRow = std::vector<TableCell>;
struct TableColumn {
  Alignment alignment = Alignment::start;
  std::optional<double> width;  ///< share of the table's width, 0 to 1; default: by content
};
struct DataTable {
  /// data: figures and words, with rules between rows; parallel: the same text in several languages side by
  /// side, a language a column (TableCell::content says which, by Block::language); form: every cell is a
  /// box to fill in.
  enum class Kind { data, parallel, form };
  std::vector<TableColumn> columns;
  std::vector<TableRow> header;   ///< repeated on each page
  std::vector<TableRow> rows;
  std::size_t total_rows = 0;     ///< how many of the last rows are totals (set apart)
  Inlines caption;
  std::string number;             ///< filled by number_document when there is a caption
  Kind kind = Kind::data;
  std::optional<Pt> row_height = {};  ///< the least of a body row: room to sign
};

struct Figure { Image image; Inlines caption; std::string number; };

/// Pictures beside each other, those of a row equally high. The whole is numbered as one figure.
struct GridPicture { Image image; Inlines caption; };
struct PictureGrid {
  int columns = 2;                ///< 1 to 4
  std::vector<GridPicture> pictures;
  Inlines caption;
  std::string number;
};

struct ChartSeries {
  std::string name;
  std::vector<std::optional<double>> values;  ///< one per category; nullopt: missing, shown as such
  Tone tone = Tone::neutral;                  ///< neutral: the theme's series colours in turn
};
/// A row of a Gantt chart. A day that is not known is left out, and said to be missing.
struct ChartTask {
  enum class Kind { task, milestone, group };  ///< milestone: one day, `end` or else `start`; group: a title
  std::string name;
  std::optional<Date> start, end;              ///< of a group: left out, from the first to the last of its tasks
  Kind kind = Kind::task;
  Tone tone = Tone::neutral;
};
/// A line through a Gantt chart: today, a deadline.
struct ChartMark { std::string name; std::optional<Date> date; };
struct Chart {
  enum class Kind { bar, stacked_bar, line, pie, gantt };
  Kind kind = Kind::bar;
  bool horizontal = false;
  std::vector<std::string> categories;
  std::vector<ChartSeries> series;
  std::string unit;             ///< "%" or a word; shown on the axis
  int decimals = 0;             ///< of the printed values
  std::optional<double> maximum;///< of the value axis; default: by data
  Inlines caption;
  std::string number;
  std::string alt;              ///< the chart in words, for those who do not see it
  /// diverging: the series are steps from one pole to the other, in the theme's ramp likert-1 … likert-5
  enum class Scale { categories, diverging };
  Scale scale = Scale::categories;
  std::vector<ChartTask> tasks = {};  ///< gantt: in order, the tasks of a group below it
  std::vector<ChartMark> marks = {};  ///< gantt
};

struct Quote { Blocks content; Inlines attribution; };

struct Callout {
  enum class Kind { note, tip, important, warning, caution };
  Kind kind = Kind::note;
  Inlines title;  ///< empty: the kind's own word in the report's language
  Blocks content;
};

struct KeyFact { Inlines label; Inlines value; };
struct KeyFacts { Inlines title; std::vector<KeyFact> facts; };

/// Room to write by hand: ruled lines, or one box as high as the lines would be.
struct BlankLines { int lines = 3; bool boxed = false; std::string label; };

struct CodeBlock { std::string language; std::string text; };
struct Rule {};
struct PageBreak {};
struct Contents { int depth = 3; Inlines title; };

struct Signatory { Inlines role; Inlines name; };
struct Signatures { Inlines place_and_date; std::vector<Signatory> signatories; };

/// The title page of a document, or — inside a Part — the opening page of that part.
struct Cover {
  Inlines kicker;        ///< above the title: the kind of document
  Inlines title;
  Inlines subtitle;
  std::vector<KeyFact> facts;
  Inlines status;        ///< "Validé le 2 juillet 2025"
  Tone status_tone = Tone::neutral;
  Inlines notice;        ///< at the foot: "Démonstration …", the funder's disclaimer
};

/// A document within a document (a report in a dossier): starts a page, numbers its headings afresh,
/// gives the running title, stands in contents and outline one level above its headings.
struct Part { Inlines title; Blocks content; };

/// Blocks that share a language (Block::language); no other meaning.
struct Division { Blocks content; };

/// Pages of another PDF, taken in as they are. `id` of the block is the anchor of the first page.
struct ForeignPages {
  FileRef file;
  std::string piece;      ///< id of the piece; empty: none
  Inlines title;          ///< for contents and outline
  std::string stamp;      ///< "Pièce 3"; printed discreetly with the page's number, as an artifact
};

struct Block {
  using Content = std::variant<Paragraph, Heading, List, DataTable, Figure, Chart, Quote, Callout, KeyFacts,
                               CodeBlock, Rule, PageBreak, Contents, Signatures, Cover, Part, Division,
                               ForeignPages, PictureGrid, BlankLines>;
  Content content;
  std::string id;        ///< anchor for cross-references; unique in a document
  std::string language;  ///< BCP 47; empty: as the parent
  Span span;
};

// ---------------------------------------------------------------- the whole

struct Logo { FileRef file; std::string alt; };
struct FurnitureLine { std::string text; std::string language; bool strong = false; };
struct FurnitureCell { std::vector<Logo> logos; std::vector<FurnitureLine> lines; };

/// What stands on every page outside the text. Page numbers and the running title are added by layout.
struct Furniture {
  FurnitureCell start, middle, end;  ///< header, in reading direction
  std::string footer;                ///< "Financé par l'Union européenne"
  std::string watermark;             ///< "provisoire"; empty: none
};

struct Document {
  std::string report;                ///< id of the report type that composed it
  std::string language = "fr";
  std::string title;
  std::string subtitle;
  std::string author;                ///< an organisation
  std::string subject;
  std::vector<std::string> keywords;
  std::optional<Date> date;
  Furniture furniture;
  Blocks blocks;
};

/// The text of inlines without marks: for outlines, metadata, alternative texts. Notes left out.
std::string plain_text(const Inlines& inlines);

}  // namespace taqrir
