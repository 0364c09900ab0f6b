// pieces.lock, beside mission.toml: which number each annexed piece has, so that a number once printed
// always means the same piece. One line a piece, sorted, to be read in a diff and kept with the mission.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"
#include "model/piece.hpp"

namespace taqrir::input {

inline constexpr const char* kLockName = "pieces.lock";

struct LockedPiece {
  std::string activity, id;
  int number = 0;
  std::string file;    ///< relative to the mission
  std::string sha256;  ///< of the content that last stood under the number
  std::optional<Date> replaced;
  bool withdrawn = false;

  bool operator==(const LockedPiece&) const = default;
};

struct PiecesLock {
  std::vector<LockedPiece> pieces;

  bool operator==(const PiecesLock&) const = default;
};

/// No lock is an empty one. What is wrong with it is told with its line, all at once.
Result<PiecesLock> read_pieces_lock(World& world, const std::string& path, const std::string& shown);
/// The file's text.
std::string text_of(const PiecesLock& lock);

/// Gives the pieces of one activity their numbers, then orders them by number: those that the lock knows (by
/// id, or by file when their id is new) keep theirs, the others follow in their present order. Numbers that
/// no piece bears any more are noted as withdrawn.
void number_pieces(Pieces& pieces, const std::string& activity, const PiecesLock& lock);

/// The lock as it is to be kept: `lock` with what the numbered pieces say. Sets Piece::replaced of those
/// whose content is another than the locked one to `day`, when that was noticed: a declared date may be the
/// former document's.
PiecesLock renewed(const PiecesLock& lock, const std::vector<Pieces*>& activities, Date day);

}  // namespace taqrir::input
