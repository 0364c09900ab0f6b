// taqrir dossier: the declared compositions of a mission, each one PDF.
//
// A [[dossier]] of mission.toml is the own table (ReportContext::fields) of the report type “dossier”.
#include "app/archive.hpp"
#include "app/clashes.hpp"
#include "app/completeness.hpp"
#include "app/job.hpp"
#include "app/paths.hpp"
#include "app/pieces_numbers.hpp"
#include "app/production.hpp"
#include "app/sessions.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kDossierReport = "dossier";

std::vector<std::string> ids_of(const std::vector<Record>& dossiers) {
  std::vector<std::string> ids;
  for (const auto& dossier : dossiers) ids.push_back(dossier.text("id"));
  return ids;
}

Diagnostics no_dossier(const MissionSession& session, const std::string& id) {
  const auto ids = ids_of(session.dossiers());
  if (ids.empty())
    return {hinted(error(whole_file(session.shown("mission.toml")), "the mission declares no dossier"),
                   "add [[dossier]] with id, title and parts")};
  auto d = error({}, "no dossier is called “{}”", {id}, Blame::usage);
  const auto best = nearest(id, ids);
  if (!best.empty()) return {hinted(std::move(d), "did you mean “{}”?", {best})};
  std::string all;
  for (const auto& known : ids) all += (all.empty() ? "“" : ", “") + known + "”";
  return {hinted(std::move(d), "the mission declares {}", {all})};
}

/// What keeps a dossier from being whole: any error of its mission, and what is owed and missing.
bool hindered(const MissionSession& session, const DossierRequest& request, Outcome& outcome) {
  outcome.completeness.insert(outcome.completeness.end(), session.deliverables().begin(),
                              session.deliverables().end());
  bool hindered = has_errors(session.diagnostics());
  const bool allowed = request.draft || request.allow_missing;
  const auto far_future = Date{std::chrono::year{9999}, std::chrono::January, std::chrono::day{1}};
  for (auto d : missing(session.deliverables(), far_future)) {
    if (allowed)
      d.severity = Severity::warning, d.hint = {"the dossier says so in its completeness matrix", {}};
    else
      d.hint = {"declare it, or make the dossier all the same with --allow-missing or --draft", {}};
    outcome.diagnostics.push_back(std::move(d));
    hindered = hindered || !allowed;
  }
  return hindered;
}

std::string dossier_path(const DossierRequest& request, const MissionSession& session,
                         const Record& dossier) {
  if (!request.out.empty()) return request.out;
  const auto edition = session.edition() == Edition::full ? "" : std::string("-") + name_of(session.edition());
  return join("out", name_of_mission(session) + "-" + dossier.text("id") + edition + ".pdf");
}

void plan_dossiers(const MissionSession& session, const DossierRequest& request,
                   std::vector<Production>& productions, Outcome& outcome) {
  const auto before = productions.size();
  const bool stop = hindered(session, request, outcome);
  bool found = false;
  for (const auto& dossier : session.dossiers()) {
    if (!request.id.empty() && dossier.text("id") != request.id) continue;
    found = true;
    if (!stop)
      productions.push_back({&session,
                             kDossierReport,
                             {},
                             &dossier,
                             Format::pdf,
                             dossier_path(request, session, dossier),
                             request.draft,
                             request.edition + (request.allow_missing ? " lenient" : "")});
  }
  if (!found && !session.blocked({}, kDossierReport))
    append(outcome.diagnostics, no_dossier(session, request.id));
  if (!request.out.empty() && productions.size() > before + 1) {
    outcome.diagnostics.push_back(hinted(error({}, "--out names one file, but there are {} dossiers",
                                               {std::to_string(productions.size() - before)}, Blame::usage),
                                         "choose one with --id"));
    productions.resize(before);
  }
}

}  // namespace

Outcome Job::dossier(const DossierRequest& request) {
  Outcome outcome;
  const auto folders = request.folders.empty() ? std::vector<std::string>{"."} : request.folders;
  const Treatment treatment{request.edition == "public" ? Edition::open : Edition::full, request.allow_missing};
  const auto sessions = open_sessions(shop(), folders, outcome.diagnostics, treatment);
  std::vector<Production> productions;
  for (const auto& session : sessions) plan_dossiers(*session, request, productions, outcome);
  for (const auto& session : sessions) keep_piece_numbers(*session, outcome.diagnostics);
  productions = without_clashes(std::move(productions), outcome.diagnostics);
  const auto folder = request.out.empty() ? std::string("out") : parent(request.out);
  produce(shop(), productions, {folder, request.jobs, request.force}, outcome);
  if (request.zip) add_archives(world_, sessions, folder, outcome);
  finish(shop(), outcome);
  return outcome;
}

}  // namespace taqrir::app
