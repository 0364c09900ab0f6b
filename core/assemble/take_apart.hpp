// From a piece's file to a chunk. This is what a worker does: whatever the file holds, the end is a chunk that
// is whole or one that says why not. A file may still crash it, or take too much time or memory: who calls it
// for foreign files does so in a child (Workers).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assemble/assemble.hpp"
#include "assemble/record.hpp"
#include "base/world.hpp"

namespace taqrir::assemble {

/// One appearance of a piece in the whole.
struct PieceRequest {
  Bytes pdf;              ///< the file
  std::string shown;      ///< for messages
  std::string prefix;     ///< of names within the whole; no two appearances share one
  std::vector<int> pages; ///< 0-based, rising
  bool tagged = true;     ///< tags are wanted
  std::string title;      ///< what the whole calls the piece: for pages that cannot be read aloud
  std::shared_ptr<const PieceFile> file = {};  ///< where `pdf` is to be had when it is empty
};

/// For a child, and back; the request's bytes live as long as what the record was read from.
void put_request(const Sink& to, const PieceRequest& request);
std::optional<PieceRequest> request_of(const Record& record);

void put_diagnostic(const Sink& to, char kind, const Diagnostic& diagnostic);
/// Its place is the file as a whole.
Diagnostic diagnostic_of(const Record& record, const std::string& shown);

/// Never throws.
void take_apart(const PieceRequest& request, const Sink& sink);

}  // namespace taqrir::assemble
