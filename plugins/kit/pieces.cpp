#include "kit/pieces.hpp"

#include "kit/cells.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

constexpr std::size_t kShortHash = 12;  // digits of the checksum that stand in the list
constexpr Pt kPageWidth = 450;           // of a picture that is a piece: as wide as the text of most themes

std::string pages_of(const Words& kit, const Piece& piece) {
  return piece.pages > 0 ? kit.integer(piece.pages) : std::string("–");
}

/// The word for a piece that the document only names; empty for one that it shows.
std::string absence_key(const Piece& piece) {
  switch (piece.standing) {
    case Piece::Standing::withheld: return "pieces.withheld";
    case Piece::Standing::missing: return "pieces.missing";
    case Piece::Standing::present: break;
  }
  return {};
}

std::string short_hash(const Piece& piece) { return piece.sha256.substr(0, kShortHash); }

Inlines title_of(const Words& kit, const Piece& piece) {
  auto title = kit.localized(piece.title);
  if (const auto key = absence_key(piece); !key.empty()) return joined({title, plain(" "), emphasis(kit(key))});
  if (piece.confidential) title = joined({title, plain(" "), emphasis(kit("pieces.confidential"))});
  if (!piece.replaced) return title;
  return joined(
      {title, plain(" "), emphasis(kit("pieces.replaced", {{"date", kit.short_date(piece.replaced)}}))});
}

Inlines page_of(const Words& kit, const Piece& piece, const StandsHere& stands_here) {
  if (!stands_here(piece)) return plain(kit("pieces.apart"));
  return {{PageReference{piece_anchor(piece)}, {}}};
}

/// Our own typesetting decides how many pages a text takes.
Inlines extent_of(const Words& kit, const Piece& piece, const StandsHere& stands_here) {
  const bool is_set = piece.kind == Piece::Kind::text && piece.pages == 0 && absence_key(piece).empty();
  if (is_set && stands_here && stands_here(piece)) return {{PageReference{piece_anchor(piece), true}, {}}};
  return plain(pages_of(kit, piece));
}

Inlines date_and_origin(const Words& kit, const Piece& piece) {
  Inlines out;
  if (piece.date) out = plain(kit.short_date(piece.date));
  if (!piece.origin.empty()) {
    if (!out.empty()) out.push_back({HardBreak{}, {}});
    out = joined({std::move(out), kit.as_written(piece.origin)});
  }
  return out.empty() ? plain(kit.missing()) : out;
}

template <class AnyPiece>
TableCell number_cell(const Words& kit, const AnyPiece& piece) {
  auto out = cell(number_of(piece, kit.locale()));
  out.header = true;
  return out;
}

std::vector<TableCell> row(const Words& kit, const Piece& piece, const StandsHere& stands_here) {
  std::vector<TableCell> cells{number_cell(kit, piece), cell(title_of(kit, piece)),
                               cell(date_and_origin(kit, piece)), cell(piece.sha256.empty() ? plain("–") : Inlines{{CodeSpan{short_hash(piece)}, {}}}),
                               cell(extent_of(kit, piece, stands_here))};
  if (stands_here) cells.push_back(cell(page_of(kit, piece, stands_here)));
  return cells;
}

/// A number that was given once and is borne by no piece any more.
std::vector<TableCell> withdrawn_row(const Words& kit, const WithdrawnPiece& piece, std::size_t columns) {
  std::vector<TableCell> cells{number_cell(kit, piece),
                               cell(joined({plain(piece.id + " "), emphasis(kit("pieces.withdrawn"))}))};
  while (cells.size() < columns) cells.push_back(cell("–"));
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
                             {plain(kit("pieces.origin")), piece.origin.empty() ? plain(kit.missing()) : kit.as_written(piece.origin)}};
  if (piece.pages > 0 || piece.kind == Piece::Kind::text)
    facts.push_back({plain(kit("pieces.pages")), extent_of(kit, piece, [](const Piece&) { return true; })});
  facts.push_back({plain(kit("pieces.file")), {{CodeSpan{file_name(piece)}, {}}}});
  facts.push_back({plain(kit("pieces.checksum")), {{CodeSpan{short_hash(piece)}, {}}}});
  if (piece.confidential)
    facts.push_back({plain(kit("pieces.access")), plain(kit("pieces.confidential-word"))});
  return key_facts({}, std::move(facts));
}

std::string stamp_of(const Words& kit, const Piece& piece) {
  return kit.locale().word("document.piece-stamp", {{"n", number_of(piece, kit.locale())}});
}

Blocks divider_page(const Words& kit, const Piece& piece) {
  return {page_break(), unnumbered(2, piece_heading(kit, piece), {}, false), piece_facts(kit, piece)};
}

Block pdf_pages(const Words& kit, const Piece& piece) {
  const auto file = piece.leaves.empty() ? piece.file : piece.leaves.front();
  return block(ForeignPages{file, piece.id, piece_heading(kit, piece), stamp_of(kit, piece)},
               piece_anchor(piece));
}

Block own_heading(const Words& kit, const Piece& piece) {
  return unnumbered(2, piece_heading(kit, piece), piece_anchor(piece), true);
}

Block picture(const Words& kit, const Piece& piece, const FileRef& leaf, std::size_t index) {
  auto alt = plain_text(kit.localized(piece.title));
  if (piece.leaves.size() > 1)
    alt += " – " + kit.locale().word("document.page", {{"n", kit.integer(static_cast<int>(index + 1))}});
  return block(Figure{Image{leaf, std::move(alt), kPageWidth}, {}, {}});
}

Blocks pictures(const Words& kit, const Piece& piece) {
  Blocks out;
  for (std::size_t i = 0; i < piece.leaves.size(); ++i) {
    out.push_back(page_break());
    if (i == 0) out.push_back(own_heading(kit, piece));
    out.push_back(picture(kit, piece, piece.leaves[i], i));
  }
  return out;
}

Blocks text_part(Writer& writer, const Piece& piece) {
  const auto& kit = writer.kit();
  auto text = writer.context().piece_text(piece, 3);
  if (!text) append(writer.diagnostics(), std::move(text.error()));
  Blocks out{page_break(), own_heading(kit, piece)};
  if (text) out.push_back(block(Division{std::move(*text)}, {}, piece.language));
  return out;
}

Blocks announced_file(const Words& kit, const Piece& piece) {
  return {page_break(), own_heading(kit, piece), paragraph(kit("pieces.attached")), piece_facts(kit, piece)};
}

/// A page in the piece's place, under its anchor, that says why it is not here.
Blocks absence_page(const Words& kit, const Piece& piece, const std::string& key) {
  Callout callout;
  callout.kind = piece.standing == Piece::Standing::missing ? Callout::Kind::warning : Callout::Kind::note;
  callout.title = plain(kit(key + "-title"));
  callout.content = {paragraph(kit(key + "-page"))};
  Blocks blocks{page_break(), own_heading(kit, piece), block(std::move(callout))};
  std::vector<KeyFact> facts;
  if (piece.date) facts.push_back({plain(kit("pieces.date")), plain(kit.date(piece.date))});
  if (!piece.origin.empty()) facts.push_back({plain(kit("pieces.origin")), plain(piece.origin)});
  if (!facts.empty()) blocks.push_back(key_facts({}, std::move(facts)));
  return blocks;
}

}  // namespace

PieceGroup group_of(Inlines title, const Pieces& pieces) {
  PieceGroup group{std::move(title), {}, pieces.withdrawn};
  for (const auto& piece : pieces.all) group.pieces.push_back(&piece);
  return group;
}

Block pieces_table(const Words& kit, const std::vector<PieceGroup>& groups, const StandsHere& stands_here,
                   Inlines caption) {
  const auto shape = columns(stands_here != nullptr);
  TableBuilder table(shape);
  std::vector<std::string> titles{kit("pieces.number"), kit("pieces.title"), kit("pieces.date-and-origin"),
                                  kit("pieces.checksum"), kit("pieces.pages")};
  if (stands_here) titles.push_back(kit("pieces.page"));
  table.header(titles);
  for (const auto& group : groups) {
    if (!group.title.empty()) table.row({group_cell(group.title, shape.size())});
    for (const auto* piece : group.pieces) table.row(row(kit, *piece, stands_here));
    for (const auto& piece : group.withdrawn) table.row(withdrawn_row(kit, piece, shape.size()));
  }
  return table.caption(std::move(caption)).build("pieces-table");
}

Inlines piece_heading(const Words& kit, const Piece& piece) {
  const auto number = kit.locale().word("document.piece-stamp", {{"n", number_of(piece, kit.locale())}});
  return joined({plain(number + " – "), kit.localized(piece.title)});
}

Blocks piece_pages(Writer& writer, const Piece& piece, bool divider) {
  const auto& kit = writer.kit();
  if (const auto key = absence_key(piece); !key.empty()) return absence_page(kit, piece, key);
  Blocks out;
  if (divider && piece.kind != Piece::Kind::other) out = divider_page(kit, piece);
  switch (piece.kind) {
    case Piece::Kind::pdf: append(out, {pdf_pages(kit, piece)}); break;
    case Piece::Kind::picture: append(out, pictures(kit, piece)); break;
    case Piece::Kind::text: append(out, text_part(writer, piece)); break;
    case Piece::Kind::other: append(out, announced_file(kit, piece)); break;
  }
  return out;
}

}  // namespace taqrir::kit
