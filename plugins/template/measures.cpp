// component = "attendance", "learning", "satisfaction", "indicators": what the kit counts, shown as in the
// technical analysis. The sheets are those of the type's form, or those of the activity's technical analysis.
#include <algorithm>

#include "components.hpp"
#include "figures.hpp"
#include "kit/attendance_view.hpp"
#include "kit/evaluation.hpp"
#include "kit/indicators_view.hpp"
#include "kit/learning_view.hpp"
#include "kit/satisfaction_view.hpp"
#include "kit/sheet_view.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

std::optional<FileRef> sheet(Composing& composing) {
  const auto* datum = composing.field("sheet");
  const auto* file = datum ? std::get_if<FileRef>(&datum->content) : nullptr;
  return file ? std::optional(*file) : std::nullopt;
}

kit::Evaluation evaluation_of(Composing& composing) {
  return kit::evaluation_of_activity(composing.writer(), composing.activity());
}

Block list_of(std::vector<Inlines> findings) { return bullet_list(std::move(findings)); }

// ---------------------------------------------------------------- attendance

void check_attendance(Checking& checking) {
  checking.preset("sheet", "attendance-sheet");
  checking.activity();
}

std::optional<kit::Attendance> attendance_of(Composing& composing) {
  if (!composing.section().has("sheet")) return evaluation_of(composing).attendance;
  const auto file = sheet(composing);
  if (!file) return std::nullopt;
  return kit::read_attendance(composing.writer().context(), *file, composing.writer().diagnostics());
}

Blocks attendance(Composing& composing) {
  const auto measured = attendance_of(composing);
  if (!measured) return without_content(composing);
  const auto& kit = composing.writer().kit();
  Blocks out;
  if (shows(composing, "findings")) out.push_back(list_of(kit::attendance_findings(kit, *measured)));
  if (shows(composing, "table")) out.push_back(kit::attendance_table(kit, *measured));
  if (shows(composing, "chart")) out.push_back(kit::attendance_chart(kit, *measured));
  if (shows(composing, "profile")) append(out, kit::profile_table(kit, *measured));
  return out;
}

// ---------------------------------------------------------------- learning

void check_learning(Checking& checking) {
  checking.preset("sheet", "learning-sheet");
  checking.activity();
  if (checking.section().has("sheet") && !checking.section().has("maximum"))
    checking.say(hinted(error(checking.section().span_of("sheet"), "the best possible score is not said"),
                        "add maximum = 20, or the name of a field: maximum = \"best_score\""));
  const auto* value = checking.section().find("maximum");
  if (value && std::holds_alternative<std::string>(value->content))
    checking.field("maximum", {ShapeKind::integer, ShapeKind::number});
}

std::optional<double> maximum_of(Composing& composing) {
  if (const auto number = composing.section().number("maximum")) return number;
  const auto* datum = composing.field("maximum");
  return datum ? datum->number() : std::nullopt;
}

std::optional<kit::Learning> learning_of(Composing& composing) {
  if (!composing.section().has("sheet")) return evaluation_of(composing).learning;
  const auto file = sheet(composing);
  const auto maximum = maximum_of(composing);
  if (!file || !maximum || *maximum <= 0) return std::nullopt;
  return kit::read_learning(composing.writer().context(), *file, *maximum, composing.writer().diagnostics());
}

Blocks learning(Composing& composing) {
  const auto measured = learning_of(composing);
  if (!measured) return without_content(composing);
  const auto& kit = composing.writer().kit();
  Blocks out;
  auto findings = kit::learning_findings(kit, *measured);
  if (shows(composing, "findings") && !findings.empty()) out.push_back(list_of(std::move(findings)));
  if (shows(composing, "table")) out.push_back(kit::learning_table(kit, *measured));
  if (shows(composing, "measures")) out.push_back(kit::learning_measures(kit, *measured));
  if (shows(composing, "chart")) out.push_back(kit::learning_chart(kit, *measured));
  return out;
}

// ---------------------------------------------------------------- satisfaction

void check_satisfaction(Checking& checking) {
  checking.preset("sheet", "satisfaction-sheet");
  checking.activity();
}

std::optional<kit::Satisfaction> satisfaction_of(Composing& composing) {
  if (!composing.section().has("sheet")) return evaluation_of(composing).satisfaction;
  const auto file = sheet(composing);
  if (!file) return std::nullopt;
  return kit::read_satisfaction(composing.writer().context(), *file, composing.writer().diagnostics());
}

Blocks satisfaction(Composing& composing) {
  const auto measured = satisfaction_of(composing);
  if (!measured) return without_content(composing);
  const auto& kit = composing.writer().kit();
  Blocks out;
  auto findings = kit::duplicate_findings(kit, measured->duplicates);
  if (shows(composing, "findings") && !findings.empty()) out.push_back(list_of(std::move(findings)));
  if (shows(composing, "chart")) out.push_back(kit::satisfaction_chart(kit, *measured));
  if (shows(composing, "table")) out.push_back(kit::satisfaction_table(kit, *measured));
  return out;
}

// ---------------------------------------------------------------- indicators and main figures

void check_indicators(Checking& checking) {
  checking.preset("rows", "indicators");
  checking.text("caption");
  checking.activity();
}

Blocks indicators(Composing& composing) {
  const auto& context = composing.writer().context();
  auto all = composing.section().has("rows")
                 ? kit::indicators_of(context.fields(), composing.section().text("rows"))
                 : evaluation_of(composing).indicators;
  if (all.empty()) return without_content(composing);
  draw_values(all, composing.writer());
  const bool reached = composing.section().boolean("reached").value_or(true);
  return {captioned(composing, kit::indicators_table(composing.writer(), all, reached))};
}

void check_figures(Checking& checking) {
  checking.text("heading");
  checking.activity();
}

Blocks figures(Composing& composing) {
  auto facts = kit::main_figures(composing.writer().kit(), evaluation_of(composing));
  if (facts.empty()) return {};
  return {key_facts(composing.text("heading"), std::move(facts))};
}

Field sheet_key(const char* preset) {
  return labelled(text_field("sheet"), "Feuille", "Sheet",
                  std::string("Un champ du genre ") + preset +
                      " ; sans elle, celle de l’analyse technique de l’activité.",
                  std::string("A field of the type ") + preset +
                      "; without it, that of the activity’s technical analysis.");
}

}  // namespace

Component attendance_component() {
  return {"attendance",
          "Les présences : constats, tableau, graphique, profil.",
          "Attendance: findings, table, chart, profile.",
          {sheet_key("attendance-sheet"), parts_key({"findings", "table", "chart", "profile"}),
           activity_key(), missing_key()},
          check_attendance,
          attendance,
          "[[section]]\ncomponent = \"attendance\"\nsheet = \"presences\"\nparts = [\"table\", \"chart\"]\n"};
}

Component learning_component() {
  auto maximum = labelled(text_field("maximum"), "Note maximale", "Best possible score",
                          "Un nombre, ou le nom d’un champ.", "A number, or the name of a field.");
  maximum.kind = FieldKind::any;
  return {"learning",
          "Les acquis : tests avant et après.",
          "Learning: tests before and after.",
          {sheet_key("learning-sheet"), maximum, parts_key({"findings", "table", "measures", "chart"}),
           activity_key(), missing_key()},
          check_learning,
          learning,
          "[[section]]\ncomponent = \"learning\"\nsheet = \"tests\"\nmaximum = 20\n"};
}

Component satisfaction_component() {
  return {"satisfaction",
          "La satisfaction : réponses de 1 à 5.",
          "Satisfaction: answers from 1 to 5.",
          {sheet_key("satisfaction-sheet"), parts_key({"findings", "chart", "table"}), activity_key(),
           missing_key()},
          check_satisfaction,
          satisfaction,
          {}};
}

Component indicators_component() {
  return {"indicators",
          "Des indicateurs face à leurs cibles.",
          "Indicators against their targets.",
          {labelled(text_field("rows"), "Lignes", "Rows",
                    "Un champ du genre indicators ; sans lui, ceux de l’analyse technique.",
                    "A field of the type indicators; without it, those of the technical analysis."),
           caption_key(), activity_key(), missing_key(),
           labelled(boolean_field("reached"), "Valeurs atteintes", "Values reached",
                    "false : sans leurs colonnes, quand rien n’est encore mesuré.",
                    "false: without their columns, where nothing is measured yet.")},
          check_indicators,
          indicators,
          {}};
}

Component figures_component() {
  return {"main-figures",
          "Les chiffres principaux de l’analyse technique de l’activité.",
          "The main figures of the activity’s technical analysis.",
          {labelled(localized_field("heading"), "Titre du panneau", "Title of the panel"), activity_key(),
           missing_key()},
          check_figures,
          figures,
          {}};
}

}  // namespace taqrir::declared
