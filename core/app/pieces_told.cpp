#include "app/pieces_told.hpp"

#include "app/paths.hpp"

namespace taqrir::app {

Diagnostics told_of_pieces(const MissionSession& session, Diagnostics diagnostics) {
  for (auto& d : diagnostics) {
    if (!d.span.file || d.span.line != 0) continue;
    const auto file = source_of(d.span.file->path());
    for (const auto& piece : session.pieces({}).all) {
      if (piece.file.path != file) continue;
      if (!piece.found) d.message = {"“{}”: {}", {file_name(file), d.message.text()}};
      d.span = piece.found ? whole_file(session.shown(file)) : piece.span;
      break;
    }
  }
  return diagnostics;
}

}  // namespace taqrir::app
