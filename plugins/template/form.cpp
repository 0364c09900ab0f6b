// component = "form": questions with room for their answers, to be printed and filled in by hand. The items
// are the form's own, or those that the satisfaction analysis counts.
#include "components.hpp"
#include "kit/form_items.hpp"
#include "kit/satisfaction.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

void check_form(Checking& checking) {
  checking.one_of({"rows", "items", "sheet"}, "the form asks nothing", "the form has its questions twice",
                  "write one of rows = \"…\" (a field of the type form-items), items = [ … ] and sheet = "
                  "\"technical-analysis\", or a field of the type satisfaction-sheet");
  checking.preset("rows", "form-items");
  if (checking.section().text("sheet") != "technical-analysis")
    checking.preset("sheet", "satisfaction-sheet");
  for (const auto& item : checking.raw_tables("items"))
    for (const auto* key : {"text", "low", "high"})
      if (const auto* value = item.find(key)) {
        Diagnostics missing;
        check_translations(*value, checking.type(), missing);
        checking.say(std::move(missing));
      }
  checking.say(kit::check_form_items(kit::form_items_of(checking.section(), "items")));
}

/// Of the type's own form, or of the activity's technical analysis.
std::optional<FileRef> sheet_of(Composing& composing) {
  const auto& context = composing.environment().context();
  if (composing.section().text("sheet") == "technical-analysis") {
    const auto* analysis = context.fields_of("technical-analysis", {context.activity_id()});
    return analysis ? analysis->file("satisfaction") : std::nullopt;
  }
  const auto* datum = composing.field("sheet");
  const auto* file = datum ? std::get_if<FileRef>(&datum->content) : nullptr;
  return file ? std::optional(*file) : std::nullopt;
}

/// Only the header is read: a sheet in which nobody has answered yet is as good.
Blocks form_of_sheet(Composing& composing) {
  const auto file = sheet_of(composing);
  if (!file) return {paragraph(composing.writer().kit().missing())};
  const auto table = composing.environment().context().table(*file);
  if (!table) return append(composing.writer().diagnostics(), table.error()), Blocks{};
  return {kit::satisfaction_form(composing.writer().kit(), kit::satisfaction_items(*table))};
}

Blocks form(Composing& composing) {
  const auto& section = composing.section();
  if (section.has("sheet")) return form_of_sheet(composing);
  const bool own = section.has("items");
  const auto items = own ? kit::form_items_of(section, "items")
                         : kit::form_items_of(composing.writer().fields(), section.text("rows"));
  if (items.empty()) return {paragraph(composing.writer().kit().missing())};
  if (!own) append(composing.writer().diagnostics(), kit::check_form_items(items));
  return kit::blank_form(composing.writer().kit(), items);
}

}  // namespace

Component form_component() {
  auto items = kit::form_item_fields("items");
  return {
      "form",
      "Un questionnaire à imprimer : des questions et la place des réponses, des échelles, des cases.",
      "A questionnaire to print: questions and room for the answers, scales, boxes to tick.",
      {labelled(text_field("rows"), "Lignes", "Rows", "Un champ du genre form-items.",
                "A field of the type form-items."),
       labelled(
           std::move(items), "Questions", "Questions",
           "Ou les questions mêmes : [ { text = …, kind = \"lines\" } ] ; kind : line, lines, box, scale, "
           "choice, several, yes-no.",
           "Or the questions themselves: [ { text = …, kind = \"lines\" } ]; kind: line, lines, box, "
           "scale, choice, several, yes-no."),
       labelled(text_field("sheet"), "Feuille", "Sheet",
                "Ou un champ du genre satisfaction-sheet, ou « technical-analysis » : les énoncés que "
                "l’analyse lira.",
                "Or a field of the type satisfaction-sheet, or “technical-analysis”: the items that the "
                "analysis reads.")},
      check_form,
      form,
      "[[section]]\ncomponent = \"form\"\nitems = [\n  { text = { fr = \"Que retenez-vous ?\" }, kind = "
      "\"lines\", lines = 4 },\n  { text = { fr = \"Le rythme convenait.\" }, kind = \"scale\", low = { fr = "
      "\"pas du tout\" }, high = { fr = \"tout à fait\" } },\n]\n"};
}

}  // namespace taqrir::declared
