#include "app/clashes.hpp"

#include <map>
#include <set>
#include <utility>

namespace taqrir::app {

namespace {

Diagnostic clash(const std::string& path, const MissionSession& one, const MissionSession& other) {
  return hinted(
      error(whole_file(other.shown("mission.toml")), "“{}” has the id “{}” too: both missions would write {}",
            {one.shown("mission.toml"), one.id(), path}, Blame::input),
      "give one of them another id, or make each with its own --out");
}

}  // namespace

std::vector<Production> without_clashes(std::vector<Production> productions, Diagnostics& diagnostics) {
  std::map<std::string, const MissionSession*> owners;
  std::set<std::pair<const MissionSession*, const MissionSession*>> told;
  std::set<const MissionSession*> clashing;
  for (const auto& p : productions) {
    const auto* owner = owners.emplace(p.path, p.session).first->second;
    if (owner == p.session) continue;
    clashing.insert({owner, p.session});
    if (told.emplace(owner, p.session).second) diagnostics.push_back(clash(p.path, *owner, *p.session));
  }
  std::erase_if(productions, [&](const Production& p) { return clashing.contains(p.session); });
  return productions;
}

}  // namespace taqrir::app
