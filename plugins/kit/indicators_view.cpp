#include "kit/indicators_view.hpp"

#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

Tone tone_of(std::optional<double> attainment) {
  if (!attainment) return Tone::muted;
  return *attainment >= 1 ? Tone::good : Tone::caution;
}

Inlines name(Writer& writer, const Indicator& indicator) {
  auto text = writer.inlines(indicator.text, indicator.text_span);
  return indicator.unit.empty() ? text : joined({text, plain(" (" + indicator.unit + ")")});
}

Inlines source(Writer& writer, const Indicator& indicator) {
  if (indicator.source.empty()) return plain(writer.kit().missing());
  return writer.inlines(indicator.source, indicator.source_span);
}

std::vector<TableCell> row(Writer& writer, const Indicator& indicator, bool reached) {
  const auto& kit = writer.kit();
  std::vector<TableCell> cells{cell(name(writer, indicator)), cell(kit.value(indicator.baseline)),
                               cell(kit.value(indicator.target))};
  if (reached) {
    const auto attainment = indicator.attainment();
    cells.push_back(cell(kit.value(indicator.reached)));
    cells.push_back(toned(cell(kit.percent(attainment)), tone_of(attainment)));
  }
  cells.push_back(cell(source(writer, indicator)));
  cells.front().header = true;
  return cells;
}

}  // namespace

Block indicators_table(Writer& writer, const std::vector<Indicator>& indicators, bool reached) {
  const auto& kit = writer.kit();
  std::vector<TableColumn> columns(reached ? 5 : 3, TableColumn{Alignment::decimal});
  columns.front() = {}, columns.push_back({});
  std::vector<std::string> titles{kit("indicator.text"), kit("indicator.baseline"), kit("indicator.target")};
  if (reached) titles.push_back(kit("indicator.reached")), titles.push_back(kit("indicator.attainment"));
  titles.push_back(kit("indicator.source"));
  TableBuilder table(std::move(columns));
  table.header(std::move(titles));
  for (const auto& indicator : indicators) table.row(row(writer, indicator, reached));
  table.caption(plain(kit("indicator.table")));
  return table.build("indicators-table");
}

}  // namespace taqrir::kit
