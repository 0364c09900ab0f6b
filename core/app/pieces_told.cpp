#include "app/pieces_told.hpp"

#include "app/paths.hpp"
#include "app/pieces_recognition.hpp"
#include "assemble/scanned.hpp"

namespace taqrir::app {

namespace {

/// What was asked for need not be advised: where it was done and nothing was found, that is said.
void settle_recognition(Diagnostic& d, const std::string& path, const MissionSession& session,
                        const Piece& piece) {
  if (d.message.pattern != assemble::kScannedPages || !recognition_of(session.mission(), piece).wanted)
    return;
  d.hint = {};
  if (path == source_of(path)) return;
  d.message.pattern =
      "pages {} hold no text, and none was recognised: they cannot be searched, copied or read aloud";
  d = hinted(std::move(d), "if there is text on them, scan them again with 300 dots per inch, upright");
}

}  // namespace

Diagnostics told_of_pieces(const MissionSession& session, Diagnostics diagnostics) {
  for (auto& d : diagnostics) {
    if (!d.span.file || !is_whole_file(d.span)) continue;
    const auto path = d.span.file->path();
    const auto file = source_of(path);
    for (const auto& piece : session.pieces({}).all) {
      if (piece.file.path != file) continue;
      settle_recognition(d, path, session, piece);
      if (!piece.found) d.message = {"“{}”: {}", {file_name(file), d.message.text()}};
      d.span = piece.found ? whole_file(session.shown(file)) : piece.span;
      break;
    }
  }
  return diagnostics;
}

}  // namespace taqrir::app
