// component = "chart": the rows of a sheet or of a list, counted or added up by category.
#include <algorithm>
#include <cmath>

#include "amounts.hpp"
#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

void check_series(Checking& checking, const Names& names) {
  for (const auto& series : checking.raw_tables("series")) {
    checking.text(series, "title", checking.names());
    const auto* shape = checking.expression(series, "value", names);
    if (shape && !shape->is_number())
      checking.say(hinted(
          error(series.span_of("value"), "“{}” is no number: a chart cannot show it", {series.text("value")}),
          "without series, a chart counts the rows of each category"));
  }
}

void check_chart(Checking& checking) {
  checking.text("caption"), checking.text("alt"), checking.text("unit");
  const auto* row = checking.rows("rows");
  if (!row) return;
  const auto names = names_of_item(checking.names(), *row);
  checking.expression(checking.section(), "category", names);
  checking.condition(checking.section(), "where", names);
  check_series(checking, names);
  if (checking.section().text("kind") == "pie" && checking.section().tables("series").size() > 1)
    checking.say(hinted(error(checking.section().span_of("series"), "a pie shows the parts of one series"),
                        "leave one, or write kind = \"bar\""));
}

Chart::Kind kind_of(const std::string& word) {
  if (word == "stacked-bar") return Chart::Kind::stacked_bar;
  if (word == "line") return Chart::Kind::line;
  return word == "pie" ? Chart::Kind::pie : Chart::Kind::bar;
}

/// One composition of a chart.
class ChartMaker {
 public:
  explicit ChartMaker(Composing& composing)
      : composing_(composing),
        environment_(composing.environment()),
        series_(composing.section().tables("series")) {}

  Blocks make() {
    collect();
    if (chart_.categories.empty()) return {paragraph(composing_.writer().word("no-rows"))};
    const auto& section = composing_.section();
    chart_.kind = kind_of(section.text("kind"));
    chart_.horizontal = section.boolean("horizontal").value_or(false);
    chart_.unit = plain_text(composing_.text("unit"));
    chart_.caption = composing_.text("caption");
    fill();
    if (chart_.kind == Chart::Kind::pie) tell_of_negative_parts();
    chart_.decimals = static_cast<int>(section.integer("decimals").value_or(decimals_of_values()));
    chart_.alt = section.has("alt") ? plain_text(composing_.text("alt")) : in_words();
    return {block(std::move(chart_))};
  }

 private:
  void tell_of_negative_parts() {
    for (std::size_t i = 0; i < chart_.categories.size(); ++i)
      if (const auto value = chart_.series.front().values[i]; value && *value < 0)
        composing_.writer().diagnostics().push_back(
            hinted(warning(composing_.section().span(), "“{}” is below zero: a pie cannot show it as a part",
                           {chart_.categories[i]}),
                   "write kind = \"bar\" in the type, or correct the value"));
  }

  /// The rows by category, in the order in which the categories first come.
  void collect() {
    const auto& rows = composing_.rows("rows");
    const auto* where = composing_.section().find("where");
    const auto condition = where ? parse_condition(*where) : Result<Condition>(Condition{});
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto scope = scope_of_item(composing_.scope(), rows, i);
      if (where && (!condition || !holds(*condition, scope, environment_))) continue;
      const auto category =
          shown_text(*composing_.value(composing_.section().text("category"), scope), environment_);
      auto& tallies = tallies_of(category);
      for (std::size_t k = 0; k < series_.size(); ++k)
        tallies[k].add(composing_.value(series_[k].text("value"), scope)->number());
      if (series_.empty()) tallies.front().add(1);
    }
  }

  std::vector<Tally>& tallies_of(const std::string& category) {
    const auto at =
        std::find(chart_.categories.begin(), chart_.categories.end(), category) - chart_.categories.begin();
    if (static_cast<std::size_t>(at) == chart_.categories.size()) {
      chart_.categories.push_back(category);
      tallies_.emplace_back(std::max<std::size_t>(series_.size(), 1));
    }
    return tallies_[static_cast<std::size_t>(at)];
  }

  void fill() {
    for (std::size_t k = 0; k < std::max<std::size_t>(series_.size(), 1); ++k) {
      ChartSeries out;
      const auto aggregate = series_.empty() ? std::string("count") : series_[k].text("aggregate");
      out.name = series_.empty() ? composing_.writer().word("count") : title_of(series_[k]);
      for (const auto& tallies : tallies_) out.values.push_back(value(tallies[k], aggregate));
      chart_.series.push_back(std::move(out));
    }
  }

  /// The column that a series shows; null when it is more than a name.
  const Shape* column_of(const Record& series) {
    const auto* datum = composing_.field("rows");
    const auto* row = datum ? datum->shape->row() : nullptr;
    const auto expression = parse_expression(series.text("value"), {});
    return row && expression ? row->member(expression->path) : nullptr;
  }

  /// The series' own, else its field's label, else its name.
  std::string title_of(const Record& series) {
    if (series.has("title")) return plain_text(composing_.text(series, "title", composing_.scope()));
    const auto* member = column_of(series);
    if (!member) return series.text("value");
    return member->label.empty() ? member->name : member->label.in(environment_.locale().language());
  }

  static std::optional<double> value(const Tally& tally, const std::string& aggregate) {
    if (aggregate == "count") return tally.n;
    if (tally.n == 0) return std::nullopt;
    return aggregate == "mean" ? tally.mean() : std::optional(tally.sum);
  }

  /// As many as the values have, two at most; of money none or two.
  int decimals_of_values() {
    int out = 0;
    for (const auto& series : chart_.series)
      for (const auto& value : series.values)
        if (value) out = std::max(out, kit::decimals_of(*value));
    const bool money = std::any_of(series_.begin(), series_.end(), [&](const Record& series) {
      const auto* column = column_of(series);
      return column && column->kind == ShapeKind::money;
    });
    return out > 0 && money ? 2 : out;
  }

  /// Every category with its values, for those who do not see the chart.
  std::string in_words() const {
    const auto& kit = composing_.writer().kit();
    std::vector<std::string> all;
    for (std::size_t i = 0; i < chart_.categories.size(); ++i) {
      std::vector<std::string> values;
      for (const auto& series : chart_.series) {
        const auto number = kit.number(series.values[i], chart_.decimals);
        values.push_back(
            chart_.series.size() == 1
                ? number
                : composing_.writer().word("of-series", {{"series", series.name}, {"value", number}}));
      }
      all.push_back(composing_.writer().word(
          "of-category", {{"category", chart_.categories[i]}, {"values", kit.locale().list(values)}}));
    }
    std::string out;
    for (const auto& one : all) out += (out.empty() ? "" : " ") + one;
    return out;
  }

  Composing& composing_;
  Environment& environment_;
  std::vector<Record> series_;
  std::vector<std::vector<Tally>> tallies_;  // by category and series
  Chart chart_;
};

Blocks chart(Composing& composing) { return ChartMaker(composing).make(); }

Field any_field(std::string name) {
  auto out = text_field(std::move(name));
  out.kind = FieldKind::any;
  return out;
}

Field decimals_field() {
  auto out = labelled(integer_field("decimals"), "Décimales", "Decimals",
                      "Des valeurs inscrites : autant qu’elles en ont (2 au plus) sans précision.",
                      "Of the printed values: as many as they have (at most 2) unless said.");
  out.minimum = 0, out.maximum = 3;
  return out;
}

}  // namespace

Component chart_component() {
  Schema series{labelled(text_field("value", true), "Valeur", "Value", "Une colonne de nombres.",
                         "A column of numbers."),
                labelled(localized_field("title"), "Titre", "Title", "Sinon le libellé du champ.",
                         "Else the field’s label."),
                labelled(choice_field("aggregate", {"sum", "mean", "count"}), "Calcul", "Aggregate",
                         "La somme sans précision.", "The sum unless said.")};
  return {
      "chart",
      "Un graphique : barres, barres empilées, ligne ou secteurs. Sans série, il compte les lignes de chaque "
      "catégorie.",
      "A chart: bars, stacked bars, a line or a pie. Without series it counts the rows of each category.",
      {labelled(text_field("rows", true), "Lignes", "Rows", "Un champ du genre list ou sheet.",
                "A field of the type list or sheet."),
       labelled(choice_field("kind", {"bar", "stacked-bar", "line", "pie"}), "Genre", "Kind"),
       labelled(boolean_field("horizontal"), "Horizontal", "Horizontal", "Des barres couchées.",
                "Bars that lie."),
       labelled(text_field("category", true), "Catégorie", "Category",
                "La colonne dont chaque valeur est une barre ou un secteur.",
                "The column of which each value is a bar or a slice."),
       labelled(list_field("series", table_field("", series)), "Séries", "Series"),
       labelled(any_field("where"), "Où", "Where", "Seules les lignes pour lesquelles la condition tient.",
                "Only rows for which the condition holds."),
       labelled(localized_field("unit"), "Unité", "Unit"), decimals_field(),
       labelled(localized_field("caption"), "Légende", "Caption"),
       labelled(localized_field("alt"), "Description", "Description",
                "Pour ceux qui ne voient pas le graphique ; sans elle, les valeurs sont dites.",
                "For those who do not see the chart; without it the values are told.")},
      check_chart,
      chart,
      "[[section]]\ncomponent = \"chart\"\nrows = \"expenses\"\nkind = \"bar\"\ncategory = "
      "\"heading\"\nseries = [ { value = \"amount\", title = { fr = \"Montant\" } } ]\ncaption = { fr = "
      "\"Dépenses par rubrique\" }\n"};
}

}  // namespace taqrir::declared
