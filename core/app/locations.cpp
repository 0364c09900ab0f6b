#include "app/locations.hpp"

#include <algorithm>

#include "app/paths.hpp"

namespace taqrir::app {

namespace {

void append_split(std::vector<std::string>& to, const std::string& list) {
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(':', begin), list.size());
    if (end > begin) to.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
}

/// <prefix>/lib/taqrir/plugins, and <prefix>/lib/<triplet>/taqrir/plugins as Debian installs it.
void append_installed(World& world, std::vector<std::string>& to, const std::string& lib) {
  const auto add = [&](const std::string& folder) {
    if (world.info(folder)) to.push_back(folder);
  };
  add(join(lib, "taqrir/plugins"));
  if (!to.empty() && to.back() == join(lib, "taqrir/plugins")) return;
  for (const auto& name : world.list(lib))
    if (name.find("-linux-") != std::string::npos) add(join(join(lib, name), "taqrir/plugins"));
}

std::string user_folder(World& world) {
  if (const auto data = world.environment("XDG_DATA_HOME"); data && data->starts_with("/")) return join(*data, "taqrir");
  const auto home = world.environment("HOME");
  return home && home->starts_with("/") ? join(*home, ".local/share/taqrir") : std::string();
}

}  // namespace

Locations locate(World& world, const std::string& executable, const std::vector<std::string>& options) {
  const auto prefix = parent(parent(executable));
  Locations found;
  found.program = executable;
  if (const auto data = world.environment("TAQRIR_DATA"); data && !data->empty())
    append_split(found.data, *data);
  else
    found.data.push_back(join(prefix, "share/taqrir/templates"));
  found.plugins = options;
  if (const auto plugins = world.environment("TAQRIR_PLUGINS")) append_split(found.plugins, *plugins);
  found.user = user_folder(world);
  found.mission_programs = world.environment("TAQRIR_ALLOW_PROGRAMS") == "1";
  append_installed(world, found.plugins, join(prefix, "lib"));
  return found;
}

}  // namespace taqrir::app
