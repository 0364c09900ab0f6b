#include "pandoc/office_converter.hpp"

#include <array>
#include <cctype>
#include <cmath>

#include "model/builder.hpp"
#include "pandoc/office_tables.hpp"

namespace taqrir::pandoc {

using ast::Align;
using ast::append_all;
using ast::Json;
using ast::one;

namespace {

constexpr const char* kNumberOf = "_no";  // after a bookmark: that of the number alone
constexpr double kLabelShare = 0.3;       // of a cover's facts

std::string direction_name(const std::string& language) {
  return direction_of(language) == Direction::rtl ? "rtl" : "ltr";
}

std::string number_text(Pt value) { return std::to_string(std::lround(value * 100) / 100.0); }

const char* kind_of(const DataTable& table) {
  if (table.kind == DataTable::Kind::parallel) return "parallel";
  return table.kind == DataTable::Kind::form ? "form" : "data";
}

Json empty_cell() { return ast::cell(Align::start, 1, 1, Json::array()); }

}  // namespace

// ---------------------------------------------------------------- marks

Json OfficeConverter::mark(const std::string& name, Values values) const {
  return one(ast::raw_block(dialect_.mark_format(), office::text_of({name, std::move(values)})));
}

Json OfficeConverter::inline_mark(const std::string& name, Values values) const {
  return one(ast::raw_inline(dialect_.mark_format(), office::text_of({name, std::move(values)})));
}

Json OfficeConverter::field(Values values, Json content) const {
  auto out = inline_mark("field", std::move(values));
  append_all(out, content);
  append_all(out, inline_mark("end"));
  return out;
}

/// The number of what has this id, in a bookmark of its own, so that references can be fields.
Json OfficeConverter::numbered(const std::string& id, Json content) const {
  const auto bookmark = bookmarks_.of(id);
  if (bookmark.empty()) return content;
  auto out = inline_mark("number", {{"name", bookmark + kNumberOf}});
  append_all(out, content);
  append_all(out, inline_mark("end"));
  return out;
}

Json OfficeConverter::styled_blocks(const char* style, Json inlines) const {
  if (inlines.empty()) return Json::array();
  return one(ast::div(dialect_.styled(style), one(ast::para(std::move(inlines)))));
}

Json OfficeConverter::marked_table(const std::string& kind, const std::string& cells, ast::TableParts parts,
                                   const Place& place, Values more) const {
  more["kind"] = kind, more["cells"] = cells, more["dir"] = direction_name(place.language);
  auto out = mark("table", std::move(more));
  out.push_back(ast::table(std::move(parts)));
  return out;
}

// ---------------------------------------------------------------- the whole

/// Title and author stand on the cover and in the file's own information, which the finishing writes:
/// Pandoc's title block would show them twice.
Json OfficeConverter::metadata() const {
  Json meta{{"lang", ast::meta_text(document_.language)}};
  if (direction_of(document_.language) == Direction::rtl) meta["dir"] = ast::meta_text("rtl");
  return meta;
}

void OfficeConverter::block(Json& to, const Block& block, const Place& place) {
  const bool language = !block.language.empty() && block.language != place.language;
  if (place.in_item && !place.in_cell) return Converter::block(to, block, place);
  Place inner = place;
  if (language) inner.language = block.language;
  const bool own_id = std::holds_alternative<Heading>(block.content);
  if (const auto bookmark = bookmarks_.of(block.id); !own_id && !bookmark.empty())
    append_all(to, mark("anchor", {{"name", bookmark}}));
  auto made = alignment_of(block, place);
  append_all(made, content(block, inner));
  if (!language) return append_all(to, made);
  ast::Attributes around;
  around.pairs = {{"lang", block.language}, {"dir", direction_name(block.language)}};
  append_all(to, mark("open", {{"kind", "language"}, {"dir", direction_name(block.language)}}));
  to.push_back(ast::div(around, std::move(made)));
  append_all(to, mark("close"));
}

/// What no style says of where a paragraph or heading stands; in cells paragraphs have the styles of cells.
Json OfficeConverter::alignment_of(const Block& block, const Place& place) const {
  std::optional<Alignment> wanted;
  if (const auto* heading = std::get_if<Heading>(&block.content)) wanted = heading->alignment;
  const auto* paragraph = std::get_if<Paragraph>(&block.content);
  if (paragraph) wanted = paragraph->alignment;
  if (!wanted) return Json::array();
  const bool usual = *wanted == Alignment::start && (!paragraph || paragraph->role != Paragraph::Role::body);
  const bool styled =
      *wanted != Alignment::start && paragraph && paragraph->role == Paragraph::Role::body && !place.in_cell;
  if (usual || styled) return Json::array();
  return mark("align", {{"to", *wanted == Alignment::start    ? "s"
                               : *wanted == Alignment::center ? "c"
                                                              : "e"}});
}

// ---------------------------------------------------------------- headers and footers

Json OfficeConverter::letterhead_logos(const FurnitureCell& cell, Align align) {
  constexpr const char* kLogoHeight = "25pt";
  Json logos = Json::array();
  for (const auto& logo : cell.logos) {
    if (!logos.empty()) append_all(logos, Json::array({ast::node("Space"), ast::node("Space")}));
    logos.push_back(picture({logo.file, logo.alt, {}}, logo.file.span, kLogoHeight));
  }
  return ast::cell(align, 1, 1, styled_blocks("Header", std::move(logos)));
}

Json OfficeConverter::letterhead_lines(const FurnitureCell& cell, Align align) {
  Json lines = Json::array();
  for (const auto& line : cell.lines) {
    const Place place{line.language.empty() ? document_.language : line.language};
    append_all(lines,
               styled_blocks(line.strong ? "Header Strong" : "Header", inlines(plain(line.text), place)));
  }
  return ast::cell(align, 1, 1, std::move(lines));
}

/// Logos beside their lines, on the outer side.
void OfficeConverter::letterhead_row(const FurnitureCell& cell, Align align, double width,
                                     ast::TableParts& parts, Json& cells, Last last) {
  constexpr double kLogo = 0.11;  // of the page's width, a logo with its gap
  const double logos =
      std::min(kLogo * static_cast<double>(cell.logos.size()), cell.lines.empty() ? width : width * 0.6);
  const auto add = [&](double share, Json made) {
    parts.columns.emplace_back(align, share);
    cells.push_back(std::move(made));
  };
  if (last == Last::yes) add(width - logos, letterhead_lines(cell, align));
  if (!cell.logos.empty()) add(logos, letterhead_logos(cell, last == Last::yes ? Align::end : Align::start));
  if (last == Last::no) add(width - logos, letterhead_lines(cell, align));
}

Json OfficeConverter::letterhead() {
  const auto& furniture = document_.furniture;
  const Place place{document_.language};
  ast::TableParts parts;
  Json cells = Json::array();
  letterhead_row(furniture.start, Align::start, 0.31, parts, cells, Last::no);
  letterhead_row(furniture.middle, Align::center, 0.38, parts, cells, Last::no);
  letterhead_row(furniture.end, Align::end, 0.31, parts, cells, Last::yes);
  parts.body.push_back(ast::row(std::move(cells)));
  const auto any = [](const FurnitureCell& cell) { return !cell.logos.empty() || !cell.lines.empty(); };
  Json out = Json::array();
  if (any(furniture.start) || any(furniture.middle) || any(furniture.end)) {
    append_all(out, mark("open", {{"kind", "header"}}));
    std::string aligns;
    for (const auto& [align, share] : parts.columns)
      aligns += align == Align::start ? 's' : align == Align::center ? 'c' : 'e';
    append_all(out, marked_table("letterhead", "", std::move(parts), place, {{"aligns", aligns}}));
    append_all(out, mark("rule", {{"style", "Header Rule"}}));
    append_all(out, mark("close"));
  }
  append_all(out, mark("open", {{"kind", "first-footer"}}));
  append_all(out, foot(false));
  append_all(out, mark("close"));
  append_all(out, mark("open", {{"kind", "footer"}}));
  append_all(out, foot(true));
  append_all(out, mark("close"));
  return out;
}

Json OfficeConverter::page_of_pages() const {
  constexpr const char *kPage = "\x01", *kPages = "\x02";  // no text of a locale holds these
  const auto words = locale_.word("document.page-of", {{"page", kPage}, {"pages", kPages}});
  Json out = Json::array();
  std::string text;
  const auto put = [&](const char* kind) {
    ast::append_words(out, text);
    append_all(out, field({{"kind", kind}}, ast::words("1")));
    text.clear();
  };
  for (const char c : words) {
    if (c == *kPage)
      put("page-number");
    else if (c == *kPages)
      put("page-count");
    else
      text += c;
  }
  ast::append_words(out, text);
  return out;
}

/// The running title or the funder's words and the page; below the title the funder's words. Of a theme
/// without page numbers the funder's words alone.
Json OfficeConverter::foot(bool with_title) const {
  const auto& funder = document_.furniture.footer;
  if (theme_ && !theme_->page_numbers)
    return funder.empty() ? Json::array() : styled_blocks("Footer", ast::words(funder));
  Json first = words(with_title ? document_.title : funder, document_.language);
  append_all(first, inline_mark("tab"));
  append_all(first, page_of_pages());
  auto out = styled_blocks("Footer Rule", std::move(first));
  if (with_title && !funder.empty()) append_all(out, styled_blocks("Footer", ast::words(funder)));
  return out;
}

// ---------------------------------------------------------------- cover and parts

Json OfficeConverter::cover_facts(const std::vector<KeyFact>& facts, const Place& place) {
  if (facts.empty()) return Json::array();
  ast::TableParts parts;
  parts.columns = {{Align::start, kLabelShare}, {Align::start, 1 - kLabelShare}};
  for (const auto& fact : facts)
    parts.body.push_back(
        ast::row(Json::array({ast::cell(Align::start, 1, 1, styled_line("Fact Label", fact.label, place)),
                              ast::cell(Align::start, 1, 1, styled_line("Fact Value", fact.value, place))})));
  return marked_table("cover-facts", "", std::move(parts), place);
}

Json OfficeConverter::set(const Block& block, const Cover& node, const Place& place) {
  static constexpr std::array<const char*, 5> kStyles{"Status", "Status good", "Status caution", "Status bad",
                                                      "Status muted"};
  Json out = mark("rule", {{"style", "Cover Bar"}});
  append_all(out, styled_line("Kicker", node.kicker, place));
  if (&node == first_cover()) {
    append_all(out, styled_line("Title", node.title, place));
  } else {
    ast::Attributes attributes;
    attributes.id = bookmarks_.of(block.id);
    out.push_back(ast::header(std::max(place.shift, 1), attributes, inlines(node.title, place)));
  }
  append_all(out, styled_line("Subtitle", node.subtitle, place));
  if (!node.status.empty()) {
    Json status = ast::words("■ ");
    append_all(status, inlines(node.status, place));
    append_all(out, styled_blocks(kStyles.at(static_cast<std::size_t>(node.status_tone)), std::move(status)));
  }
  append_all(out, cover_facts(node.facts, place));
  append_all(out, styled_line("Notice", node.notice, place));
  if (!node.notice.empty())
    append_all(out, mark("rule", {{"style", "After Table"}}));  // what the frame hangs on
  append_all(out, mark("page-break"));
  return out;
}

Json OfficeConverter::set(const Block&, const Part& node, const Place& place) {
  Place inner = place;
  inner.shift = place.shift + 1;
  auto out = mark("page-break");
  const bool has_cover = !node.content.empty() && std::holds_alternative<Cover>(node.content.front().content);
  if (!has_cover) {
    constexpr int kDeepestHeading = 9;
    out.push_back(ast::header(std::min(inner.shift, kDeepestHeading), {}, inlines(node.title, place)));
  }
  append_all(out, blocks(node.content, inner));
  return out;
}

// ---------------------------------------------------------------- headings and contents

Json OfficeConverter::set(const Block& block, const Heading& node, const Place& place) {
  auto made = Converter::set(block, node, place);
  if (node.number.empty()) return made;
  auto& title = made[0]["c"][2];  // number, gap, words
  auto number = numbered(block.id, one(title[0]));
  for (std::size_t i = 1; i < title.size(); ++i) number.push_back(title[i]);
  title = std::move(number);
  return made;
}

Json OfficeConverter::contents_line(const OutlineEntry& entry, const Place& place) const {
  Json line = Json::array();
  if (!entry.number.empty()) {
    ast::append_words(line, entry.number);
    const bool is_a_name =
        std::isdigit(static_cast<unsigned char>(entry.number.front())) == 0;  // “Titre premier”
    if (!is_a_name)
      append_all(line, inline_mark("tab"));
    else if (!entry.title.empty())
      ast::append_words(line, " – ");
  }
  append_all(line, words(entry.title, place.language));
  append_all(line, inline_mark("tab"));
  const auto bookmark = bookmarks_.of(entry.id);
  if (!bookmark.empty()) append_all(line, field({{"kind", "page"}, {"target", bookmark}}, ast::words("…")));
  if (place.language != document_.language)
    line = one(ast::span(dialect_.run_in(place.language), std::move(line)));
  if (!bookmark.empty()) line = one(ast::link("#" + bookmark, std::move(line)));
  return styled_blocks(("TOC " + std::to_string(entry.level)).c_str(), std::move(line));
}

Json OfficeConverter::set(const Block&, const Contents& node, const Place& place) {
  auto out = styled_line("TOC Heading", node.title, place);
  Json lines = Json::array();
  for (const auto& entry : outline_of(document_))
    if (entry.level <= node.depth) append_all(lines, contents_line(entry, place));
  if (lines.empty()) return out;
  append_all(out, mark("open", {{"kind", "contents"}, {"depth", std::to_string(node.depth)}}));
  append_all(out, lines);
  append_all(out, mark("close"));
  return out;
}

// ---------------------------------------------------------------- tables and panels

Json OfficeConverter::set(const Block& block, const DataTable& node, const Place& place) {
  Place inner{place.language, place.shift, true};
  inner.in_cell = true;
  ast::TableParts parts;
  const auto shares = shares_of(node);
  for (std::size_t c = 0; c < shares.size(); ++c) {
    const auto alignment = node.columns[c].alignment;
    parts.columns.emplace_back(alignment == Alignment::start    ? Align::start
                               : alignment == Alignment::center ? Align::center
                                                                : Align::end,
                               shares[c]);
  }
  for (const auto& row : node.header) parts.head.push_back(table_row(row, node.columns, nullptr, inner));
  for (const auto& row : node.rows) parts.body.push_back(table_row(row, node.columns, nullptr, inner));
  auto out =
      styled_blocks("Table Caption", caption(node.caption, node.number, "document.table", block.id, place));
  append_all(out, marked_table(kind_of(node), cells_of(node), std::move(parts), place,
                               {{"aligns", alignments_of(node)},
                                {"head", std::to_string(node.header.size())},
                                {"foot", std::to_string(std::min(node.total_rows, node.rows.size()))},
                                {"height", number_text(node.row_height.value_or(0))}}));
  return out;
}

Json OfficeConverter::set(const Block& block, const Callout& node, const Place& place) {
  static constexpr std::array<const char*, 5> kKinds{"note", "tip", "important", "warning", "caution"};
  if (place.in_item) return Converter::set(block, node, place);
  const std::string kind = kKinds.at(static_cast<std::size_t>(node.kind));
  const auto style = "Callout " + kind;
  const auto title =
      node.title.empty() ? plain(locale_.in(place.language).word("document.callout." + kind)) : node.title;
  auto out = mark("open", {{"kind", "panel"}, {"style", style}});
  append_all(out, styled_blocks((style + " title").c_str(), inlines(title, place)));
  append_all(out, blocks(node.content, {place.language, place.shift, false}));
  append_all(out, mark("close"));
  return out;
}

Json OfficeConverter::fact(const KeyFact& fact, const Place& place) {
  auto out = styled_line("Fact Label", fact.label, place);
  append_all(out, styled_line("Fact Value", fact.value, place));
  return ast::cell(Align::start, 1, 1, std::move(out));
}

Json OfficeConverter::set(const Block&, const KeyFacts& node, const Place& place) {
  if (node.facts.empty()) return styled_line("Label", node.title, place);
  ast::TableParts parts;
  parts.columns = {{Align::start, 0.5}, {Align::start, 0.5}};
  if (!node.title.empty())
    parts.body.push_back(
        ast::row(one(ast::cell(Align::start, 1, 2, styled_line("Label", node.title, place)))));
  for (std::size_t i = 0; i < node.facts.size(); i += 2)
    parts.body.push_back(
        ast::row(Json::array({fact(node.facts[i], place),
                              i + 1 < node.facts.size() ? fact(node.facts[i + 1], place) : empty_cell()})));
  return marked_table("key-facts", "", std::move(parts), place);
}

/// `named`: whether the names of the row take a line.
Json OfficeConverter::signatory(const Signatory& who, bool named, const Place& place) {
  auto out = styled_line("Label", who.role, place);
  append_all(out, who.name.empty() && named ? styled_blocks("Signature Name", one(ast::node("Str", "\u00A0")))
                                            : styled_line("Signature Name", who.name, place));
  append_all(out, styled_blocks("Signature Line",
                                ast::words(locale_.in(place.language).word("document.signature"))));
  return ast::cell(Align::start, 1, 1, std::move(out));
}

Json OfficeConverter::set(const Block&, const Signatures& node, const Place& place) {
  constexpr std::size_t kMost = 3;  // side by side
  auto out = styled_line("Signature Place", node.place_and_date, place);
  const auto count = node.signatories.size(), columns = std::min(count, kMost);
  if (count == 0) return out;
  ast::TableParts parts;
  for (std::size_t c = 0; c < columns; ++c)
    parts.columns.emplace_back(Align::start, 1.0 / static_cast<double>(std::max<std::size_t>(columns, 2)));
  if (columns == 1) parts.columns.emplace_back(Align::start, 0.5);
  for (std::size_t i = 0; i < count; i += columns) {
    Json cells = Json::array();
    const auto first = node.signatories.begin() + static_cast<std::ptrdiff_t>(i);
    const auto end = first + static_cast<std::ptrdiff_t>(std::min(columns, count - i));
    const bool named = std::any_of(first, end, [](const Signatory& who) { return !who.name.empty(); });
    for (std::size_t c = 0; c < parts.columns.size(); ++c)
      cells.push_back(c < columns && i + c < count ? signatory(node.signatories[i + c], named, place)
                                                   : empty_cell());
    parts.body.push_back(ast::row(std::move(cells)));
  }
  append_all(out, marked_table("signatures", "", std::move(parts), place));
  return out;
}

// ---------------------------------------------------------------- the rest

/// Without its language: Pandoc would colour it in styles of its own.
Json OfficeConverter::set(const Block&, const CodeBlock& node, const Place&) {
  return one(ast::code_block({}, node.text));
}

Json OfficeConverter::set(const Block& block, const Rule& node, const Place& place) {
  return place.in_item ? Converter::set(block, node, place) : mark("rule", {{"style", "Horizontal Rule"}});
}

/// A line reaches to the end of the text's; a box is a table of one cell, which grows with what is written.
Json OfficeConverter::set(const Block& block, const BlankLines& node, const Place& place) {
  constexpr Pt kRuledLine = 21;  // as in the PDF
  if (place.in_item) return Converter::set(block, node, place);
  const int lines = std::clamp(node.lines, 1, 100);
  Json out = Json::array();
  if (!node.boxed) {
    for (int i = 0; i < lines; ++i) append_all(out, mark("blank-line"));
    return out;
  }
  ast::TableParts parts;
  parts.columns = {{Align::start, 1}};
  parts.body.push_back(ast::row(one(empty_cell())));
  return marked_table("form", "", std::move(parts), place, {{"height", number_text(kRuledLine * lines)}});
}

Json OfficeConverter::set(const Block&, const PageBreak&, const Place& place) {
  return place.in_item ? Json::array() : mark("page-break");
}

Json OfficeConverter::caption(const Inlines& text, const std::string& number, const char* word,
                              const std::string& id, const Place& place) {
  if (text.empty()) return Json::array();
  Json line = Json::array();
  if (!number.empty()) {
    const auto words = locale_.in(place.language).word(word, {{"n", number}});
    const auto at = words.rfind(number);
    const std::string kind = std::string_view(word) == "document.table" ? "table" : "figure";
    auto label = ast::words(words.substr(0, at));
    append_all(label, numbered(id, field({{"kind", "sequence"}, {"name", kind}}, ast::words(number))));
    append_all(label, ast::words(words.substr(std::min(at + number.size(), words.size()))));
    auto strong = one(ast::wrapped("Strong", std::move(label)));
    append_all(line, place.language == document_.language
                         ? strong
                         : one(ast::span(dialect_.run_in(place.language), std::move(strong))));
    line.push_back(ast::node("Str", "."));
    line.push_back(ast::node("Space"));
  }
  append_all(line, inlines(text, place));
  return line;
}

/// A reference whose words end in its target's number is a field there.
Json OfficeConverter::reference(const std::string& id, Json inlines) const {
  const auto number = bookmarks_.number_of(id);
  auto* last = inlines.empty() ? nullptr : &inlines.back();
  if (!number.empty() && last->is_object() && (*last)["t"] == "Str") {
    const auto text = (*last)["c"].get<std::string>();
    const bool whole = text == number || (text.ends_with(number) && text.ends_with("\u00A0" + number));
    if (whole) {
      const auto before = text.substr(0, text.size() - number.size());
      inlines.erase(inlines.size() - 1);
      ast::append_words(inlines, before);
      append_all(inlines, field({{"kind", "reference"},
                                 {"target", bookmarks_.of(id) + kNumberOf},
                                 {"of", bookmarks_.has_caption(id) ? "caption" : "heading"}},
                                ast::words(number)));
    }
  }
  return Converter::reference(id, std::move(inlines));
}

/// Pandoc's ODT has no descriptions of pictures.
Json OfficeConverter::picture(const Image& image, const Span& span, std::string height) {
  auto made = Converter::picture(image, span, std::move(height));
  const bool lacking = std::string_view(dialect_.mark_format()) == "opendocument";
  if (!lacking || made["t"] != "Image" || image.alt.empty()) return made;
  auto both = inline_mark("description", {{"text", image.alt}});
  both.push_back(std::move(made));
  return ast::span({}, std::move(both));
}

}  // namespace taqrir::pandoc
