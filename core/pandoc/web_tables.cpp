// Tables of HTML: Pandoc's own say neither which cells a header is for nor which rows have one.
#include <cmath>

#include "model/builder.hpp"
#include "pandoc/web_converter.hpp"
#include "pandoc/web_nodes.hpp"

namespace taqrir::pandoc {

using ast::append_all;
using ast::Json;
using web::class_of;
using web::raw;

namespace {

constexpr std::size_t kFewColumns = 1;  // find room on any screen
constexpr std::size_t kFewRows = 10;    // stay together on paper

std::string classes(std::initializer_list<const char*> names) {
  std::string all;
  for (const auto* name : names)
    if (name) all += (all.empty() ? "" : " ") + std::string(name);
  return all.empty() ? "" : " class=\"" + all + "\"";
}

std::string span_of(const char* name, int count) {
  return count > 1 ? std::string(" ") + name + "=\"" + std::to_string(count) + "\"" : "";
}

/// HTML 4.9.12: of a header that stands over several columns, or beside several rows, it is the group.
const char* scope_of(const TableCell& cell, bool header, std::size_t columns) {
  if (header) return cell.column_span > 1 ? "colgroup" : "col";
  if (cell.column_span >= static_cast<int>(columns) && columns > 1) return "rowgroup";
  return cell.row_span > 1 ? "rowgroup" : "row";
}

bool says_nothing(const TableCell& cell) {
  for (const auto& block : cell.content) {
    const auto* paragraph = std::get_if<Paragraph>(&block.content);
    if (!paragraph || !plain_text(paragraph->content).empty()) return false;
  }
  return true;
}

std::string columns_of(const std::vector<TableColumn>& columns) {
  bool any = false;
  std::string out = "<colgroup>";
  for (const auto& column : columns) {
    any = any || column.width;
    out += column.width ? "<col style=\"width:" + std::to_string(std::lround(*column.width * 100)) + "%\" />"
                        : "<col />";
  }
  return any ? out + "</colgroup>" : "";
}

/// The least height of a row to fill in, as in the PDF.
std::string row_opening(const DataTable& table, bool header) {
  if (header || !table.row_height) return "<tr>";
  return "<tr style=\"height:" + std::to_string(std::lround(*table.row_height)) + "pt\">";
}

TableCell words_cell(const std::string& text) {
  return text.empty() ? TableCell{} : TableCell{{paragraph(text)}};
}

}  // namespace

void WebConverter::cell(Json& to, const DataTable& table, const TableCell& cell, std::size_t column,
                        bool header, const Place& place) {
  const bool is_header = (header || cell.header) && !says_nothing(cell);
  const auto of_column = column < table.columns.size() ? table.columns[column].alignment : Alignment::start;
  const std::string name = is_header ? "th" : "td";
  auto opening = "<" + name;
  if (is_header) opening += std::string(" scope=\"") + scope_of(cell, header, table.columns.size()) + "\"";
  opening += classes({class_of(cell.alignment.value_or(of_column)), class_of(cell.tone)});
  opening += span_of("colspan", cell.column_span) + span_of("rowspan", cell.row_span) + ">";
  to.push_back(raw(std::move(opening)));
  ++open_cells_;
  append_all(to, blocks(cell.content, place));
  --open_cells_;
  to.push_back(raw("</" + name + ">"));
}

void WebConverter::rows(Json& to, const DataTable& table, const std::vector<TableRow>& rows, bool header,
                        const Place& place) {
  for (const auto& row : rows) {
    to.push_back(raw(row_opening(table, header)));
    std::size_t column = 0;
    for (const auto& each : row) {
      cell(to, table, each, column, header, place);
      column += static_cast<std::size_t>(each.column_span);
    }
    to.push_back(raw("</tr>"));
  }
}

/// A wide table moves from side to side on a narrow screen, by the keyboard too.
Json WebConverter::table(const DataTable& table, Json caption, const Place& place) {
  const Place inner{place.language, place.shift, true};
  const auto id = "table-caption-" + std::to_string(++tables_);
  Json out = Json::array({raw("<table>")});
  const bool has_caption = !caption.empty();
  if (has_caption) {
    out.push_back(raw("<caption id=\"" + id + "\">"));
    out.push_back(ast::plain(std::move(caption)));
    out.push_back(raw("</caption>"));
  }
  if (const auto columns = columns_of(table.columns); !columns.empty()) out.push_back(raw(columns));
  const auto part = [&](const char* name, const std::vector<TableRow>& part_rows, bool header) {
    if (part_rows.empty()) return;
    out.push_back(raw(std::string("<") + name + ">"));
    rows(out, table, part_rows, header, inner);
    out.push_back(raw(std::string("</") + name + ">"));
  };
  const auto totals =
      table.rows.end() - static_cast<std::ptrdiff_t>(std::min(table.total_rows, table.rows.size()));
  part("thead", table.header, true);
  part("tbody", {table.rows.begin(), totals}, false);
  part("tfoot", {totals, table.rows.end()}, false);
  out.push_back(raw("</table>"));
  ast::Attributes around{{}, {"table"}, {}};
  if (table.kind == DataTable::Kind::form) around.classes.emplace_back("form");
  if (table.kind == DataTable::Kind::parallel) around.classes.emplace_back("parallel");
  if (table.rows.size() <= kFewRows) around.classes.emplace_back("short");
  if (table.columns.size() > kFewColumns) around.pairs.emplace_back("tabindex", "0");
  if (table.columns.size() > kFewColumns && has_caption)
    around.pairs.insert(around.pairs.end(), {{"role", "region"}, {"aria-labelledby", id}});
  return Json::array({ast::div(around, std::move(out))});
}

Json WebConverter::set(const Block& block, const DataTable& node, const Place& place) {
  return table(node, caption(node.caption, node.number, "document.table", block.id, place), place);
}

/// The chart's values for those who do not see it, or want to take them along.
Json WebConverter::numbers(const Chart& chart, const Place& place) {
  const auto& locale = locale_.in(place.language);
  DataTable table;
  table.columns.resize(1);
  table.header.emplace_back();
  table.header[0].push_back(words_cell(chart.unit.empty() ? "" : "(" + chart.unit + ")"));
  for (const auto& series : chart.series) {
    table.columns.push_back({Alignment::end, {}});
    table.header[0].push_back(words_cell(series.name));
  }
  for (std::size_t i = 0; i < chart.categories.size(); ++i) {
    TableRow row;
    row.push_back(words_cell(chart.categories[i]));
    row[0].header = true;
    for (const auto& series : chart.series) {
      const auto value = i < series.values.size() ? series.values[i] : std::nullopt;
      row.push_back(
          words_cell(value ? locale.number(*value, chart.decimals) : locale.word("document.missing")));
    }
    table.rows.push_back(std::move(row));
  }
  return this->table(table, {}, place);
}

}  // namespace taqrir::pandoc
