#include "group_label.hpp"

#include "model/builder.hpp"

namespace taqrir::declared {

Field group_label_key() {
  return labelled(
      table_field("group_label",
                  {labelled(text_field("rows", true), "Lignes", "Rows", "Un champ du genre list ou sheet.",
                            "A field of the type list or sheet."),
                   labelled(text_field("by", true), "Par", "By", "Sa colonne qui a la valeur du groupe.",
                            "Its column that has the group’s value."),
                   labelled(localized_field("text", true), "Texte", "Text", "« {{ code }} – {{ text }} ».",
                            "“{{ code }} – {{ text }}”.")}),
      "Titre des groupes", "Title of groups",
      "Les mots d’une autre liste : { rows = \"objectives\", by = \"code\", text = \"{{ code }} – {{ text "
      "}}\" }.",
      "In the words of another list: { rows = \"objectives\", by = \"code\", text = \"{{ code }} – {{ text "
      "}}\" }.");
}

void check_group_label(Checking& checking) {
  const Record* label = checking.section().table("group_label");
  if (!label) return;
  if (!checking.section().has("group"))
    checking.say(
        hinted(error(checking.section().span_of("group_label"), "there are no groups to give titles to"),
               "add group = \"…\", or take the key out"));
  const auto row = check_rows(label->text("rows"), checking.names(), label->span_of("rows"));
  if (!row) return checking.say(row.error());
  const auto names = names_of_item(checking.names(), **row);
  if (const auto by = names.find(label->text("by"), label->span_of("by")); !by) checking.say(by.error());
  checking.text(checking.raw_table("group_label"), "text", names);
}

Inlines group_title(Composing& composing, const std::string& value) {
  const Record* label = composing.section().table("group_label");
  const auto* list = label ? composing.scope().find(trimmed(label->text("rows"))) : nullptr;
  if (!list) return plain(value);
  auto& environment = composing.environment();
  const auto& rows = environment.rows(*list).elements;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto* key = rows[i].member(label->text("by"));
    if (key && !key->missing() && shown_text(*key, environment) == value)
      return composing.text(*label, "text", scope_of_item(composing.scope(), rows, i));
  }
  return plain(value);
}

}  // namespace taqrir::declared
