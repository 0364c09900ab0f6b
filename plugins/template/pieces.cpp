// component = "pieces": annexed documents in a list, and their pages.
#include "kit/pieces.hpp"

#include <algorithm>

#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

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

}  // namespace taqrir::declared
