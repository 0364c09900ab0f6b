#include "kit/pieces.hpp"

#include "kit/cells.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

std::string pages_of(const Words& kit, const Piece& piece) {
  return piece.pages > 0 ? kit.integer(piece.pages) : kit.missing();
}

Inlines title_of(const Words& kit, const Piece& piece) {
  auto title = kit.localized(piece.title);
  if (!piece.confidential) return title;
  return joined({title, plain(" "), emphasis(kit("pieces.confidential"))});
}

Inlines page_of(const Words& kit, const Piece& piece, const StandsHere& stands_here) {
  if (!stands_here(piece)) return plain(kit("pieces.apart"));
  return {{PageReference{piece_anchor(piece)}, {}}};
}

std::vector<TableCell> row(const Words& kit, const Piece& piece, const StandsHere& stands_here) {
  std::vector<TableCell> cells{cell(kit.integer(piece.number)), cell(title_of(kit, piece)),
                               cell(kit.short_date(piece.date)), cell(kit.or_missing(piece.origin)),
                               cell(pages_of(kit, piece))};
  cells.front().header = true;
  if (stands_here) cells.push_back(cell(page_of(kit, piece, stands_here)));
  return cells;
}

std::vector<TableColumn> columns(bool with_page) {
  std::vector<TableColumn> all(5);
  all[0].alignment = all[4].alignment = Alignment::end;
  if (with_page) all.push_back({Alignment::end});
  return all;
}

Block unnumbered(int level, Inlines content, std::string id, bool in_contents) {
  auto out = heading(level, std::move(content), std::move(id));
  std::get<Heading>(out.content).numbered = false;
  std::get<Heading>(out.content).in_contents = in_contents;
  return out;
}

std::string file_name(const Piece& piece) {
  const auto slash = piece.file.path.rfind('/');
  return slash == std::string::npos ? piece.file.path : piece.file.path.substr(slash + 1);
}

Block piece_facts(const Words& kit, const Piece& piece) {
  std::vector<KeyFact> facts{{plain(kit("pieces.date")), plain(kit.date(piece.date))},
                             {plain(kit("pieces.origin")), plain(kit.or_missing(piece.origin))},
                             {plain(kit("pieces.pages")), plain(pages_of(kit, piece))},
                             {plain(kit("pieces.file")), {{CodeSpan{file_name(piece)}, {}}}}};
  return key_facts({}, std::move(facts));
}

Blocks pdf_pages(const Words& kit, const Piece& piece, bool divider) {
  Blocks blocks;
  if (divider) {
    blocks = {page_break(), unnumbered(2, piece_heading(kit, piece), {}, false), piece_facts(kit, piece)};
  }
  const auto stamp = kit.locale().word("document.piece-stamp", {{"n", kit.integer(piece.number)}});
  blocks.push_back(
      block(ForeignPages{piece.file, piece.id, piece_heading(kit, piece), stamp}, piece_anchor(piece)));
  return blocks;
}

Blocks own_page(const Words& kit, const Piece& piece, Block content) {
  return {page_break(), unnumbered(2, piece_heading(kit, piece), piece_anchor(piece), true),
          std::move(content)};
}

Block picture(const Words& kit, const Piece& piece) {
  Image image{piece.file, plain_text(kit.localized(piece.title)), {}};
  return block(Figure{std::move(image), {}, {}});
}

}  // namespace

PieceGroup group_of(Inlines title, const Pieces& pieces) {
  PieceGroup group{std::move(title), {}};
  for (const auto& piece : pieces.all) group.pieces.push_back(&piece);
  return group;
}

Block pieces_table(const Words& kit, const std::vector<PieceGroup>& groups, const StandsHere& stands_here,
                   Inlines caption) {
  const auto shape = columns(stands_here != nullptr);
  TableBuilder table(shape);
  std::vector<std::string> titles{kit("pieces.number"), kit("pieces.title"), kit("pieces.date"),
                                  kit("pieces.origin"), kit("pieces.pages")};
  if (stands_here) titles.push_back(kit("pieces.page"));
  table.header(titles);
  for (const auto& group : groups) {
    if (!group.title.empty()) table.row({group_cell(group.title, shape.size())});
    for (const auto* piece : group.pieces) table.row(row(kit, *piece, stands_here));
  }
  return table.caption(std::move(caption)).build("pieces-table");
}

Inlines piece_heading(const Words& kit, const Piece& piece) {
  const auto number = kit.locale().word("document.piece-stamp", {{"n", kit.integer(piece.number)}});
  return joined({plain(number + " – "), kit.localized(piece.title)});
}

Blocks piece_pages(const Words& kit, const Piece& piece, bool divider) {
  switch (piece.kind) {
    case Piece::Kind::pdf: return pdf_pages(kit, piece, divider);
    case Piece::Kind::picture: return own_page(kit, piece, picture(kit, piece));
    case Piece::Kind::other: break;
  }
  auto blocks = own_page(kit, piece, paragraph(kit("pieces.handed-over-apart")));
  blocks.push_back(piece_facts(kit, piece));
  return blocks;
}

}  // namespace taqrir::kit
