// taqrir build: the reports that the command line selects.
#include <algorithm>

#include "app/clashes.hpp"
#include "app/job.hpp"
#include "app/paths.hpp"
#include "app/pieces_numbers.hpp"
#include "app/production.hpp"
#include "app/selectors.hpp"
#include "app/sessions.hpp"

namespace taqrir::app {

namespace {

std::string output_path(const std::string& out, const MissionSession& session, bool several,
                        const Target& target, Format format) {
  auto folder = several ? join(out, name_of_mission(session)) : out;
  if (!target.activity.empty()) folder = join(folder, target.activity);
  return join(folder, target.report + "." + name_of(format));
}

bool wanted(const std::vector<std::string>& selectors, const Target& target) {
  if (selectors.empty()) return true;
  return std::any_of(selectors.begin(), selectors.end(), [&](const auto& s) { return selects(s, target); });
}

}  // namespace

Outcome Job::build(const BuildRequest& request) {
  Outcome outcome;
  const auto [folders, selectors] = split_arguments(world_, request.arguments, shop().types().known());
  const auto sessions = open_sessions(shop(), folders, outcome.diagnostics);
  if (!sessions.empty())
    append(outcome.diagnostics, unknown_selectors(selectors, plain_pointers(sessions), world_));
  std::vector<Production> productions;
  for (const auto& session : sessions)
    for (const auto& target : declared(*session)) {
      if (!wanted(selectors, target) || session->blocked(target.activity, target.report)) continue;
      productions.push_back({session.get(), target.report, target.activity,
                             session->fields(target.report, target.activity), request.format,
                             output_path(request.out, *session, folders.size() > 1, target, request.format),
                             false});
    }
  for (const auto& session : sessions) keep_piece_numbers(*session, outcome.diagnostics);
  productions = without_clashes(std::move(productions), outcome.diagnostics);
  produce(shop(), productions, {request.out, request.jobs, request.force}, outcome);
  finish(shop(), outcome);
  return outcome;
}

}  // namespace taqrir::app
