// taqrir check: all that can be found wrong without setting a page, and what is owed.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "app/completeness.hpp"
#include "app/job.hpp"
#include "app/pieces_cited.hpp"
#include "app/report_context.hpp"
#include "app/rows.hpp"
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

/// Composes reports without setting them: what their texts and tables have wrong. A report of rows is looked
/// at row by row.
class Rehearsal {
 public:
  Rehearsal(const MissionSession& session, Citations& citations, Outcome& outcome)
      : session_(session), citations_(citations), outcome_(outcome) {}

  /// Whether it could be composed.
  bool look_at(const Target& target) {
    const auto* fields = session_.fields(target.report, target.activity);
    Findings findings;
    bool composed = false;
    if (has_rows(session_, target.report)) {
      composed = compose_each_row(
          session_, target.report, target.activity, fields, findings, nullptr, outcome_.diagnostics,
          [&](const std::string&, Document document) { look_at(std::move(document)); });
    } else {
      auto whole = compose_report(session_, target.report, target.activity, fields, findings);
      append(outcome_.diagnostics, std::move(whole.diagnostics));
      composed = whole.document.has_value();
      if (composed) look_at(std::move(*whole.document));
    }
    append(outcome_.diagnostics, std::move(findings.diagnostics));
    return composed;
  }

 private:
  void look_at(Document document) {
    note_cited(document, citations_.pieces);
    if (const auto locale = session_.shop().locale(document.language))
      append(outcome_.diagnostics, number_document(document, **locale));
  }

  const MissionSession& session_;
  Citations& citations_;
  Outcome& outcome_;
};

void rehearse(const MissionSession& session, Outcome& outcome) {
  Citations citations;
  for (const auto& id : session.types().known())  // also those that no activity has yet
    if (session.types().origin(id) == TypeOrigin::mission)
      append(outcome.diagnostics, session.types().said(id));
  for (const auto& target : declared(session)) {
    auto& whole = citations.whole.try_emplace(target.activity, true).first->second;
    const bool so_far = std::exchange(whole, false);
    if (session.blocked(target.activity, target.report)) continue;
    if (Rehearsal(session, citations, outcome).look_at(target)) whole = so_far;
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
    for (auto& entry : entries_of(session->mission(), matrix))
      outcome.completeness.push_back(std::move(entry));
    rehearse(*session, outcome);
  }
  finish(shop(), outcome);
  return outcome;
}

}  // namespace taqrir::app
