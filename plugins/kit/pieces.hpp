// Annexed pieces: the list of them, and the pages of each.
#pragma once

#include <functional>

#include "kit/writer.hpp"

namespace taqrir::kit {

/// Pieces under a title of their own (an activity, in a dossier); an empty title: none.
struct PieceGroup {
  Inlines title;
  std::vector<const Piece*> pieces;
  std::vector<WithdrawnPiece> withdrawn;
};

PieceGroup group_of(Inlines title, const Pieces& pieces);

/// Number, title, date and origin, checksum (first 12 digits), pages, and — where `stands_here` says that the document holds the piece —
/// the page at which it stands, as a link. `stands_here` may be null: the column is left out. A caption is
/// for lists that have no heading of their own.
using StandsHere = std::function<bool(const Piece&)>;
Block pieces_table(const Words& kit, const std::vector<PieceGroup>& groups,
                   const StandsHere& stands_here = {}, Inlines caption = {});

/// "Pièce 3 – Évaluation de l’atelier"
Inlines piece_heading(const Words& kit, const Piece& piece);
/// The piece itself under the anchor piece_anchor(piece): a PDF's pages as they are, pictures on a page each,
/// a text as a part of its own; anything else a page that says what it is and that it is attached.
/// `divider`: before the piece, a page that announces it. What cannot be read is kept by the writer.
Blocks piece_pages(Writer& writer, const Piece& piece, bool divider);

}  // namespace taqrir::kit
