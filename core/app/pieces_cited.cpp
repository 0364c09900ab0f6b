#include "app/pieces_cited.hpp"

#include "model/walk.hpp"

namespace taqrir::app {

namespace {

void note(const Blocks& blocks, std::set<std::string>& cited);
void note(const Inlines& inlines, std::set<std::string>& cited) {
  for (const auto& in : inlines) {
    if (const auto* reference = std::get_if<PieceReference>(&in.content)) cited.insert(reference->piece);
    for_each_inner(
        in, [&](const Inlines& inner) { note(inner, cited); },
        [&](const Blocks& inner) { note(inner, cited); });
  }
}

void note(const Blocks& blocks, std::set<std::string>& cited) {
  for (const auto& block : blocks)
    for_each_child(
        block, [&](const Inlines& inner) { note(inner, cited); },
        [&](const Blocks& inner) { note(inner, cited); });
}

}  // namespace

void note_cited(const Document& document, std::set<std::string>& cited) { note(document.blocks, cited); }

Diagnostics never_cited(const input::Activity& activity, const std::set<std::string>& cited) {
  Diagnostics out;
  for (const auto& piece : activity.pieces.all)
    if (!cited.contains(activity.id + "/" + piece.id))
      out.push_back(hinted(warning(piece.span, "no text of the activity cites the piece “{}”", {piece.id}),
                           "write [[piece:{}]] where a text relies on it", {piece.id}));
  return out;
}

Diagnostics never_cited(const input::Mission& mission, std::set<std::string> cited) {
  constexpr std::string_view kPart = "piece:";
  bool all = false;
  for (const auto& dossier : mission.record.tables("dossier"))
    for (const auto& part : dossier.texts("parts")) {
      all = all || part == "pieces/*";
      if (part.starts_with(kPart)) cited.insert(part.substr(kPart.size()));
    }
  Diagnostics out;
  for (const auto& piece : mission.pieces.all)
    if (!all && !cited.contains(piece.id))
      out.push_back(hinted(
          warning(piece.span, "no text of the mission cites the piece “{}”, and no dossier holds it", {piece.id}),
          "write [[piece:{}]] where a text relies on it, or “piece:{}” in the parts of a dossier",
          {piece.id, piece.id}));
  return out;
}

}  // namespace taqrir::app
