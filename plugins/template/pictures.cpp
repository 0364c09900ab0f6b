// component = "pictures": pictures beside each other, each with what it shows.
#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

void check_pictures(Checking& checking) {
  checking.text("caption");
  const auto* row = checking.rows("rows");
  if (!row) return;
  const auto names = names_of_item(checking.names(), *row);
  const auto name = checking.section().text("picture");
  const auto shape = names.find(name, checking.section().span_of("picture"));
  if (!shape) return checking.say(shape.error());
  if ((*shape)->kind != ShapeKind::file)
    checking.say(hinted(error(checking.section().span_of("picture"), "“{}” is no file", {name}),
                        "give it type = \"file\""));
  checking.expression(checking.section(), "description", names);
  checking.condition(checking.section(), "where", names);
}

Blocks pictures(Composing& composing) {
  const auto& section = composing.section();
  PictureGrid grid;
  grid.columns = static_cast<int>(section.integer("across").value_or(2));
  for (const auto& scope : composing.scopes("rows")) {
    const auto* picture = scope.find(section.text("picture"));
    const auto* file = picture ? std::get_if<FileRef>(&picture->content) : nullptr;
    if (!file) continue;
    const auto value = composing.value(section.text("description"), scope);
    auto words = value->missing() ? Inlines{} : shown(*value, composing.environment());
    const auto alt = plain_text(words);
    grid.pictures.push_back({{*file, alt, {}}, std::move(words)});
  }
  if (grid.pictures.empty()) return {};
  grid.caption = composing.text("caption");
  return {block(std::move(grid))};
}

}  // namespace

Component pictures_component() {
  auto across = labelled(integer_field("across"), "De front", "Across",
                         "Combien d’images par ligne : 2 sans précision.",
                         "How many pictures in a row: 2 unless said.");
  across.minimum = 1, across.maximum = 4;
  auto where =
      labelled(text_field("where"), "Où", "Where", "Seules les lignes pour lesquelles la condition tient.",
               "Only rows for which the condition holds.");
  where.kind = FieldKind::any;
  return {
      "pictures",
      "Des images en grille, chacune avec ce qu’elle montre.",
      "Pictures in a grid, each with what it shows.",
      {labelled(text_field("rows", true), "Lignes", "Rows", "Un champ du genre list.",
                "A field of the type list."),
       labelled(text_field("picture", true), "Image", "Picture", "Le champ des lignes qui nomme le fichier.",
                "The rows’ field that names the file."),
       labelled(text_field("description", true), "Description", "Description",
                "Le champ des lignes qui dit ce qu’elle montre.", "The rows’ field that says what it shows."),
       across, where,
       labelled(localized_field("caption"), "Légende", "Caption", "De l’ensemble.", "Of the whole.")},
      check_pictures,
      pictures,
      "[[section]]\ncomponent = \"pictures\"\nrows = \"photos\"\npicture = \"file\"\ndescription = "
      "\"caption\"\nacross = 2\n"};
}

}  // namespace taqrir::declared
