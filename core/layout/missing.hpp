// What the reader is told of characters that no font of the theme has: where, how many, and what to install.
#pragma once

#include "base/diagnostic.hpp"
#include "layout/text.hpp"

namespace taqrir::layout {

/// One warning for each script.
Diagnostics missing_character_warnings(const Typesetter& typesetter);

}  // namespace taqrir::layout
