// component = "pieces" and "pictures": annexed documents in a list, and pictures in a grid.
#include "kit/pieces.hpp"

#include <algorithm>

#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

// ---------------------------------------------------------------- the list of pieces

void check_pieces(Checking& checking) {
  checking.text("caption"), checking.text("empty");
  checking.activity();
}

/// Groups of pieces: of the report's own, of the activity that is named, or of each activity.
std::vector<kit::PieceGroup> groups_of(Composing& composing) {
  const auto& context = composing.writer().context();
  const auto& language = composing.environment().locale().language();
  const bool each = composing.section().text("of") == "activities";
  if (!each && !composing.section().has("activity")) return {kit::group_of({}, context.pieces())};
  const auto only = each ? std::string() : composing.activity();
  std::vector<kit::PieceGroup> out;
  for (const auto& activity : context.activities())
    if (activity.pieces && !activity.pieces->all.empty() && (each || activity.id == only))
      out.push_back(
          kit::group_of(each && activity.record ? plain(activity.record->text("title", language)) : Inlines{},
                        *activity.pieces));
  return out;
}

Blocks pieces(Composing& composing) {
  auto& writer = composing.writer();
  const auto groups = groups_of(composing);
  const bool none =
      std::all_of(groups.begin(), groups.end(), [](const auto& one) { return one.pieces.empty(); });
  if (none && composing.leaves_out_missing()) return {};
  if (none) {
    auto words = composing.section().has("empty") ? composing.text("empty") : plain(writer.word("no-pieces"));
    return words.empty() ? Blocks{} : Blocks{paragraph(std::move(words))};
  }
  Blocks out{kit::pieces_table(writer.kit(), groups, {}, composing.text("caption"))};
  if (composing.section().boolean("pages").value_or(false))
    for (const auto& group : groups)
      for (const auto* piece : group.pieces) append(out, kit::piece_pages(writer, *piece, false));
  return out;
}

// ---------------------------------------------------------------- pictures

void check_pictures(Checking& checking) {
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
}

/// A cell of the grid: the picture and, below it, what it shows.
TableCell picture_cell(const FileRef& file, Inlines words) {
  TableCell out;
  const auto alt = plain_text(words);
  out.content.push_back(block(Figure{{file, alt, {}}, std::move(words), {}}));
  return out;
}

Blocks pictures(Composing& composing) {
  const auto& section = composing.section();
  const auto columns = static_cast<std::size_t>(section.integer("across").value_or(2));
  const auto& rows = composing.rows("rows");
  std::vector<TableCell> cells;
  Blocks one_below_another;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::shared_ptr<const Datum> row(std::shared_ptr<const Datum>(), &rows[i]);
    const auto scope = scope_of_item(composing.scope(), row, i, rows.size());
    const auto* picture = scope.find(section.text("picture"));
    const auto* file = picture ? std::get_if<FileRef>(&picture->content) : nullptr;
    if (!file) continue;
    const auto value = composing.value(section.text("description"), scope);
    auto words = value->missing() ? Inlines{} : shown(*value, composing.environment());
    if (columns > 1) {
      cells.push_back(picture_cell(*file, std::move(words)));
    } else {
      const auto alt = plain_text(words);
      one_below_another.push_back(block(Figure{{*file, alt, {}}, std::move(words), {}}));
    }
  }
  if (columns <= 1 || cells.empty()) return one_below_another;
  TableBuilder grid(
      std::vector<TableColumn>(columns, {Alignment::center, 1.0 / static_cast<double>(columns)}));
  for (std::size_t i = 0; i < cells.size(); i += columns) {
    std::vector<TableCell> line(
        cells.begin() + static_cast<std::ptrdiff_t>(i),
        cells.begin() + static_cast<std::ptrdiff_t>(std::min(i + columns, cells.size())));
    line.resize(columns);
    grid.row(std::move(line));
  }
  return {grid.build()};
}

}  // namespace

Component pieces_component() {
  return {
      "pieces",
      "La liste des pièces annexées à l’activité ou à la mission.",
      "The list of the documents annexed to the activity or the mission.",
      {labelled(localized_field("caption"), "Légende", "Caption"),
       labelled(localized_field("empty"), "Sans pièce", "Without pieces",
                "Ce qui est écrit quand il n’y en a pas.", "What is written where there are none."),
       labelled(boolean_field("pages"), "Pages", "Pages", "true : les pièces elles-mêmes suivent la liste.",
                "true: the pieces themselves follow the list."),
       labelled(choice_field("of", {"activities"}), "De", "Of",
                "« activities » : celles de chaque activité, l’une après l’autre.",
                "“activities”: those of each activity, one after the other."),
       activity_key(), missing_key()},
      check_pieces,
      pieces,
      "[[section]]\ncomponent = \"pieces\"\ntitle = { fr = \"Pièces annexées\" }\n"};
}

Component pictures_component() {
  auto across = labelled(integer_field("across"), "De front", "Across",
                         "Combien d’images par ligne : 2 sans précision.",
                         "How many pictures in a row: 2 unless said.");
  across.minimum = 1, across.maximum = 4;
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
       across},
      check_pictures,
      pictures,
      "[[section]]\ncomponent = \"pictures\"\nrows = \"photos\"\npicture = \"file\"\ndescription = "
      "\"caption\"\nacross = 2\n"};
}

}  // namespace taqrir::declared
