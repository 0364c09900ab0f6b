// Pieces that nothing declares: the files in a folder “annexes”, an activity's or the mission's.
#pragma once

#include <set>
#include <string>

#include "base/world.hpp"
#include "input/files.hpp"
#include "input/pieces_lock.hpp"
#include "model/piece.hpp"

namespace taqrir::input {

/// Those of the activity at `activities/<activity>` (of the mission itself for the empty id) that `declared` does not hold, in natural order (1, 2,
/// 10). Title, date and id come from the file's name; a file that the lock knows keeps its id. `shown` is
/// the mission's folder as messages name it. Hidden files and what editors leave behind are passed over.
std::vector<Piece> found_pieces(const FileContext& context, const std::string& shown,
                                const std::string& activity, const Pieces& declared, const PiecesLock& lock,
                                Diagnostics& diagnostics);

/// Hidden files, and what editors and systems leave in folders (“~$report.docx”, “Thumbs.db”).
bool is_leaving(const std::string& name);

/// What a file's name says.
struct NamedPiece {
  std::string id;
  std::string title;
  std::optional<Date> date;  ///< "2025-06-12-pv.pdf"
};
NamedPiece piece_of_name(const std::string& file_name);

}  // namespace taqrir::input
