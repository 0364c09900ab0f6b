#include "app/pieces_attached.hpp"

#include "app/paths.hpp"

namespace taqrir::app {

namespace {

const char* media_type(const std::string& format) {
  if (format == "docx") return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (format == "pptx") return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
  if (format == "odt") return "application/vnd.oasis.opendocument.text";
  if (format == "ods") return "application/vnd.oasis.opendocument.spreadsheet";
  if (format == "odp") return "application/vnd.oasis.opendocument.presentation";
  if (format == "pdf") return "application/pdf";
  if (format == "text" || format == "markdown") return "text/plain";
  return format == "csv" ? "text/csv" : "application/octet-stream";
}

std::string title_of(const Piece& piece, const Locale& locale) {
  return locale.word("document.piece-stamp", {{"n", number_of(piece, locale)}}) + " – " +
         piece.title.in(locale.language());
}

}  // namespace

std::vector<AttachedPiece> attached_pieces(const MissionSession& session, const layout::Pages& pages,
                                           const Locale& locale, Diagnostics& diagnostics) {
  std::vector<AttachedPiece> out;
  for (const auto& piece : session.pieces({}).all) {
    const bool is_file = piece.standing == Piece::Standing::present && piece.kind == Piece::Kind::other;
    if (!is_file || !pages.destinations.contains(session.redactor().redacted(piece_anchor(piece)))) continue;
    auto bytes = session.assets().bytes(piece.file);
    if (!bytes) {
      append(diagnostics, std::move(bytes.error()));
      continue;
    }
    const auto owner = piece.activity.empty() ? std::string() : piece.activity + " ";
    out.push_back({owner + std::to_string(piece.number) + " " + file_name(piece.file.path),
                   media_type(piece.format), title_of(piece, locale), std::move(*bytes)});
  }
  return out;
}

}  // namespace taqrir::app
