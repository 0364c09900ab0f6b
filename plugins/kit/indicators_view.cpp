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

std::vector<TableCell> row(Writer& writer, const Indicator& indicator) {
  const auto& kit = writer.kit();
  const auto attainment = indicator.attainment();
  std::vector<TableCell> cells{cell(name(writer, indicator)),
                               cell(kit.value(indicator.baseline)),
                               cell(kit.value(indicator.target)),
                               cell(kit.value(indicator.reached)),
                               toned(cell(kit.percent(attainment)), tone_of(attainment)),
                               cell(source(writer, indicator))};
  cells.front().header = true;
  return cells;
}

}  // namespace

Block indicators_table(Writer& writer, const std::vector<Indicator>& indicators) {
  const auto& kit = writer.kit();
  const TableColumn figure{Alignment::decimal};
  TableBuilder table({TableColumn{}, figure, figure, figure, figure, TableColumn{}});
  table.header({kit("indicator.text"), kit("indicator.baseline"), kit("indicator.target"),
                kit("indicator.reached"), kit("indicator.attainment"), kit("indicator.source")});
  for (const auto& indicator : indicators) table.row(row(writer, indicator));
  table.caption(plain(kit("indicator.table")));
  return table.build("indicators-table");
}

}  // namespace taqrir::kit
