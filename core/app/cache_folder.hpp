// Where what may be lost is kept.
#pragma once

#include <string>

#include "base/world.hpp"

namespace taqrir::app {

/// $TAQRIR_CACHE, else $XDG_CACHE_HOME/taqrir, else ~/.cache/taqrir; empty when none is known.
std::string cache_folder(World& world);

}  // namespace taqrir::app
