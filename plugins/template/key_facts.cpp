// component = "key-facts": labels and values in a panel.
#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

/// Filters change the value and not what it is called.
bool has_label(const Checking& checking, const Record& fact) {
  if (fact.has("label")) return true;
  const auto expression = parse_expression(fact.text("value"), {});
  const auto shape = expression ? checking.names().find(expression->path, {}) : Result<const Shape*>(nullptr);
  return shape && *shape && !(*shape)->label.empty();
}

void check_key_facts(Checking& checking) {
  checking.text("heading");
  const auto facts = checking.raw_tables("facts");
  if (facts.empty() && checking.section().has("facts"))
    checking.say(hinted(error(checking.section().span_of("facts"), "there is no fact to show"),
                        "write facts = [ { value = \"activity.place\" }, … ]"));
  for (const auto& fact : facts) {
    checking.text(fact, "label", checking.names());
    if (checking.expression(fact, "value", checking.names()) && !has_label(checking, fact))
      checking.say(
          hinted(error(fact.span_of("value"), "this fact has no label"), "add label = { fr = \"…\" }"));
    checking.condition(fact, "when", checking.names());
  }
}

/// The label that the fact is given, else its field's.
Inlines label_of(Composing& composing, const Record& fact, const Datum& value) {
  if (fact.has("label")) return composing.text(fact, "label", composing.scope());
  return composing.writer().kit().localized(value.shape->label);
}

/// What the path leads to: the label is of that, whatever filters make of the value.
const LocalizedText* label_of_path(const Composing& composing, const std::string& text) {
  const auto expression = parse_expression(text, {});
  const auto* datum = expression ? composing.scope().find(expression->path) : nullptr;
  return datum ? &datum->shape->label : nullptr;
}

Blocks key_facts(Composing& composing) {
  const bool leave_out = composing.section().text("missing") == "left-out";
  std::vector<KeyFact> facts;
  for (const auto& fact : composing.section().tables("facts")) {
    if (const auto* when = fact.find("when")) {
      const auto condition = parse_condition(*when);
      if (condition && !holds(*condition, composing.scope(), composing.environment())) continue;
    }
    const auto value = composing.value(fact.text("value"), composing.scope());
    if (value->missing() && leave_out) continue;
    auto label = label_of(composing, fact, *value);
    if (const auto* own = label_of_path(composing, fact.text("value")); own && !fact.has("label"))
      label = composing.writer().kit().localized(*own);
    facts.push_back({std::move(label), shown(*value, composing.environment())});
  }
  if (facts.empty()) return {};
  return {taqrir::key_facts(composing.text("heading"), std::move(facts))};
}

Field any_field(std::string name) {
  auto out = text_field(std::move(name));
  out.kind = FieldKind::any;
  return out;
}

}  // namespace

Component key_facts_component() {
  Schema fact{
      labelled(text_field("value", true), "Valeur", "Value",
               "Un nom et des filtres : « activity.dates », « budget | money ».",
               "A name and filters: “activity.dates”, “budget | money”."),
      labelled(localized_field("label"), "Libellé", "Label", "Sinon celui du champ.", "Else the field’s."),
      labelled(any_field("when"), "Quand", "When")};
  return {"key-facts",
          "Un panneau de faits : libellé et valeur. Ce qui manque est dit manquant.",
          "A panel of facts: label and value. What is missing is said to be.",
          {labelled(localized_field("heading"), "Titre du panneau", "Title of the panel"),
           labelled(list_field("facts", table_field("", fact), true), "Faits", "Facts"),
           labelled(choice_field("missing", {"shown", "left-out"}), "Manquants", "Missing",
                    "« left-out » : un fait sans valeur n’est pas montré.",
                    "“left-out”: a fact without a value is not shown.")},
          check_key_facts,
          key_facts,
          "[[section]]\ncomponent = \"key-facts\"\nfacts = [\n  { value = \"activity.dates\", label = { fr = "
          "\"Dates\" } },\n  { value = \"chair\" },\n  { value = \"decisions | count\", label = { fr = "
          "\"Décisions\" } },\n]\n"};
}

}  // namespace taqrir::declared
