#include "kit/evaluation.hpp"

#include <algorithm>
#include <set>

#include "kit/attendance_view.hpp"
#include "kit/learning_view.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

Diagnostic no_maximum(const Record& fields) {
  return hinted(
      error(fields.span_of("learning"), "“learning” needs “learning_maximum”: the best possible score"),
      "add learning_maximum = 20, or whatever the test is marked out of");
}

Diagnostic maximum_of_nothing(const Record& fields) {
  return hinted(error(fields.span_of("learning_maximum"), "the best possible score is more than 0"),
                "write what the test is marked out of, as learning_maximum = 20");
}

std::optional<Learning> learning_of(const ReportContext& context, const Record& fields,
                                    Diagnostics& diagnostics) {
  const auto file = fields.file("learning");
  if (!file) return std::nullopt;
  const auto maximum = fields.number("learning_maximum");
  if (maximum && *maximum <= 0) {
    diagnostics.push_back(maximum_of_nothing(fields));
    return std::nullopt;
  }
  if (maximum) return read_learning(context, *file, *maximum, diagnostics);
  diagnostics.push_back(no_maximum(fields));
  return std::nullopt;
}

using Codes = std::set<std::string>;

Diagnostic stranger(const Score& score) {
  return hinted(
      warning(score.span, "participant “{}” sat the test, but is not on the attendance sheet", {score.code}),
      "correct the code in one of the two sheets");
}

Diagnostic never_there(const Score& score) {
  return hinted(
      warning(score.span, "participant “{}” sat the test, but was absent at every half-day", {score.code}),
      "the scores are counted: correct the attendance sheet, or the code");
}

/// Warns of each whose test contradicts the attendance sheet.
Diagnostics contradictions(const Attendance& attendance, const Learning& learning) {
  const Codes known(attendance.codes.begin(), attendance.codes.end());
  const Codes absent(attendance.absent.begin(), attendance.absent.end());
  Diagnostics warnings;
  for (const auto& score : learning.scores()) {
    if (known.count(score.code) == 0) warnings.push_back(stranger(score));
    if (absent.count(score.code) > 0 && (score.pre || score.post)) warnings.push_back(never_there(score));
  }
  return warnings;
}

std::optional<double> women_share(const BySex& persons) {
  if (persons.total() == 0) return std::nullopt;
  return static_cast<double>(persons.women) / persons.total();
}

KeyFact fact(const Words& kit, std::string_view key, std::string value) {
  return {plain(kit("figure." + std::string(key))), plain(std::move(value))};
}

void add_attendance(std::vector<KeyFact>& facts, const Words& kit, const Attendance& attendance) {
  facts.push_back(fact(kit, "participants", people(kit, attendance.present)));
  facts.push_back(fact(kit, "women", kit.percent(women_share(attendance.present))));
  facts.push_back(fact(kit, "attendance", kit.percent(attendance.rate(), 1)));
}

void add_learning(std::vector<KeyFact>& facts, const Words& kit, const Learning& learning) {
  facts.push_back(fact(kit, "gain", gain_in_words(kit, learning)));
  facts.push_back(fact(kit, "normalised-gain", normalised_gain_in_words(kit, learning)));
}

std::string satisfaction_in_words(const Words& kit, const Satisfaction& satisfaction) {
  return kit("satisfaction.in-words",
             {{"mean", kit.number(satisfaction.mean(), 2)}, {"n", kit.integer(satisfaction.sheets)}});
}

std::string indicators_in_words(const Words& kit, const std::vector<Indicator>& indicators) {
  return kit("indicator.in-words", {{"reached", kit.integer(reached(indicators))},
                                    {"all", kit.integer(static_cast<int>(indicators.size()))}});
}

}  // namespace

Schema evaluation_fields() {
  auto maximum = number_field("learning_maximum");
  maximum.minimum = 0;
  return {
      labelled(
          file_field("attendance"), "Présences", "Attendance",
          "CSV : code, sexe, tranche_age, type_organisation, region, statut (inscrit ou désisté), puis une "
          "colonne par demi-journée",
          "CSV: code, sexe, tranche_age, type_organisation, region, statut (inscrit or désisté), then one "
          "column per half-day"),
      labelled(file_field("learning"), "Acquis", "Learning", "CSV : code, pre, post", "CSV: code, pre, post"),
      labelled(maximum, "Note maximale du test", "Best possible score"),
      labelled(file_field("satisfaction"), "Satisfaction", "Satisfaction",
               "CSV : code, puis une colonne par énoncé, notes de 1 à 5",
               "CSV: code, then one column per item, ratings 1 to 5"),
      labelled(indicator_fields("indicators"), "Indicateurs", "Indicators")};
}

std::optional<double> counted(const Evaluation& evaluation, std::string_view name) {
  if (evaluation.attendance) {
    const auto& attendance = *evaluation.attendance;
    if (name == "participants") return attendance.present.total();
    if (name == "women") return attendance.present.women;
    if (name == "men") return attendance.present.men;
    if (name == "registered") return attendance.registered.total();
  }
  if (evaluation.learning && name == "pairs") return evaluation.learning->pairs();
  if (evaluation.satisfaction && name == "sheets") return evaluation.satisfaction->sheets;
  return std::nullopt;
}

Evaluation read_evaluation(const ReportContext& context, const Record& fields, Diagnostics& diagnostics) {
  Evaluation evaluation;
  if (const auto file = fields.file("attendance"))
    evaluation.attendance = read_attendance(context, *file, diagnostics);
  evaluation.learning = learning_of(context, fields, diagnostics);
  if (const auto file = fields.file("satisfaction"))
    evaluation.satisfaction = read_satisfaction(context, *file, diagnostics);
  evaluation.indicators = indicators_of(fields, "indicators");
  for (auto& indicator : evaluation.indicators)
    if (!indicator.reached) indicator.reached = counted(evaluation, indicator.reached_from);
  if (evaluation.attendance && evaluation.learning)
    append(diagnostics, contradictions(*evaluation.attendance, *evaluation.learning));
  return evaluation;
}

Evaluation evaluation_of_activity(Writer& writer) {
  return evaluation_of_activity(writer, writer.context().activity_id());
}

Evaluation evaluation_of_activity(Writer& writer, const std::string& activity) {
  const auto& context = writer.context();
  const Record* fields = context.fields_of("technical-analysis", {activity});
  if (!fields) return {};
  Diagnostics diagnostics;
  auto evaluation = read_evaluation(context, *fields, diagnostics);
  if (has_errors(diagnostics)) append(writer.diagnostics(), std::move(diagnostics));
  return evaluation;
}

std::vector<KeyFact> main_figures(const Words& kit, const Evaluation& evaluation) {
  std::vector<KeyFact> facts;
  if (evaluation.attendance) add_attendance(facts, kit, *evaluation.attendance);
  if (evaluation.learning) add_learning(facts, kit, *evaluation.learning);
  if (evaluation.satisfaction)
    facts.push_back(fact(kit, "satisfaction", satisfaction_in_words(kit, *evaluation.satisfaction)));
  if (!evaluation.indicators.empty())
    facts.push_back(fact(kit, "indicators", indicators_in_words(kit, evaluation.indicators)));
  return facts;
}

}  // namespace taqrir::kit
