#include "app/sessions.hpp"

#include <set>

#include "app/paths.hpp"
#include "app/selectors.hpp"

namespace taqrir::app {

Sessions open_sessions(Workshop& shop, const std::vector<std::string>& folders, Diagnostics& diagnostics,
                       Treatment treatment) {
  Sessions sessions;
  std::set<std::string> opened;  // a mission that is named twice is one
  for (const auto& folder : folders) {
    if (!opened.insert(shop.world.canonical(folder)).second) continue;
    if (auto none = no_mission(shop.world, folder); !none.empty()) {
      append(diagnostics, std::move(none));
      continue;
    }
    auto session = std::make_unique<MissionSession>(shop, folder, treatment);
    append(diagnostics, session->diagnostics());
    if (session->usable()) sessions.push_back(std::move(session));
  }
  return sessions;
}

std::vector<const MissionSession*> plain_pointers(const Sessions& sessions) {
  std::vector<const MissionSession*> out;
  for (const auto& session : sessions) out.push_back(session.get());
  return out;
}

void finish(Workshop& shop, Outcome& outcome) {
  append(outcome.diagnostics, shop.locale_warnings());
  sort_and_unify(outcome.diagnostics);
}

std::string name_of_mission(const MissionSession& session) {
  return session.id().empty() ? file_name(session.mission().folder) : session.id();
}

}  // namespace taqrir::app
