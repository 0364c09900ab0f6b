// The one table of what each node of a Document holds: names, members and a sentence on each. The
// JSON writer, the JSON reader, the JSON Schema, the text dump and docs/document.md all follow it.
//
// Shape<T>::kName   the node's "type" (for blocks and inlines) or its name in the reference
// Shape<T>::kHelp   what it is
// Shape<T>::fields(v)  calls v.must or v.may for each member, in the order in which it is written;
//                      `may` members are left out where they have their default value
#pragma once

#include <array>
#include <string_view>

#include "model/document.hpp"

namespace taqrir {

template <class T>
struct Shape;

/// Values that an integer or a real may have, both inclusive.
struct Range {
  double least = -1e9;
  double most = 1e9;
};

/// Empty, absent, or as in a fresh node. Of structs nothing is known: false.
template <class M>
bool is_default(const M& value, const M& fresh) {
  if constexpr (requires { value.empty(); })
    return value.empty();
  else if constexpr (requires { value == fresh; })
    return value == fresh;
  else
    return false;
}

template <class E>
struct Names;
template <>
struct Names<Alignment> {
  static constexpr std::array<std::string_view, 4> kAll{"start", "center", "end", "decimal"};
};
template <>
struct Names<Tone> {
  static constexpr std::array<std::string_view, 5> kAll{"neutral", "good", "caution", "bad", "muted"};
};
template <>
struct Names<Paragraph::Role> {
  static constexpr std::array<std::string_view, 4> kAll{"body", "lead", "small", "label"};
};
template <>
struct Names<Heading::Kind> {
  static constexpr std::array<std::string_view, 4> kAll{"section", "title", "chapter", "article"};
};
template <>
struct Names<DataTable::Kind> {
  static constexpr std::array<std::string_view, 3> kAll{"data", "parallel", "form"};
};
template <>
struct Names<ChartTask::Kind> {
  static constexpr std::array<std::string_view, 3> kAll{"task", "milestone", "group"};
};
template <>
struct Names<Chart::Kind> {
  static constexpr std::array<std::string_view, 5> kAll{"bar", "stacked-bar", "line", "pie", "gantt"};
};
template <>
struct Names<Chart::Scale> {
  static constexpr std::array<std::string_view, 2> kAll{"categories", "diverging"};
};
template <>
struct Names<Callout::Kind> {
  static constexpr std::array<std::string_view, 5> kAll{"note", "tip", "important", "warning", "caution"};
};

#define TAQRIR_SHAPE(Type, name, help)              \
  template <>                                       \
  struct Shape<Type> {                              \
    using Self = Type;                              \
    static constexpr std::string_view kName = name; \
    static constexpr std::string_view kHelp = help; \
    template <class V>                              \
    static void fields([[maybe_unused]] V& v);      \
  };                                                \
  template <class V>                                \
  void Shape<Type>::fields([[maybe_unused]] V& v)

// ---------------------------------------------------------------- inlines

TAQRIR_SHAPE(Text, "text", "A stretch of text.") {
  v.must("text", &Self::text, "The characters.");
  v.may("value_of", &Self::value_of, "The placeholder whose value this is (“activity.title”).");
}
TAQRIR_SHAPE(SoftBreak, "soft-break", "A line end in the source: a space.") {}
TAQRIR_SHAPE(HardBreak, "hard-break", "A line break that the author asked for.") {}
TAQRIR_SHAPE(Emphasis, "emphasis", "Stress; italic in most themes, not in Arabic.") {
  v.must("content", &Self::content, "What is stressed.");
}
TAQRIR_SHAPE(Strong, "strong", "Importance; bold in most themes.") {
  v.must("content", &Self::content, "What matters.");
}
TAQRIR_SHAPE(Strikethrough, "strikethrough", "Text that no longer holds.") {
  v.must("content", &Self::content, "What is struck.");
}
TAQRIR_SHAPE(Superscript, "superscript", "Raised text: an ordinal's ending, an exponent.") {
  v.must("content", &Self::content, "What is raised.");
}
TAQRIR_SHAPE(Subscript, "subscript", "Lowered text.") {
  v.must("content", &Self::content, "What is lowered.");
}
TAQRIR_SHAPE(CodeSpan, "code-span", "Words of a program or a form, set as they are.") {
  v.must("text", &Self::text, "The characters.");
}
TAQRIR_SHAPE(Link, "link", "A link out of the document.") {
  v.must("url", &Self::url, "Where it leads.");
  v.must("content", &Self::content, "What the reader sees.");
}
TAQRIR_SHAPE(CrossReference, "cross-reference", "A reference to an id of this document.") {
  v.must("target", &Self::target, "The id; in a part, its own ids come first.");
  v.may("content", &Self::content, "What the reader sees; empty: the target's number or title.");
}
TAQRIR_SHAPE(PageReference, "page-reference", "The page on which an id stands, or how many pages it takes.") {
  v.must("target", &Self::target, "The id.");
  v.may("extent", &Self::extent, "The number of pages from there to the next title of its level.");
}
TAQRIR_SHAPE(PieceReference, "piece-reference", "A reference to an annexed piece.") {
  v.must("piece", &Self::piece, "“activity/id”, as in the piece's anchor; the id alone until it is resolved.");
  v.may("label", &Self::label, "What the reader sees (“pièce 3”); filled when it is resolved.");
}
TAQRIR_SHAPE(Footnote, "footnote", "A note, called where it stands.") {
  v.must("content", &Self::content, "The note's blocks.");
}
TAQRIR_SHAPE(FileRef, "file", "A file of the mission.") {
  v.must("path", &Self::path, "Relative to the mission folder, with `/`, without `.` and `..`.");
  v.place("place", &Self::span);
}
TAQRIR_SHAPE(Image, "image", "A picture in the line, or a figure's picture.") {
  v.must("file", &Self::file, "The picture.");
  v.may("alt", &Self::alt, "The picture in words, for those who do not see it.");
  v.may("width", &Self::width, "In points; left out: by the picture's own size.", Range{0, 14400});
}
TAQRIR_SHAPE(LanguageSpan, "language-span", "Text in another language, and its direction with it.") {
  v.must("language", &Self::language, "BCP 47.");
  v.must("content", &Self::content, "The text.");
}

TAQRIR_SHAPE(Insertion, "insertion", "Words that a later version adds: underlined, and in a colour.") {
  v.must("content", &Self::content, "What is added.");
}
TAQRIR_SHAPE(Blank, "blank", "A place in the line to write by hand.") {
  v.may("width", &Self::width, "In points.", Range{1, 14400});
  v.may("label", &Self::label, "What is to be written there, for those who do not see it.");
}

// ---------------------------------------------------------------- blocks

TAQRIR_SHAPE(Paragraph, "paragraph", "A paragraph.") {
  v.must("content", &Self::content, "Its text.");
  v.may("role", &Self::role, "`lead`: an opening statement; `label`: a run-in title.");
  v.may("alignment", &Self::alignment, "Left out: justified as the theme says.");
}
TAQRIR_SHAPE(Heading, "heading", "A heading.") {
  v.may("level", &Self::level, "1 is the outermost.", Range{1, 6});
  v.must("content", &Self::content, "Its text.");
  v.may("numbered", &Self::numbered, "Whether it takes a number (levels 1 to 3 do).");
  v.may("number", &Self::number, "“2.1”; filled when the document is numbered.");
  v.may("in_contents", &Self::in_contents, "Whether the contents list names it.");
  v.may("kind", &Self::kind, "`title`, `chapter`, `article`: of a legal text, numbered by that name.");
  v.may("alignment", &Self::alignment, "Left out: at the start.");
}
TAQRIR_SHAPE(ListItem, "list-item", "An item of a list.") {
  v.must("content", &Self::content, "Its blocks.");
  v.may("checked", &Self::checked, "For lists of tasks: done or not.");
}
TAQRIR_SHAPE(List, "list", "A list.") {
  v.may("ordered", &Self::ordered, "Numbered or with bullets.");
  v.may("start", &Self::start, "The first number.", Range{0, 999999999});
  v.may("tight", &Self::tight, "Without space between items.");
  v.must("items", &Self::items, "The items.");
}
TAQRIR_SHAPE(TableColumn, "table-column", "A column of a table.") {
  v.may("alignment", &Self::alignment, "`decimal`: numbers under one another.");
  v.may("width", &Self::width, "Share of the table's width; left out: by content.", Range{0, 1});
}
TAQRIR_SHAPE(TableCell, "table-cell", "A cell. Cells that another one covers are not written.") {
  v.must("content", &Self::content, "Its blocks.");
  v.may("column_span", &Self::column_span, "How many columns it covers.", Range{1, 1000});
  v.may("row_span", &Self::row_span, "How many rows it covers.", Range{1, 100000});
  v.may("alignment", &Self::alignment, "Left out: the column's.");
  v.may("header", &Self::header, "Whether it names its row.");
  v.may("tone", &Self::tone, "A meaning that the theme gives a colour and a sign.");
}
TAQRIR_SHAPE(DataTable, "table", "A table.") {
  v.must("columns", &Self::columns, "The columns.");
  v.may("header", &Self::header, "Rows that are repeated on each page.");
  v.must("rows", &Self::rows, "The rows, each a list of cells.");
  v.may("total_rows", &Self::total_rows, "How many of the last rows are totals.", Range{0, 1e6});
  v.may("caption", &Self::caption, "With a caption, the table is numbered.");
  v.may("number", &Self::number, "Filled when the document is numbered.");
  v.may("kind", &Self::kind, "`parallel`: a text in several languages side by side; `form`: boxes to fill in.");
  v.may("row_height", &Self::row_height, "The least height of a row, in points.", Range{0, 14400});
}
TAQRIR_SHAPE(Figure, "figure", "A picture that stands by itself.") {
  v.must("image", &Self::image, "The picture.");
  v.may("caption", &Self::caption, "With a caption, the figure is numbered.");
  v.may("number", &Self::number, "Filled when the document is numbered.");
}
TAQRIR_SHAPE(GridPicture, "grid-picture", "A picture of a grid.") {
  v.must("image", &Self::image, "The picture.");
  v.may("caption", &Self::caption, "Below it; not numbered.");
}
TAQRIR_SHAPE(PictureGrid, "picture-grid", "Pictures beside each other, those of a row equally high.") {
  v.may("columns", &Self::columns, "How many stand in a row.", Range{1, 4});
  v.must("pictures", &Self::pictures, "The pictures.");
  v.may("caption", &Self::caption, "With a caption, the grid is numbered as a figure.");
  v.may("number", &Self::number, "Filled when the document is numbered.");
}
TAQRIR_SHAPE(ChartTask, "chart-task", "A row of a Gantt chart.") {
  v.must("name", &Self::name, "What is done.");
  v.may("start", &Self::start, "ISO 8601; left out: not known, and said so.");
  v.may("end", &Self::end, "The last day.");
  v.may("kind", &Self::kind, "`milestone`: one day; `group`: a title above its tasks.");
  v.may("tone", &Self::tone, "What the bar's colour means.");
}
TAQRIR_SHAPE(ChartMark, "chart-mark", "A line through a Gantt chart.") {
  v.must("name", &Self::name, "“Aujourd'hui”, a deadline.");
  v.may("date", &Self::date, "ISO 8601; left out: not drawn.");
}
TAQRIR_SHAPE(ChartSeries, "chart-series", "A series of a chart.") {
  v.may("name", &Self::name, "For the legend.");
  v.must("values", &Self::values, "One for each category; `null`: missing.");
  v.may("tone", &Self::tone, "`neutral`: the theme's series colours in turn.");
}
TAQRIR_SHAPE(Chart, "chart", "A chart, drawn from its numbers. It is numbered as a figure.") {
  v.may("kind", &Self::kind, "How it is drawn.");
  v.may("horizontal", &Self::horizontal, "Bars along the line of reading.");
  v.must("categories", &Self::categories, "Names of the categories; of a Gantt chart: none.");
  v.must("series", &Self::series, "The numbers; of a Gantt chart: none.");
  v.may("unit", &Self::unit, "“%” or a word; shown on the axis.");
  v.may("decimals", &Self::decimals, "Of the printed values.", Range{0, 9});
  v.may("maximum", &Self::maximum, "Of the value axis; left out: by the data.");
  v.may("caption", &Self::caption, "With a caption, the chart is numbered.");
  v.may("number", &Self::number, "Filled when the document is numbered.");
  v.may("alt", &Self::alt, "The chart in words, for those who do not see it.");
  v.may("scale", &Self::scale, "`diverging`: the series are steps from one pole to the other.");
  v.may("tasks", &Self::tasks, "Of a Gantt chart: its rows.");
  v.may("marks", &Self::marks, "Of a Gantt chart: days marked through all rows.");
}
TAQRIR_SHAPE(Quote, "quote", "A quotation.") {
  v.must("content", &Self::content, "What is quoted.");
  v.may("attribution", &Self::attribution, "Whose words they are.");
}
TAQRIR_SHAPE(Callout, "callout", "A remark set apart.") {
  v.may("kind", &Self::kind, "What sort of remark.");
  v.may("title", &Self::title, "Left out: the kind's own word in the report's language.");
  v.must("content", &Self::content, "Its blocks.");
}
TAQRIR_SHAPE(KeyFact, "key-fact", "A label and its value.") {
  v.must("label", &Self::label, "What it is.");
  v.must("value", &Self::value, "How it is.");
}
TAQRIR_SHAPE(KeyFacts, "key-facts", "A panel of labels and values.") {
  v.may("title", &Self::title, "Above the panel.");
  v.must("facts", &Self::facts, "The facts.");
}
TAQRIR_SHAPE(BlankLines, "blank-lines", "Room to write by hand.") {
  v.may("lines", &Self::lines, "How many lines.", Range{1, 100});
  v.may("boxed", &Self::boxed, "One box instead of ruled lines.");
  v.may("label", &Self::label, "What is to be written there, for those who do not see it.");
}
TAQRIR_SHAPE(CodeBlock, "code-block", "Lines of a program or a form, set as they are.") {
  v.may("syntax", &Self::language, "The programming language.");
  v.must("text", &Self::text, "The lines.");
}
TAQRIR_SHAPE(Rule, "rule", "A line between two parts of the text.") {}
TAQRIR_SHAPE(PageBreak, "page-break", "What follows starts a page.") {}
TAQRIR_SHAPE(Contents, "contents", "The contents list.") {
  v.may("depth", &Self::depth, "Levels that it shows.", Range{1, 6});
  v.may("title", &Self::title, "Above the list.");
}
TAQRIR_SHAPE(Signatory, "signatory", "One who signs.") {
  v.must("role", &Self::role, "In what capacity.");
  v.may("name", &Self::name, "Left out: a place to write it.");
}
TAQRIR_SHAPE(Signatures, "signatures", "Places to sign.") {
  v.may("place_and_date", &Self::place_and_date, "Above the places.");
  v.must("signatories", &Self::signatories, "Those who sign.");
}
TAQRIR_SHAPE(Cover, "cover", "The title page of a document, or the opening page of a part.") {
  v.may("kicker", &Self::kicker, "Above the title: the kind of document.");
  v.must("title", &Self::title, "The title.");
  v.may("subtitle", &Self::subtitle, "Below the title.");
  v.may("facts", &Self::facts, "Labels and values.");
  v.may("status", &Self::status, "“Validé le 2 juillet 2025”.");
  v.may("status_tone", &Self::status_tone, "What the status means.");
  v.may("notice", &Self::notice, "At the foot.");
}
TAQRIR_SHAPE(Part, "part", "A document within a document: starts a page, numbers its headings afresh.") {
  v.must("title", &Self::title, "The running title.");
  v.must("content", &Self::content, "Its blocks.");
}
TAQRIR_SHAPE(Division, "division", "Blocks that share a language.") {
  v.must("content", &Self::content, "The blocks.");
}
TAQRIR_SHAPE(ForeignPages, "foreign-pages", "Pages of another PDF, taken in as they are.") {
  v.must("file", &Self::file, "The PDF.");
  v.may("piece", &Self::piece, "Id of the piece.");
  v.may("title", &Self::title, "For contents and outline.");
  v.may("stamp", &Self::stamp, "“Pièce 3”; printed discreetly.");
}

// ---------------------------------------------------------------- the whole

TAQRIR_SHAPE(Logo, "logo", "A logo.") {
  v.must("file", &Self::file, "The picture.");
  v.may("alt", &Self::alt, "The logo in words.");
}
TAQRIR_SHAPE(FurnitureLine, "furniture-line", "A line of the page's head.") {
  v.must("text", &Self::text, "The line.");
  v.may("language", &Self::language, "BCP 47; left out: the document's.");
  v.may("strong", &Self::strong, "Whether it stands out.");
}
TAQRIR_SHAPE(FurnitureCell, "furniture-cell", "A third of the page's head.") {
  v.may("logos", &Self::logos, "Logos.");
  v.may("lines", &Self::lines, "Lines.");
}
TAQRIR_SHAPE(Furniture, "furniture", "What stands on every page outside the text.") {
  v.may("start", &Self::start, "Where the line of reading starts.");
  v.may("middle", &Self::middle, "In the middle.");
  v.may("end", &Self::end, "Where the line ends.");
  v.may("footer", &Self::footer, "At the foot.");
  v.may("watermark", &Self::watermark, "“provisoire”.");
}
TAQRIR_SHAPE(Document, "document", "A report, whole.") {
  v.may("report", &Self::report, "Id of the report type that composed it.");
  v.must("language", &Self::language, "BCP 47.");
  v.may("title", &Self::title, "For the file's own information and the running title.");
  v.may("subtitle", &Self::subtitle, "The title's second line.");
  v.may("author", &Self::author, "An organisation.");
  v.may("subject", &Self::subject, "What it is about.");
  v.may("keywords", &Self::keywords, "Words to find it by.");
  v.may("date", &Self::date, "ISO 8601.");
  v.may("furniture", &Self::furniture, "What stands on every page.");
  v.must("blocks", &Self::blocks, "What it says.");
}

#undef TAQRIR_SHAPE

}  // namespace taqrir
