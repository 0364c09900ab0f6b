// component = "recommendations", "logframe", "budget": what is asked, what it leads to, what it costs.
#include <algorithm>

#include "amounts.hpp"
#include "components.hpp"
#include "figures.hpp"
#include "kit/budget_view.hpp"
#include "kit/logframe_view.hpp"
#include "kit/recommendations_view.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

// ---------------------------------------------------------------- recommendations

void check_recommendations(Checking& checking) {
  checking.preset("rows", "recommendations");
  checking.activity();
}

kit::Recommendations recommendations_of(Composing& composing) {
  const auto& context = composing.writer().context();
  if (composing.section().has("rows"))
    return kit::recommendations_of(context.fields(), composing.section().text("rows"));
  if (composing.section().has("activity"))
    return kit::recommendations_of_activity(context, composing.activity());
  if (context.activity()) return kit::recommendations_of_activity(context, context.activity_id());
  kit::Recommendations all;
  for (const auto& activity : context.activities())
    for (auto& one : kit::recommendations_of_activity(context, activity.id)) all.push_back(std::move(one));
  return all;
}

Blocks recommendations(Composing& composing) {
  auto& writer = composing.writer();
  const auto all = recommendations_of(composing);
  if (all.empty()) return without_content(composing);
  if (composing.section().has("rows")) append(writer.diagnostics(), kit::check_codes(all));
  const auto today = writer.context().today();
  const auto counts = kit::count(all, today);
  Blocks out;
  if (shows(composing, "summary")) {
    out.push_back(paragraph(kit::recommendations_count(writer.kit(), counts, today)));
    out.push_back(kit::recommendations_summary(writer.kit(), counts));
  }
  if (shows(composing, "tracking")) out.push_back(kit::tracking_table(writer, {{{}, all}}));
  if (shows(composing, "details"))
    for (const auto& one : all) append(out, kit::recommendation_section(writer, one, composing.level()));
  return out;
}

// ---------------------------------------------------------------- logframe

void check_logframe(Checking& checking) {
  checking.preset("rows", "logframe");
  checking.text("caption");
}

Blocks logframe(Composing& composing) {
  auto& writer = composing.writer();
  auto chain = kit::logframe_of(writer.context().fields(), composing.section().text("rows"));
  if (chain.empty()) return without_content(composing);
  append(writer.diagnostics(), kit::check_chain(chain));
  for (auto& link : chain) draw_values(link.indicators, writer);
  const bool reached = composing.section().boolean("reached").value_or(true);
  return {captioned(composing, kit::logframe_table(writer, chain, reached))};
}

// ---------------------------------------------------------------- budget

void check_budget(Checking& checking) {
  checking.text("caption");
  checking.preset("rows", "budget");
  const auto* tax = checking.section().find("tax");
  if (tax && std::holds_alternative<std::string>(tax->content))
    checking.field("tax", {ShapeKind::number, ShapeKind::integer});
}

/// A rate in per cent, written or in a field: 20 is 0.2.
std::optional<double> tax_of(Composing& composing) {
  if (const auto rate = composing.section().number("tax")) return *rate / 100;
  const auto* datum = composing.field("tax");
  const auto rate = datum ? datum->number() : std::nullopt;
  if (!rate) return std::nullopt;
  return *rate / 100;
}

/// "Arrêté à la somme de : …", of the whole with its tax.
Block sum_in_words(Composing& composing, const std::vector<kit::BudgetLine>& lines,
                   const kit::BudgetManner& manner) {
  const auto all = kit::totals(lines);
  auto amount = all.amount;
  if (all.with_amount < all.lines)  // words look final: not of a sum of which something is missing
    return paragraph(
        composing.writer().kit()("budget.in-words", {{"amount", composing.writer().kit().missing()}}));
  if (manner.tax) amount = kit::to_cents(amount + kit::tax_on(amount, *manner.tax));
  return paragraph(composing.writer().kit()(
      "budget.in-words",
      {{"amount", amount_in_words(amount, manner.currency, composing.environment().locale())}}));
}

Blocks budget(Composing& composing) {
  auto& writer = composing.writer();
  const auto lines = kit::budget_of(writer.context().fields(), composing.section().text("rows"));
  if (lines.empty()) return without_content(composing);
  const auto tax = tax_of(composing);
  const kit::BudgetManner manner{composing.environment().currency(plain_shape(ShapeKind::money)),
                                 tax && *tax > 0 ? tax : std::nullopt};
  const auto parts = composing.section().texts("parts");
  const auto has = [&](const char* part) {
    return std::find(parts.begin(), parts.end(), part) != parts.end();
  };
  Blocks out;
  if (parts.empty() || has("planned"))
    out.push_back(captioned(composing, kit::budget_table(writer, lines, manner)));
  if (has("actual")) out.push_back(kit::budget_against_actual(writer, lines, manner));
  if (has("words")) out.push_back(sum_in_words(composing, lines, manner));
  return out;
}

Field rows_key(const char* preset, bool required) {
  return labelled(text_field("rows", required), "Lignes", "Rows",
                  std::string("Un champ du genre ") + preset + ".",
                  std::string("A field of the type ") + preset + ".");
}

}  // namespace

Component recommendations_component() {
  auto rows = rows_key("recommendations", false);
  rows.help.by_language["fr"] += " Sans lui : celles de l’activité, ou de toutes.";
  rows.help.by_language["en"] += " Without it: those of the activity, or of all.";
  return {"recommendations",
          "Les recommandations : résumé, suivi, détail.",
          "Recommendations: summary, tracking, details.",
          {rows, parts_key({"summary", "tracking", "details"}), activity_key(), missing_key()},
          check_recommendations,
          recommendations,
          "[[section]]\ncomponent = \"recommendations\"\nparts = [\"tracking\"]\n"};
}

Component logframe_component() {
  return {"logframe",
          "Le cadre logique : chaîne des résultats, indicateurs, valeurs, sources, hypothèses.",
          "The logical framework: results chain, indicators, values, sources, assumptions.",
          {rows_key("logframe", true), caption_key(), missing_key(),
           labelled(boolean_field("reached"), "Valeurs atteintes", "Values reached",
                    "false : sans leur colonne, où rien n’est encore mesuré.",
                    "false: without their column, where nothing is measured yet.")},
          check_logframe,
          logframe,
          "[[section]]\ncomponent = \"logframe\"\nrows = \"framework\"\n"};
}

Component budget_component() {
  auto tax = labelled(text_field("tax"), "Taxe", "Tax", "Son taux en pour cent (20), ou le nom d’un champ.",
                      "Its rate in per cent (20), or the name of a field.");
  tax.kind = FieldKind::any;
  return {
      "budget",
      "Un budget en lignes : prévu, dépensé, écart ; totaux, taxe, somme en lettres.",
      "A budget of lines: planned, spent, variance; totals, tax, the sum in words.",
      {rows_key("budget", true), tax, caption_key(), missing_key(),
       labelled(list_field("parts", choice_field("", {"planned", "actual", "words"})), "Parties", "Parts",
                "« planned » sans précision.", "“planned” unless said.")},
      check_budget,
      budget,
      "[[section]]\ncomponent = \"budget\"\nrows = \"lines\"\ntax = 20\nparts = [\"planned\", \"words\"]\n"};
}

}  // namespace taqrir::declared
