#include "pandoc/office/odt_body.hpp"

#include <algorithm>

namespace taqrir::pandoc::office {

namespace {

constexpr double kAfterTable = 8, kBeforePanel = 10, kAfterPanel = 14;  // points
constexpr double kItemHang = 12, kItemStep = 15;                        // of lists in panels

/// All that the paragraph holds, in a span of this style.
void wrap(Node paragraph, const std::string& style) {
  if (!paragraph.first_child()) return;
  auto span = paragraph.append_child("text:span");
  set(span, "text:style-name", style);
  while (paragraph.first_child() != span) span.append_move(paragraph.first_child());
}

bool is_paragraph(Node node) { return is_any(node, {"text:p", "text:h"}); }

constexpr const char* kLink = "Definition";  // Pandoc's style of links

std::string style_of(Node node) { return node.attribute("text:style-name").value(); }

/// In their order, those of the head first.
std::vector<Node> rows_of(Node table) {
  std::vector<Node> out;
  for (const auto part : table.children()) {
    if (is(part, "table:table-row")) out.push_back(part);
    for (const auto row : part.children("table:table-row")) out.push_back(row);
  }
  return out;
}

int head_of(Node table) {
  int rows = 0;
  for ([[maybe_unused]] auto row : table.child("table:table-header-rows").children("table:table-row")) ++rows;
  return rows;
}

}  // namespace

// ---------------------------------------------------------------- blocks

void OdtBody::settle(Node parent) {
  for (auto node = parent.first_child(); node;) {
    auto next = node.next_sibling();
    if (const auto mark = mark_at(node)) {
      take(*mark, node);
      node.parent().remove_child(node);
    } else if (is_paragraph(node)) {
      paragraph(node);
    } else if (is(node, "table:table")) {
      table(node);
    } else if (is(node, "text:section")) {  // Pandoc's, of a Div: what it says is said by marks
      next = node.first_child() ? node.first_child() : next;
      unwrap(node);
    } else if (is_any(node, {"text:list", "text:list-item", "text:list-header"})) {
      settle(node);
    }
    node = next;
  }
}

void OdtBody::take(const Mark& mark, Node at) {
  if (mark.name == "open") open(mark, at);
  if (mark.name == "close") close(at);
  if (mark.name == "anchor") anchors_.push_back(mark.value("name"));
  if (mark.name == "page-break") break_ = true;
  if (mark.name == "table") table_.emplace(mark);
  if (mark.name == "align") own_alignment_ = mark.value("to");
  if (mark.name == "blank-line") blank_line(at);
  if (mark.name == "rule") {
    auto line = at.parent().insert_child_before("text:p", at);
    set(line, "text:style-name", odf_name(mark.value("style")));
    paragraph(line);
  }
}

/// A tab whose leader is the line. The height is that of the PDF's.
void OdtBody::blank_line(Node at) {
  const auto ink = finishing_.color("muted");
  const auto style = styles_.paragraph(
      "Standard", {{"fo:margin-top", "0pt"}, {"fo:margin-bottom", "0pt"}, {"fo:line-height", "21pt"}});
  auto stops = styles_.find(style).child("style:paragraph-properties");
  if (!stops.child("style:tab-stops")) {
    auto stop = stops.append_child("style:tab-stops").append_child("style:tab-stop");
    set(stop, "style:position", pt(finishing_.text_width())), set(stop, "style:type", "right");
    set(stop, "style:leader-style", "solid"), set(stop, "style:leader-text", "_");
    if (!ink.empty()) set(styles_.find(style).append_child("style:text-properties"), "fo:color", "#" + ink);
  }
  auto line = at.parent().insert_child_before("text:p", at);
  set(line, "text:style-name", style);
  line.append_child("text:tab");
}

/// Two panels without anything between are one to LibreOffice.
void OdtBody::part_panels(Node at) {
  if (!panel_end_ || previous_element(at) != panel_end_) return;
  set(at.parent().insert_child_before("text:p", at), "text:style-name", odf_name("After Table"));
}

void OdtBody::open(const Mark& mark, Node at) {
  if (mark.value("kind") == "panel") part_panels(at);
  open_.push_back({mark.value("kind"), mark.value("style"), mark.value("dir"), {}});
  if (mark.value("kind") != "contents") return;
  auto list = at.parent().insert_child_before("text:table-of-content", at);
  set(list, "text:name", "Contents"), set(list, "text:protected", "false");
  auto source = list.append_child("text:table-of-content-source");
  set(source, "text:outline-level", mark.value("depth"));
  open_.back().start = list.append_child("text:index-body");
}

void OdtBody::close(Node at) {
  if (open_.empty()) return;
  if (open_.back().kind == "contents") {
    auto body = open_.back().start;
    for (auto node = body.parent().next_sibling(); node && node != at;) {
      const auto next = node.next_sibling();
      body.append_move(node);
      node = next;
    }
  }
  if (open_.back().kind == "panel" && last_paragraph_)
    set(last_paragraph_, "text:style-name",
        styles_.paragraph(style_of(last_paragraph_), {{"fo:margin-bottom", pt(kAfterPanel)},
                                                      {"fo:padding-bottom", "5pt"},
                                                      {"fo:border-bottom", "0.5pt solid " + panel_color()}}));
  if (open_.back().kind == "panel") panel_end_ = previous_element(at);
  open_.pop_back();
}

const OdtBody::Open* OdtBody::panel() const {
  const auto found =
      std::find_if(open_.rbegin(), open_.rend(), [](const Open& o) { return o.kind == "panel"; });
  return found == open_.rend() ? nullptr : &*found;
}

std::string OdtBody::direction() const {
  const auto found =
      std::find_if(open_.rbegin(), open_.rend(), [](const Open& o) { return o.kind == "language"; });
  const std::string usual = finishing_.rtl() ? "rtl" : "ltr";
  return found == open_.rend() || found->direction == usual ? std::string() : found->direction;
}

void OdtBody::paragraph(Node paragraph) {
  set(paragraph, "text:style-name", style_for(paragraph));
  restyle(paragraph);
  put_anchors(paragraph);
  settle_inlines(paragraph);
  if (!tone_.empty() && !cell_style_.empty()) wrap(paragraph, odf_name(tone_));
  last_paragraph_ = paragraph;
  if (styles_.named(style_of(paragraph)) == "Notice") to_foot(paragraph);
}

/// The paragraph's style, or that of the cell or panel where it has none of its own.
std::string OdtBody::style_for(Node paragraph) const {
  const auto own = odf_name(style_of(paragraph)), named = styles_.named(own);
  if (named == "Quotations") return named;
  const bool plain = named == "Text_20_body" || named == "First_20_paragraph" ||
                     named == "Table_20_Contents" || named == "Table_20_Heading" || named == "Standard";
  if (!plain) return own;
  const bool listed = is(paragraph.parent(), "text:list-item");
  if (!cell_style_.empty()) return odf_name(cell_style_);
  if (const auto* around = panel()) return odf_name(around->style);
  return listed ? own : named;
}

void OdtBody::restyle(Node paragraph) {
  Attributes properties;
  if (break_) properties = {{"fo:break-before", "page"}, {"fo:margin-top", "0pt"}};
  break_ = false;
  const auto named = styles_.named(style_of(paragraph));
  const auto previous = previous_element(paragraph);
  align(named, properties);
  if (!own_alignment_.empty())
    properties.emplace_back("fo:text-align", own_alignment_ == "c"                   ? "center"
                                             : (own_alignment_ == "e") != runs_rtl() ? "end"
                                                                                     : "start");
  own_alignment_.clear();
  if (keep_) properties.emplace_back("fo:keep-with-next", "always");
  if (panel() && cell_style_.empty()) frame(paragraph, properties);
  if (named == "Preformatted_20_Text") {
    if (finishing_.rtl())
      properties.emplace_back("style:writing-mode", "lr-tb"),
          properties.emplace_back("fo:text-align", "start");
    const auto next = next_element(paragraph);
    if (is(next, "text:p") && styles_.named(odf_name(style_of(next))) == named)
      properties.emplace_back("fo:margin-bottom", "0pt");
    if (is(previous, "text:p") && styles_.named(odf_name(style_of(previous))) == named)
      properties.emplace_back("fo:margin-top", "0pt");
  }
  if (!properties.empty())
    set(paragraph, "text:style-name", styles_.paragraph(style_of(paragraph), properties));
}

std::string OdtBody::panel_color() const {
  const auto style = styles_.own(odf_name(panel()->style)).child("style:paragraph-properties");
  const std::string color = style.attribute("fo:background-color").value();
  return color.empty() ? "#ffffff" : color;
}

bool OdtBody::runs_rtl() const {
  const auto turned = direction();
  return turned.empty() ? finishing_.rtl() : turned == "rtl";
}

/// The bar of a panel stands where its lines begin; the style has it where the document's do. A list hangs
/// from the panel's edge, so that the panel's colour stays a rectangle.
void OdtBody::frame(const Node& paragraph, Attributes& properties) const {
  const auto style = styles_.own(odf_name(panel()->style)).child("style:paragraph-properties");
  const bool turned = !direction().empty();
  for (const char* what : {"fo:border-", "fo:padding-"})  // all of them: LibreOffice inherits no single side
    for (const auto& [side, other] : {std::pair{"left", "right"}, std::pair{"right", "left"}})
      if (const auto value = style.attribute((std::string(what) + (turned ? other : side)).c_str()))
        properties.emplace_back(std::string(what) + side, value.value());
  int level = 0;
  for (auto around = paragraph.parent(); around; around = around.parent()) level += is(around, "text:list");
  if (level == 0) return;
  const auto hang = pt(kItemHang + (level - 1) * kItemStep);
  properties.emplace_back("fo:margin-left", hang), properties.emplace_back("fo:margin-right", "0pt");
  properties.emplace_back("fo:text-indent", "-" + hang);
}

/// LibreOffice takes “start” and “end” for left and right whichever way a paragraph runs.
void OdtBody::align(const std::string& named, Attributes& properties) const {
  const auto turned = direction();
  const bool rtl = runs_rtl();
  if (!turned.empty()) properties.emplace_back("style:writing-mode", rtl ? "rl-tb" : "lr-tb");
  const bool in_cell = !cell_style_.empty();
  if (in_cell && alignment_ == 'c') properties.emplace_back("fo:text-align", "center");
  if (in_cell && alignment_ == 'e') properties.emplace_back("fo:text-align", rtl ? "start" : "end");
  const bool justified = named == "Text_20_body" || named == "First_20_paragraph" || named == "Quotations";
  if (!turned.empty() && !justified && (!in_cell || alignment_ == 's'))
    properties.emplace_back("fo:text-align", rtl ? "end" : "start");
}

/// Into a frame at the foot of its page.
void OdtBody::to_foot(Node paragraph) {
  const auto style = styles_.make("graphic", "style:graphic-properties",
                                  {{"draw:fill", "none"},
                                   {"draw:stroke", "none"},
                                   {"style:vertical-pos", "bottom"},
                                   {"style:vertical-rel", "page-content"},
                                   {"style:horizontal-pos", "center"},
                                   {"style:horizontal-rel", "page-content"},
                                   {"style:wrap", "none"},
                                   {"fo:padding", "0pt"},
                                   {"fo:border", "none"},
                                   {"fo:margin-left", "0pt"},
                                   {"fo:margin-right", "0pt"},
                                   {"style:flow-with-text", "false"}});
  set(styles_.find(style), "style:parent-style-name", "Frame");  // else LibreOffice takes it for a drawing
  auto holder = paragraph.parent().insert_child_before("text:p", paragraph);
  set(holder, "text:style-name", odf_name("After Table"));
  auto frame = holder.append_child("draw:frame");
  set(frame, "draw:style-name", style), set(frame, "draw:name", "Notice"),
      set(frame, "text:anchor-type", "paragraph");
  set(frame, "svg:width", pt(finishing_.text_width()));
  auto box = frame.append_child("draw:text-box");
  set(box, "fo:min-height", "10pt");
  box.append_move(paragraph);
}

void OdtBody::put_anchors(Node paragraph) {
  for (const auto& name : anchors_) set(paragraph.prepend_child("text:bookmark"), "text:name", name);
  anchors_.clear();
}

// ---------------------------------------------------------------- inlines

void OdtBody::settle_inlines(Node parent) {
  for (auto node = parent.first_child(); node;) {
    auto next = node.next_sibling();
    if (const auto mark = mark_at(node)) {
      take_inline(*mark, node);
      next = node.next_sibling();  // a field has taken its words
      node.parent().remove_child(node);
    } else if (is(node, "text:note")) {
      OdtBody note(finishing_, styles_);
      if (!direction().empty()) note.open_.push_back({"language", {}, direction(), {}});
      note.settle(node.child("text:note-body"));
    } else if (node.type() == pugi::node_element) {
      if (auto name = node.attribute("text:style-name")) name.set_value(odf_name(name.value()).c_str());
      if (in_contents() && is(node, "text:span") && style_of(node) == kLink)
        node.remove_attribute("text:style-name");
      if (in_contents() && is(node, "text:a")) set(node, "text:style-name", "Contents_20_Link");
      if (is(node, "draw:frame")) describe(node);
      settle_inlines(node);
    }
    node = next;
  }
}

/// In a contents list its dots are light.
void OdtBody::put_tab(Node at) {
  auto parent = at.parent();
  const auto color = finishing_.color("rule");
  if (in_contents() && !color.empty()) {
    parent = parent.insert_child_before("text:span", at);
    set(parent, "text:style-name",
        styles_.make("text", "style:text-properties",
                     {{"fo:color", "#" + color}, {"fo:font-weight", "normal"}}));
    parent.append_child("text:tab");
    return;
  }
  parent.insert_child_before("text:tab", at);
}

/// No picture is wider than the page's text.
void OdtBody::fit(Node frame) const {
  const double width = points_of(frame.attribute("svg:width").value()), most = finishing_.text_width();
  if (width <= most) return;
  const double height = points_of(frame.attribute("svg:height").value());
  set(frame, "svg:width", pt(most)), set(frame, "svg:height", pt(height * most / width));
}

void OdtBody::describe(Node frame) {
  if (!frame.attribute("text:anchor-type")) set(frame, "text:anchor-type", "as-char");
  fit(frame);
  if (description_.empty()) return;
  frame.append_child("svg:desc").text().set(description_.c_str());
  description_.clear();
}

void OdtBody::take_inline(const Mark& mark, Node at) {
  auto parent = at.parent();
  if (mark.name == "tab") put_tab(at);
  if (mark.name == "description") description_ = mark.value("text");
  if (mark.name == "anchor")
    set(parent.insert_child_before("text:bookmark", at), "text:name", mark.value("name"));
  if (mark.name == "number") {
    set(parent.insert_child_before("text:bookmark-start", at), "text:name", mark.value("name"));
    holders_.push_back({}), numbers_.push_back(mark.value("name"));
  }
  if (mark.name == "field") open_field(mark, at);
  if (mark.name != "end" || holders_.empty()) return;
  if (!numbers_.back().empty())
    set(parent.insert_child_before("text:bookmark-end", at), "text:name", numbers_.back());
  holders_.pop_back(), numbers_.pop_back();
}

/// The field's element takes the words up to the mark that ends it.
void OdtBody::open_field(const Mark& mark, Node at) {
  const auto kind = mark.value("kind"), target = mark.value("target");
  const bool to_caption = mark.value("of") == "caption";
  const char* name = kind == "page-number" ? "text:page-number"
                     : kind == "sequence"  ? "text:sequence"
                     : to_caption          ? "text:sequence-ref"
                                           : "text:bookmark-ref";
  auto words = at.next_sibling();
  auto field = at.parent().insert_child_before(name, at);
  std::string text = words_of(words);
  if (kind == "page-number") set(field, "text:select-page", "current");
  if (kind ==
      "page-count")  // LibreOffice counts pages late; where the last paragraph stands it knows at once
    set(field, "text:reference-format", "page"), set(field, "text:ref-name", kLastPage);
  if (kind == "sequence") {
    const auto sequence = sequence_name(finishing_.locale, mark.value("name"));
    const bool marked = !numbers_.empty() && !numbers_.back().empty();
    set(field, "text:ref-name", marked ? numbers_.back() : "ref" + sequence + text);
    set(field, "text:name", sequence);
    set(field, "text:formula", "ooow:" + sequence + "+1"), set(field, "style:num-format", "1");
  }
  if (kind == "reference" || kind == "page") {
    set(field, "text:reference-format",
        kind == "page" ? "page"
        : to_caption   ? "value"
                       : "text"),
        set(field, "text:ref-name", target);
    if (const auto page = finishing_.pages.find(target); kind == "page" && page != finishing_.pages.end())
      text = page->second;
  }
  field.text().set(text.c_str());
  words.parent().remove_child(words);
  holders_.push_back(field), numbers_.push_back({});
}

// ---------------------------------------------------------------- tables

void OdtBody::table(Node table) {
  if (break_ || is(previous_element(table), "table:table")) {
    auto between = table.parent().insert_child_before("text:p", table);
    set(between, "text:style-name", odf_name("After Table"));
    restyle(between);
  }
  if (!anchors_.empty()) {
    // A bookmark stands in a paragraph: the first of the table.
    put_anchors(table.select_node(".//text:p").node());
  }
  const auto cells =
      table_.value_or(Cells(Mark{"table", {{"kind", "data"}, {"head", std::to_string(head_of(table))}}}));
  table_.reset();
  const auto outer = cell_style_;
  const auto outer_alignment = alignment_;
  const auto outer_tone = tone_;
  dress(table, cells);
  cell_style_ = outer, alignment_ = outer_alignment, tone_ = outer_tone;
}

void OdtBody::dress(Node table, const Cells& cells) {
  auto style = styles_.find(table.attribute("table:style-name").value());
  auto properties = child(style, "style:table-properties");
  while (properties.first_attribute()) properties.remove_attribute(properties.first_attribute());
  set(properties, "style:width", pt(finishing_.text_width())), set(properties, "table:align", "margins");
  const bool panel = cells.kind == "key-facts", data = cells.kind == "data" || cells.kind == "form";
  set(properties, "fo:margin-top", pt(panel ? kBeforePanel : 0));
  set(properties, "fo:margin-bottom", pt(panel ? kAfterPanel : data ? kAfterTable : 0));
  set(properties, "table:border-model", "collapsing");
  set(properties, "style:writing-mode", cells.rtl ? "rl-tb" : "lr-tb");
  merged_.clear();
  const auto rows = rows_of(table);
  for (std::size_t at = 0; at < rows.size(); ++at) dress_row(rows[at], at, rows.size(), cells);
}

void OdtBody::dress_row(Node row, std::size_t at, std::size_t rows, const Cells& cells) {
  const bool whole = cells.kind != "parallel" || at < cells.head;
  Attributes look{{"fo:keep-together", whole ? "always" : "auto"}};
  if (at >= cells.head && cells.height > 0) look.emplace_back("style:min-row-height", pt(cells.height));
  set(row, "table:style-name", styles_.make("table-row", "style:table-row-properties", look));
  if (at == cells.head) merged_.clear();
  std::size_t column = 0, count = 0;
  const auto cover = [&](Node before) {
    while (column < merged_.size() && merged_[column] > 0) {
      before ? row.insert_child_before("table:covered-table-cell", before)
             : row.append_child("table:covered-table-cell");
      --merged_[column++];
    }
  };
  std::vector<Node> own;
  for (const auto cell : row.children("table:table-cell")) own.push_back(cell);
  keep_ = cells.keeps_with_next(at, rows, own.size());
  for (auto cell : own) {
    cover(cell);
    const auto wide = cell.attribute("table:number-columns-spanned").as_uint(1);
    const auto tall = cell.attribute("table:number-rows-spanned").as_uint(1);
    if (merged_.size() < column + wide) merged_.resize(column + wide);
    for (unsigned c = 0; c < wide; ++c) merged_[column + c] = tall - 1;
    auto after_cell = cell.next_sibling();
    for (unsigned c = 1; c < wide; ++c)
      after_cell ? row.insert_child_before("table:covered-table-cell", after_cell)
                 : row.append_child("table:covered-table-cell");
    column += wide;
    const auto tone = cells.tone(at, count);
    tone_ = Cells::style_of(tone);
    set(cell, "table:style-name",
        styles_.make("table-cell", "style:table-cell-properties",
                     cells.kind == "key-facts" ? panel_look(at, rows, cell == own.front(), cell == own.back())
                     : cells.kind == "form"    ? box_look(at, cells)
                     : cells.kind == "parallel"
                         ? column_look(at, cell == own.front(), cell == own.back(), cells)
                         : cell_look(at, rows, tone, cells)));
    cell_style_ = cell_style_for(at, rows, tone, cells), alignment_ = cells.alignment(at, count);
    if (!first_element(cell)) cell.append_child("text:p");
    settle(cell);
    ++count;
  }
  cover({});
  keep_ = false;
}

std::string OdtBody::cell_style_for(std::size_t row, std::size_t rows, char tone, const Cells& cells) const {
  if (row < cells.head) return "Table Header";
  if (row + cells.foot >= rows) return "Table Total";
  if (cells.kind == "parallel") return "Text body";
  return tone == 'h' ? "Table Side" : "Table Text";
}

/// The panel's edge shows where its colour is the page's.
Attributes OdtBody::panel_look(std::size_t row, std::size_t rows, bool first, bool last) const {
  const auto color = finishing_.color("panel");
  Attributes out{{"fo:background-color", color.empty() ? "transparent" : "#" + color},
                 {"fo:border", "none"},
                 {"fo:padding", "4pt"},
                 {"fo:padding-left", "12pt"},
                 {"fo:padding-right", "12pt"}};
  if (color != "ffffff") return out;
  const auto edge = pt(0.5) + " solid #" + finishing_.color("rule");
  if (row == 0) out.emplace_back("fo:border-top", edge);
  if (row + 1 == rows) out.emplace_back("fo:border-bottom", edge);
  if (first) out.emplace_back(finishing_.rtl() ? "fo:border-right" : "fo:border-left", edge);
  if (last) out.emplace_back(finishing_.rtl() ? "fo:border-left" : "fo:border-right", edge);
  return out;
}

std::string OdtBody::line_of(double width, const char* color) const {
  const auto shown = finishing_.color(color);
  return pt(width) + " solid #" + (shown.empty() ? "808080" : shown);
}

/// A cell of a form.
Attributes OdtBody::box_look(std::size_t row, const Cells& cells) const {
  const auto fill = finishing_.color("panel");
  const bool header = row < cells.head;
  return {{"fo:border", line_of(0.5, "muted")},
          {"fo:padding", "2pt"},
          {"fo:padding-left", "5.5pt"},
          {"fo:padding-right", "5.5pt"},
          {"style:vertical-align", header             ? "bottom"
                                   : cells.height > 0 ? "middle"
                                                      : "top"},
          {"fo:background-color", header && !fill.empty() ? "#" + fill : "transparent"}};
}

/// A cell of texts side by side: a line between them, below the head where the texts begin.
Attributes OdtBody::column_look(std::size_t row, bool first, bool last, const Cells& cells) const {
  constexpr const char* kGutter = "12pt";  // half of what the PDF has
  const std::string before = cells.rtl ? "right" : "left", after = cells.rtl ? "left" : "right";
  Attributes out{{"fo:border", "none"},
                 {"fo:padding", "2pt"},
                 {"fo:padding-" + before, first ? "0pt" : kGutter},
                 {"fo:padding-" + after, last ? "0pt" : kGutter}};
  if (!first) out.emplace_back("fo:border-" + before, line_of(0.6, "rule"));
  if (row + 1 == cells.head) out.emplace_back("fo:border-bottom", line_of(0.8, "accent"));
  return out;
}

Attributes OdtBody::cell_look(std::size_t row, std::size_t rows, char tone, const Cells& cells) const {
  const auto line = [&](double width, const char* color) { return line_of(width, color); };
  const auto fill = [&](const std::string& color) {
    const auto shown = finishing_.color(color);
    return shown.empty() ? std::string("transparent") : "#" + shown;
  };
  if (cells.kind != "data")
    return {{"fo:border", "none"},
            {"fo:padding", "0pt"},
            {"fo:padding-top", cells.kind == "cover-facts" ? "1.5pt" : "0pt"},
            {"style:vertical-align", cells.kind == "letterhead" ? "middle" : "top"}};
  const bool header = row < cells.head, last_header = row + 1 == cells.head;
  const bool first_total = cells.foot > 0 && row + cells.foot == rows;
  Attributes out{{"fo:border", "none"},
                 {"fo:padding", "2pt"},
                 {"fo:padding-left", "5.5pt"},
                 {"fo:padding-right", "5.5pt"}};
  if (row == 0 || first_total) out.emplace_back("fo:border-top", line(0.9, "accent"));
  out.emplace_back("fo:border-bottom",
                   last_header || row + 1 == rows ? line(0.9, "accent") : line(0.5, "rule"));
  if (header)
    out.emplace_back("fo:background-color", fill("panel")),
        out.emplace_back("style:vertical-align", "bottom");
  if (const auto panel = Cells::panel_of(tone); !panel.empty() && !header)
    out.emplace_back("fo:background-color", fill(panel));
  return out;
}

}  // namespace taqrir::pandoc::office
