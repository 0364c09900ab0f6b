// plugin.toml, read without loading anything.
//
//     id = "narrative-report"                 # the folder's name
//     title = { fr = "…", en = "…" }          # or one string
//     summary = "…"                           # one sentence, likewise; may be left out
//     reports = ["narrative-report"]          # every report type that the library registers
//     loads_types = true                      # it makes reports of folders; then `reports` may be left out
//     version = "1.2"                         # may be left out: the program's own
//     library = "narrative-report.so"         # may be left out: <id>.so
#pragma once

#include "host/host.hpp"

namespace taqrir::host {

/// The status of the plugin in `folder` (its name is the last part): found, or refused with every error
/// of its plugin.toml. Also a refused one has an id: the folder's name.
PluginStatus read_manifest(World& world, const std::string& folder);

}  // namespace taqrir::host
