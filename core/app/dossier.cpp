// taqrir dossier: the declared compositions of a mission, each one PDF.
//
// A [[dossier]] of mission.toml is the own table (ReportContext::fields) of the report type “dossier”.
#include "app/archive.hpp"
#include "app/bounded.hpp"
#include "app/clashes.hpp"
#include "app/completeness.hpp"
#include "app/job.hpp"
#include "app/manifest.hpp"
#include "app/paths.hpp"
#include "app/pieces_numbers.hpp"
#include "app/production.hpp"
#include "app/sessions.hpp"
#include "input/size_text.hpp"

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
  for (auto& entry : entries_of(session.mission(), session.deliverables()))
    outcome.completeness.push_back(std::move(entry));
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
  return join("out", session.redactor().redacted(name_of_mission(session) + "-" + dossier.text("id")) + edition + ".pdf");
}

/// Whether a volume of the dossier at `path` may lie at `other`.
bool may_be_volume(const std::string& path, const std::string& other) {
  constexpr int kMostVolumes = 999;
  for (int number = 1; number <= kMostVolumes; ++number)
    if (volume_path(path, number) == other) return true;
  return false;
}

/// Leaves out dossiers whose file would be called like a volume of another.
void part_names(std::vector<Production>& productions, Diagnostics& diagnostics) {
  const auto all = productions;
  std::erase_if(productions, [&](const Production& other) {
    for (const auto& one : all) {
      if (one.max_size == 0 || one.session != other.session || !may_be_volume(one.path, other.path)) continue;
      diagnostics.push_back(hinted(error(other.fields->span_of("id"), "a volume of the dossier “{}” would be called “{}” too",
                                         {one.fields->text("id"), file_name(other.path)}),
                                   "give one of the two another id"));
      return true;
    }
    return false;
  });
}

/// What the command line says, else what the dossier says; 0: no bound. An error was told when there is none.
std::optional<std::size_t> max_size(const DossierRequest& request, const Record& dossier, Diagnostics& diagnostics) {
  const bool asked = !request.max_size.empty();
  const auto text = asked ? request.max_size : dossier.text("max_size");
  if (text.empty()) return 0;
  auto size = input::size_of(text, asked ? Span{} : dossier.span_of("max_size"));
  if (size) return *size;
  if (asked)
    for (auto& d : size.error()) d.blame = Blame::usage;
  append(diagnostics, std::move(size.error()));
  return std::nullopt;
}

void plan_dossiers(const MissionSession& session, const DossierRequest& request,
                   std::vector<Production>& productions, Outcome& outcome) {
  const auto before = productions.size();
  const bool stop = hindered(session, request, outcome);
  bool found = false;
  for (const auto& dossier : session.dossiers()) {
    if (!request.id.empty() && dossier.text("id") != request.id) continue;
    found = true;
    const auto size = max_size(request, dossier, outcome.diagnostics);
    if (!stop && size)
      productions.push_back({&session,
                             kDossierReport,
                             {},
                             &dossier,
                             Format::pdf,
                             dossier_path(request, session, dossier),
                             request.draft,
                             request.edition + (request.allow_missing ? " lenient" : ""),
                             *size});
  }
  part_names(productions, outcome.diagnostics);
  if (!found && !session.blocked({}, kDossierReport))
    append(outcome.diagnostics, no_dossier(session, request.id));
  if (!request.out.empty() && productions.size() > before + 1) {
    outcome.diagnostics.push_back(hinted(error({}, "--out names one file, but there are {} dossiers",
                                               {std::to_string(productions.size() - before)}, Blame::usage),
                                         "choose one with --id"));
    productions.resize(before);
  }
}

/// The manifest beside a public dossier may not be fit for the public.
void tell_of_shared_manifest(World& world, const std::string& folder, Outcome& outcome) {
  const auto path = join(folder, kManifestName);
  const auto manifest = read_manifest(world, folder, path);
  if (!manifest || outcome.outputs.empty()) return;
  for (const auto& entry : manifest->outputs)
    if (entry.edition.empty())
      return outcome.diagnostics.push_back(
          hinted(warning(whole_file(path), "this manifest lists the full edition too, with its names and pieces"),
                 "publish the PDF, which carries its own, or the archive of --zip; or give --out another folder"));
}

}  // namespace

Outcome Job::dossier(const DossierRequest& request) {
  Outcome outcome;
  const auto folders = request.folders.empty() ? std::vector<std::string>{"."} : request.folders;
  const Treatment treatment{request.edition == "public" ? Edition::open : Edition::full, request.allow_missing,
                            !request.draft && !request.allow_missing};
  const auto sessions = open_sessions(shop(), folders, outcome.diagnostics, treatment);
  std::vector<Production> productions;
  for (const auto& session : sessions) plan_dossiers(*session, request, productions, outcome);
  for (const auto& session : sessions) keep_piece_numbers(*session, outcome.diagnostics);
  productions = without_clashes(std::move(productions), outcome.diagnostics);
  const auto folder = request.out.empty() ? std::string("out") : parent(request.out);
  produce(shop(), productions, {folder, request.jobs, request.force}, outcome);
  if (treatment.edition == Edition::open) tell_of_shared_manifest(world_, folder, outcome);
  if (request.zip) add_archives(world_, sessions, folder, outcome);
  finish(shop(), outcome);
  return outcome;
}

}  // namespace taqrir::app
