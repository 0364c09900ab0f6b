#include "pandoc/office/docx_body.hpp"

#include <algorithm>
#include <cmath>

namespace taqrir::pandoc::office {

namespace {

constexpr double kAfterTable = 8;  // points below a table
constexpr double kAfterPanel = 14, kBeforePanel = 10;
constexpr double kItemStep = 17, kItemHang = 12;    // in panels
constexpr double kPanelStart = 14, kPanelEnd = 10;  // as in the reference document

std::string lower(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool starts_with_any(const std::string& text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](auto start) { return text.starts_with(start); });
}

/// The properties of the run that follows, for runs that are put before it.
std::string properties_near(Node at) {
  for (auto node = at.next_sibling(); node; node = node.next_sibling())
    if (is(node, "w:r")) {
      Tree copy;
      if (node.child("w:rPr")) copy.append_copy(node.child("w:rPr"));
      return text_of(copy);
    }
  return {};
}

bool has_latin_letter(std::string_view text) {
  constexpr unsigned char kFirst = 0xC3, kLast = 0xC9;  // of U+00C0 to U+024F in UTF-8
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (byte >= kFirst && byte <= kLast);
  });
}

void space_after(Node paragraph, double points) {
  set(child(paragraph_properties(paragraph), "w:spacing"), "w:after", twentieths(points));
}

/// Whether the mark stands for a paragraph.
bool makes_paragraph(Node node) {
  const auto mark = mark_at(node);
  return mark && (mark->name == "rule" || mark->name == "blank-line");
}

/// A table that no mark speaks of: its first rows that Pandoc repeats are its head.
Cells unmarked(Node table) {
  int head = 0;
  for (const auto row : table.children("w:tr")) {
    if (!row.child("w:trPr").child("w:tblHeader")) break;
    ++head;
  }
  return Cells(Mark{"table", {{"kind", "data"}, {"head", std::to_string(head)}}});
}

bool is_rtl(Node paragraph) {
  const auto bidi = paragraph.child("w:pPr").child("w:bidi");
  return bidi && bidi.attribute("w:val").as_bool(true);
}

/// Lines of cells are of one height; a picture's is its own.
void let_grow(Node paragraph) {
  auto spacing = child(paragraph_properties(paragraph), "w:spacing");
  set(spacing, "w:line", "240"), set(spacing, "w:lineRule", "auto");
}

int level_of(Node paragraph) {
  return paragraph.child("w:pPr").child("w:numPr").child("w:ilvl").attribute("w:val").as_int(-1);
}

}  // namespace

StyleNames::StyleNames(Node styles)
    : defaults_(styles.child("w:docDefaults").child("w:rPrDefault").child("w:rPr")) {
  for (const auto style : styles.children("w:style")) {
    const std::string id = style.attribute("w:styleId").value();
    const auto name = lower(style.child("w:name").attribute("w:val").value());
    ids_.emplace(name, id), names_.emplace(id, name), styles_.emplace(id, style);
    if (const auto frame = style.child("w:pPr").child("w:framePr")) frames_.emplace(id, frame);
    if (const auto borders = style.child("w:pPr").child("w:pBdr")) borders_.emplace(id, borders);
  }
}

std::string StyleNames::id_of(const std::string& name) const {
  const auto found = ids_.find(lower(name));
  return found == ids_.end() ? std::string() : found->second;
}

std::string StyleNames::name_of(const std::string& id) const {
  const auto found = names_.find(id);
  return found == names_.end() ? std::string() : found->second;
}

Node StyleNames::frame_of(const std::string& id) const {
  const auto found = frames_.find(id);
  return found == frames_.end() ? Node() : found->second;
}

Node StyleNames::borders_of(const std::string& id) const {
  const auto found = borders_.find(id);
  return found == borders_.end() ? Node() : found->second;
}

Node StyleNames::run_property_of(std::string id, const char* name) const {
  constexpr int kDeepest = 20;  // styles may be based on each other in a ring
  for (int depth = 0; depth < kDeepest; ++depth) {
    const auto style = styles_.find(id);
    if (style == styles_.end()) break;
    if (const auto found = style->second.child("w:rPr").child(name)) return found;
    id = style->second.child("w:basedOn").attribute("w:val").value();
  }
  return defaults_.child(name);
}

// ---------------------------------------------------------------- blocks

void DocxBody::settle(Node parent) {
  for (auto node = parent.first_child(); node;) {
    const auto next = node.next_sibling();
    if (const auto mark = mark_at(node)) {
      take(*mark, node);
      parent.remove_child(node);
    } else if (is(node, "w:p")) {
      paragraph(node);
    } else if (is(node, "w:tbl")) {
      table(node);
    } else if (is_any(node, {"w:bookmarkStart", "w:bookmarkEnd"})) {
      take_bookmark(node);
    } else if (is_any(node, {"w:sdt", "w:sdtContent", "w:footnote"})) {
      settle(node);
    }
    node = next;
  }
}

void DocxBody::take(const Mark& mark, Node at) {
  if (mark.name == "open") open(mark, at);
  if (mark.name == "close") close();
  if (mark.name == "anchor") anchors_.push_back(mark.value("name"));
  if (mark.name == "page-break") break_ = true;
  if (mark.name == "table") table_.emplace(mark);
  if (mark.name == "align") alignment_ = mark.value("to");
  if (mark.name == "blank-line") blank_line(at);
  if (mark.name == "rule") {
    auto line = insert(at.parent(), "<w:p/>", at);
    set_style(line, mark.value("style"));
    if (finishing_.rtl()) set_property(paragraph_properties(line), "w:bidi", "1");
  }
}

/// A tab whose leader is the line. The height is that of the PDF's.
void DocxBody::blank_line(Node at) {
  constexpr double kLine = 21;
  const auto ink = finishing_.color("muted");
  auto line = insert(at.parent(),
                     "<w:p><w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"" +
                         twentieths(finishing_.text_width()) +
                         "\"/></w:tabs><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"" +
                         twentieths(kLine) + "\" w:lineRule=\"exact\"/></w:pPr><w:r>" +
                         (ink.empty() ? "" : "<w:rPr><w:color w:val=\"" + ink + "\"/></w:rPr>") +
                         "<w:tab/></w:r></w:p>",
                     at);
  if (finishing_.rtl()) set_property(paragraph_properties(line), "w:bidi", "1");
}

/// Pandoc's bookmark around whole blocks: LibreOffice loses one that begins between a table and a heading, so
/// it stands where the first of them begins.
void DocxBody::take_bookmark(Node at) {
  if (is(at, "w:bookmarkStart")) anchors_.push_back(at.attribute("w:name").value());
  at.parent().remove_child(at);
}

/// Two panels without anything between are one to Word.
void DocxBody::part_panels(Node at) {
  if (!panel_end_ || previous_element(at) != panel_end_) return;
  auto between = insert(at.parent(), "<w:p/>", at);
  set_style(between, "After Table");
}

void DocxBody::open(const Mark& mark, Node at) {
  if (mark.value("kind") == "panel") part_panels(at);
  open_.push_back({mark.value("kind"), mark.value("style")});
  if (mark.value("kind") == "contents") contents_ = "TOC \\o \"1-" + mark.value("depth") + "\" \\h \\z \\u";
}

void DocxBody::close() {
  if (open_.empty()) return;
  if (open_.back().kind == "contents" && contents_.empty() && last_paragraph_)
    insert(last_paragraph_, field_end({}));
  if (open_.back().kind == "contents") contents_.clear();
  if (open_.back().kind == "panel" && last_paragraph_)
    space_after(last_paragraph_, kAfterPanel), panel_end_ = last_paragraph_;
  open_.pop_back();
}

void DocxBody::paragraph(Node paragraph) {
  if (is(next_element(paragraph), "w:sectPr") && !paragraph.first_child()) return;
  if (break_) {
    paragraph_properties(paragraph).append_child("w:pageBreakBefore");
    set(child(paragraph_properties(paragraph), "w:spacing"), "w:before", "0");
  }
  break_ = false;
  restyle(paragraph);
  take_alignment(paragraph);
  put_anchors(paragraph);
  if (level_of(paragraph) >= 0 && starts_with_any(words_of(paragraph), {"☐", "☑"}))
    set_property(paragraph.child("w:pPr").child("w:numPr"), "w:numId", kTaskList);
  settle_inlines(paragraph);
  last_paragraph_ = paragraph;
}

bool DocxBody::is_plain(Node paragraph) const {
  const auto id = style_of_paragraph(paragraph);
  const auto name = styles_.name_of(id);
  return id.empty() || name == "compact" || name == "body text" || name == "first paragraph";
}

void DocxBody::set_style(Node paragraph, const std::string& name) {
  if (const auto id = styles_.id_of(name); !id.empty())
    set_property(paragraph_properties(paragraph), "w:pStyle", id);
}

void DocxBody::restyle(Node paragraph) {
  const auto panel =
      std::find_if(open_.rbegin(), open_.rend(), [](const Open& o) { return o.kind == "panel"; });
  const auto name = styles_.name_of(style_of_paragraph(paragraph));
  if (const auto frame =
          styles_.frame_of(style_of_paragraph(paragraph)))  // LibreOffice looks for it here only
    paragraph_properties(paragraph).append_copy(frame);
  if (name == "source code") set_property(paragraph_properties(paragraph), "w:bidi", "0");
  if (keep_) child(paragraph_properties(paragraph), "w:keepNext");
  if (!cell_style_.empty()) {
    if (is_plain(paragraph)) set_style(paragraph, cell_style_);
    if (paragraph.select_node(".//w:drawing")) let_grow(paragraph);
    return;
  }
  if (panel != open_.rend()) {
    if (is_plain(paragraph)) set_style(paragraph, panel->style);
    if (level_of(paragraph) >= 0) indent_in_panel(paragraph);
    if (is_rtl(paragraph) != finishing_.rtl()) turn_borders(paragraph);
  }
  const bool below_table = is(paragraph.previous_sibling(), "w:tbl");
  if (below_table && !starts_with_any(name, {"heading", "table caption", "after table", "header", "notice"}))
    set(child(paragraph_properties(paragraph), "w:spacing"), "w:before", twentieths(kAfterTable));
}

/// “left” is where lines begin, whichever way they run.
void DocxBody::take_alignment(Node paragraph) {
  if (alignment_.empty()) return;
  set_property(paragraph_properties(paragraph), "w:jc",
               alignment_ == "c"   ? "center"
               : alignment_ == "e" ? "right"
                                   : "left");
  alignment_.clear();
}

/// A list within a panel hangs from the panel's edge, so that the panel's colour stays a rectangle.
void DocxBody::indent_in_panel(Node paragraph) {
  const double start = kPanelStart + kItemHang + level_of(paragraph) * kItemStep;
  auto indent = child(paragraph_properties(paragraph), "w:ind");
  set(indent, "w:left", twentieths(start)), set(indent, "w:right", twentieths(kPanelEnd));
  set(indent, "w:hanging", twentieths(start - kPanelStart));
}

/// The bar of a panel stands where its lines begin; the style has it where the document's do.
void DocxBody::turn_borders(Node paragraph) {
  const auto usual = styles_.borders_of(style_of_paragraph(paragraph));
  if (!usual) return;
  auto properties = paragraph_properties(paragraph);
  properties.remove_child("w:pBdr");
  auto turned = properties.append_copy(usual);
  auto left = turned.child("w:left"), right = turned.child("w:right");
  left.set_name("w:right"), right.set_name("w:left");
  sort_children(turned, {"w:top", "w:left", "w:bottom", "w:right"});
}

std::string DocxBody::bookmark_start(const std::string& name) {
  const auto id = std::to_string(next_bookmark_++);
  ends_.push_back("<w:bookmarkEnd w:id=\"" + id + "\"/>");
  return "<w:bookmarkStart w:id=\"" + id + "\" w:name=\"" + escape(name) + "\"/>";
}

void DocxBody::put_anchors(Node paragraph) {
  std::string xml;
  for (const auto& name : anchors_) {
    xml += bookmark_start(name);
    xml += ends_.back();
    ends_.pop_back();
  }
  anchors_.clear();
  if (!contents_.empty()) xml += field_start(contents_, {}), contents_.clear();
  if (xml.empty()) return;
  const auto properties = paragraph.child("w:pPr");
  insert(paragraph, xml, properties ? properties.next_sibling() : paragraph.first_child());
}

// ---------------------------------------------------------------- inlines

void DocxBody::settle_inlines(Node parent) {
  const auto style = style_of_paragraph(parent);
  const bool in_contents = styles_.name_of(style).starts_with("toc");
  for (auto node = parent.first_child(); node;) {
    const auto mark = mark_at(node);
    auto next = node.first_child() ? node.first_child() : after(node, parent);
    if (mark) {
      take_inline(*mark, node);
      next = after(node, parent);
      node.parent().remove_child(node);
    } else if (is(node, "w:r")) {
      settle_arabic(node, style);
    } else if (is(node, "wp:inline")) {
      for (const char* side : {"distT", "distB", "distL", "distR"}) set(node, side, "0");
    } else if (is(node, "w:rStyle")) {
      const auto name = styles_.name_of(node.attribute("w:val").value());
      if (name == "verbatim char") node.parent().remove_child("w:rtl");
      if (in_contents && name == "hyperlink") {
        next = after(node, parent);
        node.parent().remove_child(node);
      }
    }
    node = next;
  }
}

void DocxBody::take_inline(const Mark& mark, Node at) {
  auto parent = at.parent();
  if (mark.name == "tab") insert(parent, tab_xml(), at);
  if (mark.name == "number") insert(parent, bookmark_start(mark.value("name")), at);
  if (mark.name == "field") open_field(mark, at);
  if (mark.name == "anchor") insert(parent, bookmark_start(mark.value("name")), at);
  if ((mark.name == "end" || mark.name == "anchor") && !ends_.empty()) {
    insert(parent, ends_.back(), at);
    ends_.pop_back();
  }
}

/// A run from right to left. To LibreOffice a direction mark makes Latin of the figures beside it: where
/// there is such a mark and no Latin letter, the run's Latin looks like its Arabic. Arabic has no italics:
/// emphasis is said by a style.
void DocxBody::settle_arabic(Node run, const std::string& paragraph_style) const {
  auto properties = run.child("w:rPr");
  if (!properties.child("w:rtl")) return;
  const auto emphasis = styles_.id_of("emphasis");
  if (properties.child("w:iCs") && !properties.child("w:rStyle") && !emphasis.empty()) {
    set_property(properties, "w:rStyle", emphasis);
    for (const char* slant : {"w:i", "w:iCs"}) properties.remove_child(slant);
  }
  const auto words = words_of(run);
  if (words.find("\u200E") == std::string::npos || has_latin_letter(words)) return;
  const auto size = styles_.run_property_of(paragraph_style, "w:szCs"),
             fonts = styles_.run_property_of(paragraph_style, "w:rFonts");
  if (!size || !fonts) return;
  set_property(properties, "w:sz", size.attribute("w:val").value());
  for (const char* of : {"w:ascii", "w:hAnsi"})
    set(child(properties, "w:rFonts"), of, fonts.attribute("w:cs").value());
}

/// In a contents list its dots are light.
std::string DocxBody::tab_xml() const {
  const bool in_contents = !open_.empty() && open_.back().kind == "contents";
  const auto color = finishing_.color("rule");
  const bool light = in_contents && !color.empty();
  return "<w:r>" +
         (light ? "<w:rPr><w:b w:val=\"0\"/><w:bCs w:val=\"0\"/><w:color w:val=\"" + color + "\"/></w:rPr>"
                : std::string()) +
         "<w:tab/></w:r>";
}

void DocxBody::open_field(const Mark& mark, Node at) {
  const auto properties = properties_near(at);
  const auto page = finishing_.pages.find(mark.value("target"));
  if (mark.value("kind") == "page" && page != finishing_.pages.end())
    next_element(at).child("w:t").text().set(page->second.c_str());
  insert(at.parent(), field_start(instruction_of(mark), properties), at);
  ends_.push_back(field_end(properties));
}

std::string DocxBody::instruction_of(const Mark& mark) const {
  const auto kind = mark.value("kind"), target = mark.value("target");
  if (kind == "page-number") return "PAGE";
  if (kind == "page-count") return "NUMPAGES";
  if (kind == "page") return "PAGEREF " + target + " \\h";
  if (kind == "reference") return "REF " + target + " \\h";
  return "SEQ " + sequence_name(finishing_.locale, mark.value("name")) + " \\* ARABIC";
}

// ---------------------------------------------------------------- tables

/// Two tables without a paragraph between are one to Word.
void DocxBody::separate(Node before) {
  auto paragraph = insert(before.parent(), "<w:p/>", before);
  set_style(paragraph, "After Table");
  if (break_) paragraph_properties(paragraph).append_child("w:pageBreakBefore");
  break_ = false;
}

void DocxBody::table(Node table) {
  auto previous = table.previous_sibling();
  while (previous && is_any(previous, {"w:bookmarkStart", "w:bookmarkEnd"}))
    previous = previous.previous_sibling();
  if (break_ || is(previous, "w:tbl")) separate(table);
  const auto cells = table_.value_or(unmarked(table));
  table_.reset();
  const auto outer = cell_style_;
  dress(table, cells);
  cell_style_ = outer;
  auto next = table.next_sibling();
  while (next && next.type() != pugi::node_element && !makes_paragraph(next)) next = next.next_sibling();
  if (!next || is(next, "w:sectPr")) {  // a table is never the last in a cell or a body
    auto paragraph = table.parent().insert_child_after("w:p", table);
    set_style(paragraph, "After Table");
  }
}

void DocxBody::dress(Node table, const Cells& cells) {
  static const std::map<std::string, std::string> kStyles{{"data", "Table"},
                                                          {"form", "Table"},
                                                          {"key-facts", "Key Facts"},
                                                          {"cover-facts", "Cover Facts"},
                                                          {"signatures", "Signatures"},
                                                          {"letterhead", "Letterhead"}};
  auto properties = child(table, "w:tblPr");
  if (cells.kind == "key-facts" && is(previous_element(table), "w:p"))
    space_after(previous_element(table), kBeforePanel);
  if (const auto style = kStyles.find(cells.kind); style != kStyles.end())
    if (const auto id = styles_.id_of(style->second); !id.empty()) set_property(properties, "w:tblStyle", id);
  if (cells.kind == "parallel") properties.remove_child("w:tblStyle");
  set_property(properties, "w:bidiVisual", cells.rtl ? "1" : "0");
  auto width = child(properties, "w:tblW");
  set(width, "w:type", "pct"), set(width, "w:w", "5000");
  properties.remove_child("w:jc");
  set(child(properties, "w:tblLayout"), "w:type", "fixed");
  const auto caption = table.previous_sibling("w:p");
  if (caption && caption == table.previous_sibling() &&
      styles_.name_of(style_of_paragraph(caption)) == "table caption")
    set_property(properties, "w:tblCaption", words_of(caption));
  const bool data = cells.kind == "data", first = data && cells.head > 0, last = data && cells.foot > 0;
  properties.remove_child("w:tblLook");
  auto look = properties.append_child("w:tblLook");
  set(look, "w:val", std::string(first && last ? "0660" : first ? "0620" : last ? "0640" : "0600"));
  set(look, "w:firstRow", first ? "1" : "0"), set(look, "w:lastRow", last ? "1" : "0");
  for (const char* none : {"w:firstColumn", "w:lastColumn"}) set(look, none, "0");
  for (const char* none : {"w:noHBand", "w:noVBand"}) set(look, none, "1");
  dress_grid(table);
  std::size_t rows = 0, at = 0;
  for ([[maybe_unused]] const auto row : table.children("w:tr")) ++rows;
  for (auto row : table.children("w:tr")) dress_row(row, at++, rows, cells);
}

/// Pandoc's shares of the width, as lengths.
void DocxBody::dress_grid(Node table) {
  double all = 0;
  for (auto column : table.child("w:tblGrid").children("w:gridCol"))
    all += column.attribute("w:w").as_double();
  if (all <= 0) return;
  for (auto column : table.child("w:tblGrid").children("w:gridCol"))
    set(column, "w:w", twentieths(finishing_.text_width() * column.attribute("w:w").as_double() / all));
  for (auto row : table.children("w:tr")) {
    auto column = table.child("w:tblGrid").child("w:gridCol");
    for (auto cell : row.children("w:tc")) {
      auto properties = cell.child("w:tcPr");
      if (!properties) properties = cell.prepend_child("w:tcPr");
      int width = 0;
      for (int n = properties.child("w:gridSpan").attribute("w:val").as_int(1); n > 0 && column;
           --n, column = column.next_sibling("w:gridCol"))
        width += column.attribute("w:w").as_int();
      auto own = child(properties, "w:tcW");
      set(own, "w:w", std::to_string(width)), set(own, "w:type", "dxa");
    }
  }
}

void DocxBody::dress_row(Node row, std::size_t at, std::size_t rows, const Cells& cells) {
  auto properties = row.child("w:trPr");
  if (!properties) properties = row.prepend_child("w:trPr");
  while (properties.first_child()) properties.remove_child(properties.first_child());
  if (cells.kind != "parallel" || at < cells.head) properties.append_child("w:cantSplit");
  if (at >= cells.head && cells.height > 0) {
    auto height = properties.append_child("w:trHeight");
    set(height, "w:val", twentieths(cells.height)), set(height, "w:hRule", "atLeast");
  }
  if (at < cells.head) properties.append_child("w:tblHeader");
  std::size_t count = 0, wide = 0;
  for ([[maybe_unused]] const auto cell : row.children("w:tc")) ++wide;
  keep_ = cells.keeps_with_next(at, rows, wide);
  const bool total = at + cells.foot >= rows;
  for (auto cell : row.children("w:tc")) {
    const auto merge = cell.child("w:tcPr").child("w:vMerge");
    const bool goes_on = merge && std::string_view(merge.attribute("w:val").value()) != "restart";
    const auto tone = goes_on ? '.' : cells.tone(at, count);
    cell_style_ = at < cells.head            ? "Table Header"
                  : total                    ? "Table Total"
                  : tone == 'h'              ? "Table Side"
                  : cells.kind == "parallel" ? "Body Text"
                                             : "Table Text";
    dress_cell(cell, at, goes_on ? ~std::size_t{0} : count, cells);
    count += !goes_on;
  }
  keep_ = false;
}

namespace {

std::string edge_xml(const char* side, double points, const std::string& color) {
  if (points <= 0) return "<w:" + std::string(side) + " w:val=\"nil\"/>";
  return "<w:" + std::string(side) + " w:val=\"single\" w:sz=\"" + std::to_string(std::lround(points * 8)) +
         "\" w:space=\"0\" w:color=\"" + (color.empty() ? "auto" : color) + "\"/>";
}

}  // namespace

/// A cell of a form: a box, whatever rules the style has.
void DocxBody::dress_box(Node properties, bool header) const {
  const auto ink = finishing_.color("muted"), fill = finishing_.color("panel");
  properties.remove_child("w:tcBorders");
  auto edges = properties.append_child("w:tcBorders");
  for (const char* side : {"top", "left", "bottom", "right"}) insert(edges, edge_xml(side, 0.5, ink));
  if (!header || fill.empty()) return;
  auto shading = child(properties, "w:shd");
  set(shading, "w:val", "clear"), set(shading, "w:color", "auto"), set(shading, "w:fill", fill);
}

/// A cell of texts side by side: a line before it unless it is the first, below it where the text begins.
void DocxBody::dress_column(Node properties, bool last_header) const {
  constexpr double kGutter = 12;  // half of what the PDF has
  const auto rule = finishing_.color("rule");
  const bool first =
                 !previous_element(properties.parent()) || !is(previous_element(properties.parent()), "w:tc"),
             last = !is(next_element(properties.parent()), "w:tc");
  properties.remove_child("w:tcBorders"), properties.remove_child("w:tcMar");
  auto edges = properties.append_child("w:tcBorders");
  insert(edges, edge_xml("left", first ? 0 : 0.6, rule));
  if (last_header) insert(edges, edge_xml("bottom", 0.8, finishing_.color("accent")));
  insert(edges, edge_xml("right", last ? 0 : 0.6, rule));
  auto room = properties.append_child("w:tcMar");
  for (const auto& [side, points] :
       {std::pair{"left", first ? 0 : kGutter}, std::pair{"right", last ? 0 : kGutter}}) {
    auto one = room.append_child(("w:" + std::string(side)).c_str());
    set(one, "w:w", twentieths(points)), set(one, "w:type", "dxa");
  }
}

void DocxBody::dress_cell(Node cell, std::size_t row, std::size_t at, const Cells& cells) {
  auto properties = cell.child("w:tcPr");
  const auto fill = row > 0 && row < cells.head ? finishing_.color("panel")
                                                : finishing_.color(Cells::panel_of(cells.tone(row, at)));
  if (const bool toned = !Cells::panel_of(cells.tone(row, at)).empty() || (row > 0 && row < cells.head);
      toned && !fill.empty()) {
    auto shading = child(properties, "w:shd");
    set(shading, "w:val", "clear"), set(shading, "w:color", "auto"), set(shading, "w:fill", fill);
  }
  const bool in_the_middle = cells.kind == "letterhead" || (cells.height > 0 && row >= cells.head);
  if (in_the_middle) set_property(properties, "w:vAlign", "center");
  if (cells.kind == "form") dress_box(properties, row < cells.head);
  if (cells.kind == "parallel") dress_column(properties, row + 1 == cells.head);
  settle(cell);
  if (!is(last_element(cell), "w:p")) set_style(cell.append_child("w:p"), "After Table");
}

}  // namespace taqrir::pandoc::office
