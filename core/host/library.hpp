// One plugin's shared library: loaded, the handshake done, its reports taken. Only library.cpp includes
// Boost.DLL.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "host/host.hpp"

namespace taqrir::host {

using ReportsById = std::map<std::string, std::shared_ptr<const Report>>;

struct Registered {
  ReportsById reports;
  std::vector<std::shared_ptr<const TypeLoader>> type_loaders;
};

/// Loads, shakes hands, registers. The reports are exactly those that the manifest names; or the
/// diagnostics (blame machine) say why the plugin is refused and what to do. A library that was taken
/// stays loaded to the end of the process: the documents and messages that it made hold its code too.
Result<Registered> load_reports(World& world, const PluginManifest& manifest);

}  // namespace taqrir::host
