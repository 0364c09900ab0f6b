// The Document as indented text, one node a line, for golden tests and for the curious.
#pragma once

#include <string>

#include "model/document.hpp"

namespace taqrir {

/// `with_places`: append `@line:column` of each block.
std::string dump(const Document& document, bool with_places = false);

}  // namespace taqrir
