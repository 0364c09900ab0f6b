// What a document holds of reports and pieces, and on which of its pages.
#pragma once

#include <map>
#include <string>

#include "app/manifest.hpp"
#include "app/mission_session.hpp"
#include "layout/pages.hpp"
#include "model/document.hpp"

namespace taqrir::app {

/// SHA-256 of what each report in the document says, by the anchor of its part.
using PartHashes = std::map<std::string, std::string>;
PartHashes hashes_of_parts(const Document& document);

/// Found by their anchors: a part "<activity>/<report>", a piece_anchor(). Empty for a document that is
/// no composition.
Holdings holdings_of(const MissionSession& session, const layout::Pages& pages, const PartHashes& hashes,
                     const std::string& language);

}  // namespace taqrir::app
