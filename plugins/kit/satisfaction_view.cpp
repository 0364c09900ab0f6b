#include "kit/satisfaction_view.hpp"

#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

std::string rating_name(const Words& kit, int rating) {
  return kit("satisfaction.rating-" + std::to_string(rating), {{"n", kit.integer(rating)}});
}

std::vector<TableCell> row(const Words& kit, const SatisfactionItem& item) {
  std::vector<TableCell> cells{cell(item.wording)};
  cells.front().header = true;
  for (const int count : item.counts) cells.push_back(cell(kit.integer(count)));
  cells.push_back(cell(kit.integer(item.answers())));
  cells.push_back(cell(kit.number(item.mean(), 2)));
  return cells;
}

ChartSeries shares(const Words& kit, const Satisfaction& satisfaction, int rating) {
  ChartSeries series{rating_name(kit, rating), {}};
  for (const auto& item : satisfaction.items) {
    const auto share = item.share(rating);
    series.values.push_back(share ? std::optional(*share * 100) : std::nullopt);
  }
  return series;
}

std::string item_in_words(const Words& kit, const SatisfactionItem& item) {
  std::vector<std::string> parts;
  for (int rating = 1; rating <= kRatings; ++rating)
    parts.push_back(kit("satisfaction.share-in-words",
                        {{"rating", kit.integer(rating)}, {"share", kit.percent(item.share(rating))}}));
  return kit(
      "satisfaction.item-in-words",
      {{"item", item.wording}, {"shares", kit.locale().list(parts)}, {"n", kit.integer(item.answers())}});
}

}  // namespace

Block satisfaction_table(const Words& kit, const Satisfaction& satisfaction) {
  std::vector<TableColumn> columns(kRatings + 3, TableColumn{Alignment::decimal});
  columns[0].alignment = Alignment::start;
  TableBuilder table(columns);
  std::vector<std::string> titles{kit("satisfaction.item")};
  for (int rating = 1; rating <= kRatings; ++rating) titles.push_back(kit.integer(rating));
  titles.push_back(kit("n"));
  titles.push_back(kit("satisfaction.mean"));
  table.header(titles);
  for (const auto& item : satisfaction.items) table.row(row(kit, item));
  table.caption(plain(kit("satisfaction.table", {{"n", kit.integer(satisfaction.sheets)}})));
  return table.build("satisfaction-table");
}

Block satisfaction_chart(const Words& kit, const Satisfaction& satisfaction) {
  Chart chart;
  chart.kind = Chart::Kind::stacked_bar;
  chart.horizontal = true;
  chart.scale = Chart::Scale::diverging;
  chart.alt = kit("satisfaction.chart-alt");
  for (const auto& item : satisfaction.items) {
    chart.categories.push_back(item.wording);
    chart.alt += " " + item_in_words(kit, item);
  }
  for (int rating = 1; rating <= kRatings; ++rating)
    chart.series.push_back(shares(kit, satisfaction, rating));
  chart.unit = "%";
  chart.maximum = 100;
  chart.caption = plain(kit("satisfaction.chart"));
  return block(std::move(chart), "satisfaction-chart");
}

}  // namespace taqrir::kit
