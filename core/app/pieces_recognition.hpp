// Scanned pieces: whether a mission asks for a layer of text in them, and in which languages it is looked for.
#pragma once

#include <string>

#include "app/hash_book.hpp"
#include "input/mission.hpp"

namespace taqrir::app {

struct Recognition {
  bool wanted = false;
  std::string languages;  ///< as Tesseract names them, "fra+ara"; empty: none that it knows
};

/// `ocr` of the piece's own [[piece]], else the mission's. The
/// languages are the piece's own, else all of the mission.
Recognition recognition_of(const input::Mission& mission, const Piece& piece);

/// The packages that it takes: "ocrmypdf tesseract-ocr-fra".
std::string recognition_packages(const Recognition& recognition);

/// Whether pages of a PDF are pictures of text. It is read by a child of `program` (app/piece_worker.hpp), once
/// for each content; one that cannot be read has none.
bool has_scanned_pages(World& world, HashBook& book, const std::string& program, const Bytes& pdf, int pages);

}  // namespace taqrir::app
