// Names in pieces whose pages are taken in as they are.
//
// What is searched: the text of the pages (pdftotext), and every string of what the dossier takes over (outlines, notes, fields,
// addresses, descriptions, file names), and the file's own properties, which go into an archive. What is only drawn or
// photographed cannot be searched.
#pragma once

#include "app/assets.hpp"
#include "app/edition.hpp"
#include "app/workshop.hpp"

namespace taqrir::app {

struct Searched {
  bool names_people = false;
  Diagnostics diagnostics;  ///< warnings at the piece's declaration
};

/// Of a present piece that is shown by a PDF's pages; others give nothing.
Searched search_piece(Workshop& shop, MissionAssets& assets, const Piece& piece, const Redactor& redactor);

/// The strings of an object's text as PDF writes them, in UTF-8, each in a line. What is no text gives no harm.
std::string strings_of_object(std::string_view text);

}  // namespace taqrir::app
