#include "kit/logframe_view.hpp"

#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

/// "Résultat R1" in bold, and the statement below it.
TableCell statement(Writer& writer, const ChainLink& link, int rows) {
  const auto& kit = writer.kit();
  auto name = kit("logframe.level." + key_of(link.level));
  if (!link.code.empty()) name += " " + link.code;
  TableCell out;
  out.content = {paragraph(strong(std::move(name))), paragraph(writer.inlines(link.record, "text"))};
  out.header = true, out.row_span = rows;
  return out;
}

TableCell assumptions(Writer& writer, const ChainLink& link, int rows) {
  auto text = writer.inlines(link.record, "assumptions");
  auto out = cell(text.empty() ? plain(writer.kit().missing()) : std::move(text));
  if (link.record.text("assumptions").empty()) out.tone = Tone::muted;
  out.row_span = rows;
  return out;
}

std::vector<TableCell> indicator_cells(Writer& writer, const Indicator& one, bool reached) {
  const auto& kit = writer.kit();
  auto text = writer.inlines(one.text, one.text_span);
  if (!one.unit.empty()) text = joined({std::move(text), plain(" (" + one.unit + ")")});
  auto source = one.source.empty() ? plain(kit.missing()) : writer.inlines(one.source, one.source_span);
  std::vector<TableCell> out{cell(std::move(text)), cell(kit.value(one.baseline)),
                             cell(kit.value(one.target))};
  if (reached) out.push_back(cell(kit.value(one.reached)));
  out.push_back(cell(std::move(source)));
  return out;
}

std::vector<TableCell> no_indicator(const Words& kit, bool reached) {
  std::vector<TableCell> out;
  for (int i = 0; i < (reached ? 5 : 4); ++i) out.push_back(toned(cell(kit.missing()), Tone::muted));
  return out;
}

void add_link(TableBuilder& table, Writer& writer, const ChainLink& link, bool reached) {
  const int rows = std::max<int>(1, static_cast<int>(link.indicators.size()));
  for (int i = 0; i < rows; ++i) {
    std::vector<TableCell> cells;
    if (i == 0) cells.push_back(statement(writer, link, rows));
    auto middle = link.indicators.empty()
                      ? no_indicator(writer.kit(), reached)
                      : indicator_cells(writer, link.indicators[static_cast<std::size_t>(i)], reached);
    for (auto& one : middle) cells.push_back(std::move(one));
    if (i == 0) cells.push_back(assumptions(writer, link, rows));
    table.row(std::move(cells));
  }
}

}  // namespace

Block logframe_table(Writer& writer, const std::vector<ChainLink>& chain, bool reached) {
  const auto& kit = writer.kit();
  const TableColumn figure{Alignment::decimal};
  std::vector<TableColumn> columns{{Alignment::start, 0.22}, {Alignment::start, 0.2}, figure, figure};
  std::vector<std::string> titles{kit("logframe.chain"), kit("indicator.text"), kit("indicator.baseline"),
                                  kit("indicator.target")};
  if (reached) columns.push_back(figure), titles.push_back(kit("indicator.reached"));
  columns.insert(columns.end(), {TableColumn{}, TableColumn{}});
  titles.insert(titles.end(), {kit("indicator.source"), kit("logframe.assumptions")});
  TableBuilder table(std::move(columns));
  table.header(std::move(titles));
  for (const auto& link : chain) add_link(table, writer, link, reached);
  table.caption(plain(kit("logframe.table")));
  return table.build("logframe-table");
}

}  // namespace taqrir::kit
