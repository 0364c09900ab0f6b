#include "app/cache_folder.hpp"

#include "app/paths.hpp"

namespace taqrir::app {

std::string cache_folder(World& world) {
  const auto given = [&](const char* name) { return world.environment(name).value_or(""); };
  if (const auto own = given("TAQRIR_CACHE"); !own.empty()) return own;
  if (const auto caches = given("XDG_CACHE_HOME"); caches.starts_with("/")) return join(caches, "taqrir");
  if (const auto home = given("HOME"); home.starts_with("/")) return join(home, ".cache/taqrir");
  return {};
}

}  // namespace taqrir::app
