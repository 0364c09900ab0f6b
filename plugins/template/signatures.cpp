// component = "signatures": who signs, where and when.
#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

void check_signatures(Checking& checking) {
  checking.text("place_and_date");
  const bool listed = checking.section().has("signatories"), rows = checking.section().has("rows");
  if (listed == rows)
    checking.say(
        hinted(error(checking.section().span(), listed ? "the signatories are named twice" : "nobody signs"),
               "write signatories = [ { role = { fr = \"…\" } } ], or rows = a list of the form with role "
               "and name"));
  for (const auto& one : checking.raw_tables("signatories"))
    checking.text(one, "role", checking.names()), checking.text(one, "name", checking.names());
  const auto* row = checking.rows("rows");
  if (!row) return;
  const auto names = names_of_item(checking.names(), *row);
  checking.expression(checking.section(), "role", names),
      checking.expression(checking.section(), "name", names);
}

std::vector<Signatory> of_rows(Composing& composing) {
  std::vector<Signatory> out;
  const auto& rows = composing.rows("rows");
  const auto role = composing.section().text("role"), name = composing.section().text("name");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto scope = scope_of_item(composing.scope(), rows, i);
    const auto part = [&](const std::string& expression) {
      if (expression.empty()) return Inlines{};
      const auto value = composing.value(expression, scope);
      return value->missing() ? Inlines{} : shown(*value, composing.environment());
    };
    out.push_back({part(role), part(name)});
  }
  return out;
}

Blocks signatures(Composing& composing) {
  Signatures out{composing.text("place_and_date"), of_rows(composing)};
  for (const auto& one : composing.section().tables("signatories"))
    out.signatories.push_back(
        {composing.text(one, "role", composing.scope()), composing.text(one, "name", composing.scope())});
  if (out.signatories.empty()) return {};
  return {block(std::move(out))};
}

}  // namespace

Component signatures_component() {
  Schema signatory{labelled(localized_field("role", true), "Qualité", "Role"),
                   labelled(localized_field("name"), "Nom", "Name")};
  return {
      "signatures",
      "Le bloc des signatures : lieu et date, puis qui signe.",
      "The signature block: place and date, then who signs.",
      {labelled(localized_field("place_and_date"), "Lieu et date", "Place and date"),
       labelled(list_field("signatories", table_field("", signatory)), "Signataires", "Signatories"),
       labelled(text_field("rows"), "Lignes", "Rows", "Ou un champ du genre list : un signataire par ligne.",
                "Or a field of the type list: a signatory for each row."),
       labelled(text_field("role"), "Qualité", "Role", "De chaque ligne.", "Of each row."),
       labelled(text_field("name"), "Nom", "Name", "De chaque ligne.", "Of each row.")},
      check_signatures,
      signatures,
      "[[section]]\ncomponent = \"signatures\"\nplace_and_date = { fr = \"Fait à {{ activity.place }}, le {{ "
      "report.date | date }}\" }\nsignatories = [ { role = { fr = \"Le président\" }, name = \"{{ chair }}\" "
      "} ]\n"};
}

}  // namespace taqrir::declared
