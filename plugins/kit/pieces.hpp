// Annexed pieces: the list of them, and the pages of each.
#pragma once

#include <functional>

#include "kit/writer.hpp"

namespace taqrir::kit {

/// Pieces under a title of their own (an activity, in a dossier); an empty title: none.
struct PieceGroup {
  Inlines title;
  std::vector<const Piece*> pieces;
};

PieceGroup group_of(Inlines title, const Pieces& pieces);

/// Number, title, date, origin, pages, and — where `stands_here` says that the document holds the piece —
/// the page at which it stands, as a link. `stands_here` may be null: the column is left out. A caption is
/// for lists that have no heading of their own.
using StandsHere = std::function<bool(const Piece&)>;
Block pieces_table(const Words& kit, const std::vector<PieceGroup>& groups,
                   const StandsHere& stands_here = {}, Inlines caption = {});

/// "Pièce 3 – Évaluation de l’atelier"
Inlines piece_heading(const Words& kit, const Piece& piece);
/// The piece itself under the anchor piece_anchor(piece): a PDF's pages as they are, a picture on a page
/// of its own; anything else a page that says what it is and that it is handed over beside the document.
/// `divider`: before a PDF, a page that announces it.
Blocks piece_pages(const Words& kit, const Piece& piece, bool divider);

}  // namespace taqrir::kit
