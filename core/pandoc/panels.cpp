// Blocks that become Pandoc tables: tables, charts as their numbers, key facts, signatures, letterhead.
#include <algorithm>
#include <utility>

#include "model/builder.hpp"
#include "model/task_dates.hpp"
#include "pandoc/converter.hpp"

namespace taqrir::pandoc {

using ast::Align;
using ast::append_all;
using ast::Json;
using ast::one;

namespace {

constexpr const char* kLogoHeight = "36pt";
constexpr int kSignatureLines = 4;
constexpr const char* kDottedRoom = "……………………";

Align align_of(Alignment alignment) {
  if (alignment == Alignment::center) return Align::center;
  return alignment == Alignment::start ? Align::start : Align::end;
}

const char* style_of(Tone tone) {
  switch (tone) {
    case Tone::good: return "Tone good";
    case Tone::caution: return "Tone caution";
    case Tone::bad: return "Tone bad";
    case Tone::muted: return "Tone muted";
    default: return nullptr;
  }
}

/// Pandoc 2.17 gives every paragraph of a cell the style Compact: only runs can be styled.
void style_runs(Json& blocks, const ast::Attributes& style) {
  if (style.empty()) return;
  for (auto& block : blocks) {
    const auto type = block["t"].get<std::string>();
    if (type == "Plain" || type == "Para")
      block["c"] = one(ast::span(style, std::move(block["c"])));
    else if (type == "Div")
      style_runs(block["c"][1], style);
  }
}

/// What stands for the style of a row.
void embolden(Json& blocks) {
  for (auto& block : blocks)
    if (const auto type = block["t"].get<std::string>(); type == "Plain" || type == "Para")
      block["c"] = one(ast::wrapped("Strong", std::move(block["c"])));
}

/// Shares of the width: all or none, because Pandoc takes a missing one for nothing.
std::vector<std::pair<Align, double>> columns_of(const std::vector<TableColumn>& columns) {
  double given = 0;
  std::size_t missing = 0;
  for (const auto& column : columns) column.width ? given += * column.width : missing += 1;
  const bool none = missing == columns.size();
  const double rest = missing > 0 ? std::max(0.05, (1 - given) / static_cast<double>(missing)) : 0;
  std::vector<std::pair<Align, double>> out;
  for (const auto& column : columns)
    out.emplace_back(align_of(column.alignment), none ? 0 : column.width.value_or(rest));
  return out;
}

bool has_tones(const DataTable& table) {
  for (const auto& row : table.rows)
    for (const auto& cell : row)
      if (cell.tone != Tone::neutral) return true;
  return false;
}

/// What is read where a chart is not seen: its own description, else its tasks, else its caption.
std::string description_of(const Chart& chart, const Locale& locale) {
  if (!chart.alt.empty()) return chart.alt;
  return chart.kind == Chart::Kind::gantt ? tasks_in_words(chart, locale) : plain_text(chart.caption);
}

/// Room to write, where only the row's height makes it: lines in its first empty cell.
TableRow with_room(TableRow row, const DataTable& table) {
  constexpr Pt kLine = 14;
  if (!table.row_height) return row;
  const auto lines = static_cast<int>(std::clamp(*table.row_height / kLine, 1.0, 60.0)) - 1;
  const auto empty =
      std::find_if(row.begin(), row.end(), [](const TableCell& cell) { return cell.content.empty(); });
  if (empty == row.end() || lines < 1) return row;
  Inlines breaks(static_cast<std::size_t>(lines), Inline{HardBreak{}, {}});
  empty->content = {paragraph(std::move(breaks))};
  return row;
}

}  // namespace

// ---------------------------------------------------------------- tables

Json Converter::table(ast::TableParts parts, const Span& span, const Place& place) {
  if (!dialect_.has_rich_cells() && ast::flatten_cells(parts))
    lose(span, "{} has tables of single cells with a line each: this one is simplified", {});
  if (!dialect_.has_table_feet()) ast::append_all(parts.body, std::exchange(parts.foot, Json::array()));
  if (!dialect_.measures_columns()) ast::share_columns(parts);
  if (direction_of(place.language) == Direction::rtl) {
    if (!dialect_.mirrors_tables()) ast::reverse_columns(parts);
    if (!dialect_.mirrors_alignment()) ast::swap_sides(parts);
  }
  return ast::table(std::move(parts));
}

Json Converter::caption(const Inlines& text, const std::string& number, const char* word, const std::string&,
                        const Place& place) {
  if (text.empty()) return Json::array();
  Json line = Json::array();
  if (!number.empty()) {
    append_all(line, inlines(strong(locale_.in(place.language).word(word, {{"n", number}})), place));
    line.push_back(ast::node("Str", "."));
    line.push_back(ast::node("Space"));
  }
  append_all(line, inlines(text, place));
  return line;
}

Json Converter::table_row(const TableRow& row, const std::vector<TableColumn>& columns, const char* style,
                          const Place& place) {
  Json cells = Json::array();
  std::size_t column = 0;
  for (const auto& cell : row) {
    auto content = blocks(cell.content, place);
    if (const auto* tone = style_of(cell.tone))
      style_runs(content, dialect_.styled(tone));
    else if ((style || cell.header) && !dialect_.mark_format())  // else the finishing styles the cell
      style_runs(content, dialect_.styled(style ? style : "Table Heading"));
    if (style && !dialect_.has_styles()) embolden(content);
    const auto of_column = column < columns.size() ? columns[column].alignment : Alignment::start;
    cells.push_back(ast::cell(align_of(cell.alignment.value_or(of_column)), cell.row_span, cell.column_span,
                              std::move(content)));
    column += static_cast<std::size_t>(cell.column_span);
  }
  return ast::row(std::move(cells));
}

Json Converter::set(const Block& block, const DataTable& node, const Place& place) {
  Place inner{place.language, place.shift, true};
  ast::TableParts parts;
  parts.columns = columns_of(node.columns);
  if (!dialect_.has_styles() && has_tones(node))
    lose(block.span, "{} has no colours: those of the cells of this table are left out", {});
  if (node.kind == DataTable::Kind::parallel)
    for (auto& column : parts.columns)
      if (column.second == 0) column.second = 1.0 / static_cast<double>(parts.columns.size());
  for (const auto& row : node.header)
    parts.head.push_back(table_row(row, node.columns, "Table Heading", inner));
  const auto body_rows = node.rows.size() - std::min(node.total_rows, node.rows.size());
  for (std::size_t i = 0; i < node.rows.size(); ++i)
    (i < body_rows ? parts.body : parts.foot)
        .push_back(table_row(with_room(node.rows[i], node), node.columns,
                             i < body_rows ? nullptr : "Table Total", inner));
  auto words = caption(node.caption, node.number, "document.table", block.id, place);
  if (!words.empty()) parts.caption = one(ast::para(std::move(words)));  // Pandoc styles it itself
  return one(table(std::move(parts), block.span, place));
}

// ---------------------------------------------------------------- charts

Json Converter::text_cell(const std::string& text, Align align, const Place& place) {
  return ast::cell(align, 1, 1, text.empty() ? Json::array() : one(ast::plain(inlines(plain(text), place))));
}

/// Of a Gantt chart: task, first day, last day.
Json Converter::task_table(const Chart& chart, const Place& place) {
  const auto& locale = locale_.in(place.language);
  const auto day = [&](const std::optional<Date>& date) {
    return date ? locale.date(*date) : locale.word("document.missing");
  };
  ast::TableParts parts;
  Json head = Json::array();
  for (const auto* word : {"document.gantt.task", "document.gantt.start", "document.gantt.end"}) {
    parts.columns.emplace_back(Align::start, 0);
    head.push_back(text_cell(locale.word(word), Align::start, place));
  }
  parts.head.push_back(ast::row(std::move(head)));
  const auto add = [&](const std::string& name, const std::string& start, const std::string& end) {
    Json cells = Json::array();
    for (const auto* text : {&name, &start, &end}) cells.push_back(text_cell(*text, Align::start, place));
    parts.body.push_back(ast::row(std::move(cells)));
  };
  for (const auto& task : chart.tasks) {
    const bool group = task.kind == ChartTask::Kind::group && !task.start && !task.end;
    const bool one_day = task.kind == ChartTask::Kind::milestone;
    if (group)
      add(task.name, "", "");
    else
      add(task.name, one_day ? "" : day(task.start), day(one_day && !task.end ? task.start : task.end));
  }
  for (const auto& mark : chart.marks)
    if (mark.date) add(mark.name, "", day(mark.date));
  return table(std::move(parts), {}, place);
}

Json Converter::chart_numbers(const Chart& chart, const Place& place) {
  if (chart.kind == Chart::Kind::gantt) return task_table(chart, place);
  const auto& locale = locale_.in(place.language);
  ast::TableParts parts;
  parts.columns.emplace_back(Align::start, 0);
  auto head = one(text_cell(chart.unit.empty() ? "" : "(" + chart.unit + ")", Align::start, place));
  for (const auto& series : chart.series) {
    parts.columns.emplace_back(Align::end, 0);
    head.push_back(text_cell(series.name, Align::end, place));
  }
  if (!dialect_.has_styles())
    for (auto& cell : head) embolden(cell.at(4));
  parts.head.push_back(ast::row(std::move(head)));
  for (std::size_t i = 0; i < chart.categories.size(); ++i) {
    auto cells = one(text_cell(chart.categories[i], Align::start, place));
    for (const auto& series : chart.series) {
      const auto value = i < series.values.size() ? series.values[i] : std::nullopt;
      cells.push_back(
          text_cell(value ? locale.number(*value, chart.decimals) : locale.word("document.missing"),
                    Align::end, place));
    }
    parts.body.push_back(ast::row(std::move(cells)));
  }
  return table(std::move(parts), {}, place);
}

/// Nothing where charts cannot be drawn, or the format has no pictures.
std::optional<Json> Converter::chart_picture(const Block& block, const Chart& chart, const Place& place) {
  const auto form = dialect_.chart_form();
  if (!draw_ || form == ChartForm::none) return std::nullopt;
  const bool svg = form == ChartForm::svg;
  Block own = block;
  own.language = place.language;
  auto drawn = draw_(own, !svg);
  if (!drawn) {
    complain(std::move(drawn.error()), block.span);
    return std::nullopt;
  }
  if ((svg ? drawn->svg : drawn->png).empty()) return std::nullopt;
  auto name = pictures_.keep_bytes(svg ? drawn->svg : drawn->png, svg ? PictureKind{"svg", "image/svg+xml"}
                                                                      : PictureKind{"png", "image/png"});
  if (!name) {
    complain(std::move(name.error()), block.span);
    return std::nullopt;
  }
  ast::Attributes size;
  size.pairs = {{"width", ast::points(drawn->width)}, {"height", ast::points(drawn->height)}};
  return ast::image(size, ast::words(description_of(chart, locale_.in(place.language))), *name);
}

Json Converter::chart_as_table(const Block& block, const Chart& node, const Place& place) {
  const auto title = node.caption.empty() ? node.alt : plain_text(node.caption);
  lose(block.span, "in {} the chart “{}” is a table of its numbers", {title});
  auto out = one(chart_numbers(node, place));
  auto words = caption(node.caption, node.number, "document.figure", block.id, place);
  if (!words.empty())
    out.push_back(ast::div(dialect_.styled("Image Caption"), one(ast::para(std::move(words)))));
  append_all(out, styled_line("Small", plain(node.alt), place));
  return out;
}

Json Converter::set(const Block& block, const Chart& node, const Place& place) {
  auto drawn = chart_picture(block, node, place);
  if (!drawn) return chart_as_table(block, node, place);
  return dialect_.figure(std::move(*drawn),
                         caption(node.caption, node.number, "document.figure", block.id, place));
}

// ---------------------------------------------------------------- pictures beside each other, room to write

Json Converter::set(const Block& block, const PictureGrid& node, const Place& place) {
  constexpr Pt kText = 440;  // about the width of a text on A4
  const auto columns = static_cast<std::size_t>(std::clamp(node.columns, 1, 4));
  const Pt width = kText / static_cast<Pt>(columns) - 6;
  ast::TableParts parts;
  for (std::size_t c = 0; c < columns; ++c)
    parts.columns.emplace_back(Align::center, 1.0 / static_cast<double>(columns));
  for (std::size_t i = 0; i < node.pictures.size(); i += columns) {
    Json cells = Json::array();
    for (std::size_t c = 0; c < columns; ++c) {
      Json content = Json::array();
      if (i + c < node.pictures.size()) {
        const auto& each = node.pictures[i + c];
        Image image = each.image;
        image.width = width;
        content.push_back(ast::para(one(picture(image, block.span))));
        if (!each.caption.empty()) content.push_back(ast::para(inlines(each.caption, place)));
      }
      cells.push_back(ast::cell(Align::center, 1, 1, std::move(content)));
    }
    parts.body.push_back(ast::row(std::move(cells)));
  }
  auto out = one(table(std::move(parts), block.span, place));
  auto words = caption(node.caption, node.number, "document.figure", block.id, place);
  if (!words.empty())
    out.push_back(ast::div(dialect_.styled("Image Caption"), one(ast::para(std::move(words)))));
  return out;
}

Json Converter::set(const Block&, const BlankLines& node, const Place&) {
  constexpr std::size_t kUnderscores = 64;  // about a line
  Json line = Json::array();
  for (int i = 0; i < std::clamp(node.lines, 1, 100); ++i) {
    if (i > 0) line.push_back(ast::node("LineBreak"));
    if (!node.boxed) line.push_back(ast::node("Str", std::string(kUnderscores, '_')));
  }
  auto out = one(ast::para(std::move(line)));
  if (!node.boxed) return out;
  out.insert(out.begin(), ast::node("HorizontalRule"));  // no format has an empty box: its head and its foot
  out.push_back(ast::node("HorizontalRule"));
  return out;
}

// ---------------------------------------------------------------- key facts, signatures

Json Converter::facts_table(const std::vector<KeyFact>& facts, const Span& span, const Place& place) {
  if (facts.empty()) return Json::array();
  ast::TableParts parts;
  parts.columns = {{Align::start, 0.3}, {Align::start, 0.7}};
  for (const auto& fact : facts) {
    auto label = one(ast::plain(inlines(fact.label, place)));
    style_runs(label, dialect_.styled("Fact Label"));
    parts.body.push_back(
        ast::row(Json::array({ast::cell(Align::start, 1, 1, std::move(label)),
                              ast::cell(Align::start, 1, 1, one(ast::plain(inlines(fact.value, place))))})));
  }
  return one(table(std::move(parts), span, place));
}

Json Converter::set(const Block& block, const KeyFacts& node, const Place& place) {
  auto out = styled_line("Label", node.title, place);
  append_all(out, facts_table(node.facts, block.span, place));
  return out;
}

Json Converter::set(const Block&, const Signatures& node, const Place& place) {
  auto out = styled_line("Opposite", node.place_and_date, place);
  if (node.signatories.empty()) return out;
  ast::TableParts parts;
  Json roles = Json::array(), names = Json::array(), room = Json::array();
  Json lines = Json::array();
  for (int i = 0; i < kSignatureLines; ++i) lines.push_back(ast::node("LineBreak"));
  if (!dialect_.has_rich_cells()) lines = ast::words(kDottedRoom);
  for (const auto& signatory : node.signatories) {
    parts.columns.emplace_back(Align::start, 1.0 / static_cast<double>(node.signatories.size()));
    roles.push_back(ast::cell(Align::start, 1, 1, one(ast::plain(inlines(signatory.role, place)))));
    names.push_back(ast::cell(Align::start, 1, 1, one(ast::plain(inlines(signatory.name, place)))));
    room.push_back(ast::cell(Align::start, 1, 1, one(ast::plain(lines))));
  }
  parts.head.push_back(ast::row(std::move(roles)));
  parts.body.push_back(ast::row(std::move(names)));
  parts.body.push_back(ast::row(std::move(room)));
  out.push_back(table(std::move(parts), {}, place));
  return out;
}

// ---------------------------------------------------------------- letterhead

Json Converter::letterhead_cell(const FurnitureCell& cell) {
  Json out = Json::array(), logos = Json::array();
  for (const auto& logo : cell.logos) {
    if (!logos.empty()) logos.push_back(ast::node("Space"));
    logos.push_back(picture({logo.file, logo.alt, {}}, logo.file.span, kLogoHeight));
  }
  if (!logos.empty()) out.push_back(ast::plain(std::move(logos)));
  for (const auto& line : cell.lines) {
    auto text = inlines(plain(line.text), {line.language.empty() ? document_.language : line.language});
    out.push_back(ast::plain(line.strong ? one(ast::wrapped("Strong", std::move(text))) : std::move(text)));
  }
  return out;
}

namespace {

const Span& place_of(const Furniture& furniture) {
  static const Span kNone;
  for (const auto* cell : {&furniture.start, &furniture.middle, &furniture.end})
    for (const auto& logo : cell->logos)
      if (logo.file.span) return logo.file.span;
  return kNone;
}

}  // namespace

void Converter::lose_furniture() {
  const auto& furniture = document_.furniture;
  const auto any = [](const FurnitureCell& cell) { return !cell.logos.empty() || !cell.lines.empty(); };
  const bool has_letterhead = any(furniture.start) || any(furniture.middle) || any(furniture.end);
  if (dialect_.has_pages() && has_letterhead)
    lose(place_of(furniture), "{} has no letterhead on its pages: it stands once", {});
  if (dialect_.has_pages() && !furniture.footer.empty())
    lose({}, "{} has no line at the foot of its pages: “{}” stands once", {furniture.footer});
  if (!dialect_.has_watermark() && !furniture.watermark.empty())
    lose({}, "{} has no watermark: “{}” stands once", {furniture.watermark});
}

/// Pandoc cannot fill a page's head and foot: what stands there on every page of the PDF opens the
/// file once.
Json Converter::letterhead() {
  const auto& furniture = document_.furniture;
  lose_furniture();
  Json out = Json::array();
  ast::TableParts parts;
  Json cells = Json::array();
  bool any = false;
  for (const auto& [cell, align] :
       {std::pair{&furniture.start, Align::start}, std::pair{&furniture.middle, Align::center},
        std::pair{&furniture.end, Align::end}}) {
    parts.columns.emplace_back(align, 1.0 / 3);
    cells.push_back(ast::cell(align, 1, 1, letterhead_cell(*cell)));
    any = any || !cell->logos.empty() || !cell->lines.empty();
  }
  parts.body.push_back(ast::row(std::move(cells)));
  const Place place{document_.language};
  append_all(out, styled_line("Draft", plain(furniture.watermark), place));
  if (any) out.push_back(table(std::move(parts), {}, place));
  append_all(out, styled_line("Letterhead", plain(furniture.footer), place));
  return out;
}

}  // namespace taqrir::pandoc
