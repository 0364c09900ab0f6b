#include "app/pieces_tried.hpp"

#include <numeric>

#include "app/piece_worker.hpp"
#include "assemble/chunk.hpp"
#include "assemble/record.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kTaken = "piece-taken";

Diagnostics errors_in(std::string_view chunk, const std::string& shown) {
  Diagnostics errors;
  assemble::RecordReader reader(chunk);
  while (const auto record = reader.next())
    if (record->kind == assemble::part::failure) errors.push_back(assemble::diagnostic_of(*record, shown));
  return errors;
}

}  // namespace

Diagnostics try_piece(Workshop& shop, MissionAssets& assets, const Piece& piece) {
  if (piece.kind != Piece::Kind::pdf || piece.leaves.empty() || piece.pages < 1) return {};
  if (shop.book.fact(kTaken, piece.sha256)) return {};
  const auto& leaf = piece.leaves.front();
  const auto pdf = assets.presentable(leaf);
  if (!pdf) return pdf.error();
  assemble::PieceRequest request{
      *pdf, assets.shown(leaf.path), "", std::vector<int>(static_cast<std::size_t>(piece.pages)), true, ""};
  std::iota(request.pages.begin(), request.pages.end(), 0);
  Diagnostics errors;
  PieceWorkers(shop.world, shop.locations.program, 1)
      .take_apart({request}, [&](std::size_t, Result<Bytes> chunk) {
        append(errors, chunk ? errors_in(chunk->view(), request.shown) : chunk.error());
      });
  if (errors.empty()) shop.book.note_fact(kTaken, piece.sha256, "1");
  return at(leaf.span, std::move(errors));
}

}  // namespace taqrir::app
