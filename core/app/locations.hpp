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
  std::string user = {};             ///< the user's folder: holds types/; empty: there is none
  bool mission_programs = false;     ///< types in a mission's own folder may be programs: the user trusts them
};

/// data: $TAQRIR_DATA, else <prefix>/share/taqrir/templates. plugins: those of `options`, those of
/// $TAQRIR_PLUGINS (separated by “:”), then <prefix>/lib/taqrir/plugins and its multiarch twin.
/// user: $XDG_DATA_HOME/taqrir, else ~/.local/share/taqrir. mission_programs: $TAQRIR_ALLOW_PROGRAMS is “1”.
/// `executable` is the program's own path, <prefix>/bin/taqrir.
Locations locate(World& world, const std::string& executable, const std::vector<std::string>& options);

}  // namespace taqrir::app
