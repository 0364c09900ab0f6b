// Anchors when documents are put into one another: each keeps its own names under a prefix.
#pragma once

#include <string>

#include "model/document.hpp"

namespace taqrir::kit {

/// Puts `prefix` before every block id, and before every reference to an id of these blocks. Anchors of
/// pieces ("piece:…") are the same everywhere and stay; so do references to what lies outside.
void prefix_anchors(Blocks& blocks, const std::string& prefix);

}  // namespace taqrir::kit
