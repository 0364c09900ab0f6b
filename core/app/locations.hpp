// Where the program's own data and the plugins are.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"

namespace taqrir::app {

struct Locations {
  std::vector<std::string> data;     ///< folders that hold themes/, locales/, visibility/ …; first wins
  std::vector<std::string> plugins;  ///< folders that hold <id>/plugin.toml; first wins
  std::string program = {};          ///< our own, which foreign PDFs are read by; empty: no child is made
};

/// data: $TAQRIR_DATA, else <prefix>/share/taqrir/templates. plugins: those of `options`, those of
/// $TAQRIR_PLUGINS (separated by “:”), then <prefix>/lib/taqrir/plugins and its multiarch twin.
/// `executable` is the program's own path, <prefix>/bin/taqrir.
Locations locate(World& world, const std::string& executable, const std::vector<std::string>& options);

}  // namespace taqrir::app
