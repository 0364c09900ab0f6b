// taqrir check: all that can be found wrong without setting a page, and what is owed.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "app/completeness.hpp"
#include "app/job.hpp"
#include "app/pieces_cited.hpp"
#include "app/report_context.hpp"
#include "app/selectors.hpp"
#include "app/sessions.hpp"
#include "model/numbering.hpp"

namespace taqrir::app {

namespace {

/// What the reports of a mission cite, as far as they could be composed.
struct Citations {
  std::set<std::string> pieces;
  std::map<std::string, bool> whole;  ///< activities with reports; whether all of them were composed
};

/// A piece may be cited where nothing could be read: of such activities nothing is said.
void warn_of_uncited(const MissionSession& session, const Citations& citations, Outcome& outcome) {
  for (const auto& activity : session.mission().activities)
    if (const auto it = citations.whole.find(activity.id); it != citations.whole.end() && it->second)
      append(outcome.diagnostics, never_cited(activity, citations.pieces));
  const bool all_read = std::all_of(citations.whole.begin(), citations.whole.end(),
                                    [](const auto& activity) { return activity.second; });
  if (all_read) append(outcome.diagnostics, never_cited(session.mission(), citations.pieces));
}

/// Composes every report of a mission without setting it: what its texts and tables have wrong.
void rehearse(const MissionSession& session, Outcome& outcome) {
  Citations citations;
  for (const auto& id : session.types().known())  // also those that no activity has yet
    if (session.types().origin(id) == TypeOrigin::mission) append(outcome.diagnostics, session.types().said(id));
  for (const auto& target : declared(session)) {
    auto& whole = citations.whole.try_emplace(target.activity, true).first->second;
    const bool so_far = std::exchange(whole, false);
    if (session.blocked(target.activity, target.report)) continue;
    Findings findings;
    auto composed = compose_report(session, target.report, target.activity,
                                   session.fields(target.report, target.activity), findings);
    append(outcome.diagnostics, std::move(composed.diagnostics));
    append(outcome.diagnostics, std::move(findings.diagnostics));
    if (!composed.document) continue;
    note_cited(*composed.document, citations.pieces);
    whole = so_far;
    if (const auto locale = session.shop().locale(composed.document->language))
      append(outcome.diagnostics, number_document(*composed.document, **locale));
  }
  warn_of_uncited(session, citations, outcome);
}

}  // namespace

Outcome Job::check(const CheckRequest& request) {
  Outcome outcome;
  const auto folders = request.folders.empty() ? std::vector<std::string>{"."} : request.folders;
  const auto today = shop().source_date().value_or(world_.today());
  for (const auto& session : open_sessions(shop(), folders, outcome.diagnostics)) {
    if (session->mission().record.entries().empty()) continue;  // what is owed is not known
    const auto matrix = completeness(session->mission(), today);
    append(outcome.diagnostics, missing(matrix, today));
    for (auto& entry : entries_of(session->mission(), matrix)) outcome.completeness.push_back(std::move(entry));
    rehearse(*session, outcome);
  }
  finish(shop(), outcome);
  return outcome;
}

}  // namespace taqrir::app
