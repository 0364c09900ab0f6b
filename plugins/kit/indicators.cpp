#include "kit/indicators.hpp"

#include <algorithm>

namespace taqrir::kit {

namespace {

Indicator indicator_of(const Record& record) {
  return {record.text("text"),     record.text("unit"),      record.number("baseline"),
          record.number("target"), record.number("reached"), record.text("source"),
          record.span_of("text"),  record.span_of("source"), record.text("reached_from")};
}

}  // namespace

std::optional<double> Indicator::attainment() const {
  if (!target || !reached) return std::nullopt;
  const double from = baseline.value_or(0);
  if (*target == from) return std::nullopt;
  return (*reached - from) / (*target - from);
}

int reached(const std::vector<Indicator>& indicators) {
  return static_cast<int>(std::count_if(indicators.begin(), indicators.end(), [](const Indicator& one) {
    return one.attainment().value_or(0) >= 1;
  }));
}

const std::vector<std::string>& counted_names() {
  static const std::vector<std::string> kNames{"participants", "women", "men",
                                               "registered",   "pairs", "sheets"};
  return kNames;
}

Field indicator_fields(std::string name) {
  return list_field(
      std::move(name),
      table_field(
          "indicator",
          {labelled(text_field("text", true), "Indicateur", "Indicator"),
           labelled(text_field("unit"), "Unité", "Unit"),
           labelled(number_field("baseline"), "Valeur de référence", "Baseline"),
           labelled(number_field("target"), "Cible", "Target"),
           labelled(number_field("reached"), "Valeur atteinte", "Value reached"),
           labelled(choice_field("reached_from", counted_names()), "Valeur comptée", "Value counted",
                    "Le chiffre des données qui est la valeur atteinte, quand « reached » n’est pas écrit.",
                    "The figure of the data that is the value reached, where “reached” is not written."),
           labelled(text_field("source"), "Source de vérification", "Source of verification")}));
}

std::vector<Indicator> indicators_of(const Record& fields, std::string_view key) {
  std::vector<Indicator> indicators;
  for (const auto& record : fields.tables(key)) indicators.push_back(indicator_of(record));
  return indicators;
}

}  // namespace taqrir::kit
