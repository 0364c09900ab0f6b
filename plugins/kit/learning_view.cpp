#include "kit/learning_view.hpp"

#include "kit/cells.hpp"
#include "kit/sheet_view.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

using Statistic = std::optional<double> (*)(const Sample&);

std::vector<TableCell> statistic_row(const Words& kit, std::string_view key, const Learning& learning,
                                     Statistic statistic) {
  return {row_head(plain(kit(key))), cell(kit.number(statistic(learning.pre()), 2)),
          cell(kit.number(statistic(learning.post()), 2)), cell(kit.number(statistic(learning.gains()), 2))};
}

std::string interval_in_words(const Words& kit, const Learning& learning) {
  const auto interval = learning.gain_interval();
  if (!interval) return kit.missing();
  return kit("learning.from-to",
             {{"from", kit.number(interval->low, 2)}, {"to", kit.number(interval->high, 2)}});
}

std::string class_key(GainClass gain) {
  if (gain == GainClass::high) return "learning.class.high";
  return gain == GainClass::medium ? "learning.class.medium" : "learning.class.low";
}

std::string band_name(const Words& kit, const ScoreBand& band, bool last) {
  const auto key = last ? "learning.last-band" : "learning.band";
  return kit(key, {{"from", kit.value(band.from)}, {"to", kit.value(band.to)}});
}

std::string chart_in_words(const Words& kit, const Chart& chart) {
  std::string text = kit("learning.chart-alt");
  for (std::size_t i = 0; i < chart.categories.size(); ++i)
    text += " " + kit("learning.chart-alt-band", {{"band", chart.categories[i]},
                                                  {"pre", kit.value(chart.series[0].values[i])},
                                                  {"post", kit.value(chart.series[1].values[i])}});
  return text;
}

}  // namespace

Block learning_table(const Words& kit, const Learning& learning) {
  const TableColumn figure{Alignment::decimal};
  TableBuilder table({TableColumn{}, figure, figure, figure});
  table.header({kit("learning.measure"), kit("learning.pre"), kit("learning.post"), kit("learning.gain")});
  table.row(statistic_row(kit, "learning.mean", learning, &mean));
  table.row(statistic_row(kit, "learning.median", learning, &median));
  table.row(statistic_row(kit, "learning.deviation", learning, &deviation));
  table.caption(plain(kit(
      "learning.table", {{"n", kit.integer(learning.pairs())}, {"maximum", kit.value(learning.maximum())}})));
  return table.build("learning-table");
}

Block learning_measures(const Words& kit, const Learning& learning) {
  TableBuilder table({TableColumn{}, TableColumn{}});
  const auto row = [&](std::string_view key, const std::string& value) {
    table.row({row_head(plain(kit("learning." + std::string(key)))), cell(value)});
  };
  table.header({kit("learning.measure"), kit("learning.value")});
  row("registered", kit.integer(learning.registered()));
  row("missing-pre", kit.integer(learning.missing_pre()));
  row("missing-post", kit.integer(learning.missing_post()));
  row("pairs", kit.integer(learning.pairs()));
  row("interval", interval_in_words(kit, learning));
  row("normalised-gain", normalised_gain_in_words(kit, learning));
  row("effect-size", kit.number(learning.effect_size(), 2));
  table.caption(plain(kit("learning.measures")));
  return table.build("learning-measures");
}

std::vector<Inlines> learning_findings(const Words& kit, const Learning& learning) {
  auto findings = duplicate_findings(kit, learning.duplicates());
  add_finding(findings, kit, "learning.pre-only", learning.pre_only());
  add_finding(findings, kit, "learning.post-only", learning.post_only());
  add_finding(findings, kit, "learning.neither", learning.neither());
  return findings;
}

Block learning_chart(const Words& kit, const Learning& learning) {
  Chart chart;
  ChartSeries before{kit("learning.pre"), {}}, after{kit("learning.post"), {}};
  const auto bands = learning.bands();
  for (const auto& band : bands) {
    chart.categories.push_back(band_name(kit, band, &band == &bands.back()));
    before.values.emplace_back(band.pre);
    after.values.emplace_back(band.post);
  }
  chart.series = {before, after};
  chart.unit = kit("learning.unit");
  chart.caption = plain(kit("learning.chart", {{"n", kit.integer(learning.pairs())}}));
  chart.alt = chart_in_words(kit, chart);
  return block(std::move(chart), "learning-chart");
}

std::string gain_in_words(const Words& kit, const Learning& learning) {
  const auto gain = mean(learning.gains());
  if (!gain) return kit.missing();
  return kit("learning.gain-in-words", {{"gain", kit.number(gain, 2)},
                                        {"interval", interval_in_words(kit, learning)},
                                        {"n", kit.integer(learning.pairs())}});
}

std::string normalised_gain_in_words(const Words& kit, const Learning& learning) {
  const auto gain = learning.normalised_gain();
  if (!gain) return kit.missing();
  return kit("learning.class-of",
             {{"gain", kit.number(gain, 2)}, {"class", kit(class_key(gain_class(*gain)))}});
}

}  // namespace taqrir::kit
