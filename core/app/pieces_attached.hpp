// Pieces that no page can show: they go into the PDF as files.
#pragma once

#include <string>
#include <vector>

#include "app/mission_session.hpp"
#include "layout/pages.hpp"

namespace taqrir::app {

struct AttachedPiece {
  std::string name;  ///< unique: "05-atelier 3 enquete.zip"
  std::string media_type;
  std::string description;  ///< "Pièce 3 – Enquête"
  Bytes bytes;              ///< as received
};

/// Those of the kind `other` that the pages announce. What cannot be read is appended.
std::vector<AttachedPiece> attached_pieces(const MissionSession& session, const layout::Pages& pages,
                                           const Locale& locale, Diagnostics& diagnostics);

}  // namespace taqrir::app
