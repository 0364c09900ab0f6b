// taqrir build: the reports that the command line selects.
#include <algorithm>

#include "app/clashes.hpp"
#include "app/job.hpp"
#include "app/paths.hpp"
#include "app/pieces_numbers.hpp"
#include "app/production.hpp"
#include "app/rows.hpp"
#include "app/selectors.hpp"
#include "app/sessions.hpp"

namespace taqrir::app {

namespace {

/// A report that is made for each row has a folder.
std::string output_path(const std::string& out, const MissionSession& session, bool several,
                        const Target& target, Format format, Production::Rows rows) {
  auto folder = several ? join(out, name_of_mission(session)) : out;
  if (!target.activity.empty()) folder = join(folder, target.activity);
  return join(folder,
              rows == Production::Rows::files ? target.report : target.report + "." + name_of(format));
}

/// One row that is asked for by its name is a file of its own: it must not take the place of all.
Production::Rows rows_of(const MissionSession& session, const Target& target, const BuildRequest& request,
                         bool all) {
  if (!has_rows(session, target.report)) return Production::Rows::none;
  if (!all) return Production::Rows::files;
  const auto* fields = session.fields(target.report, target.activity);
  const bool one = request.one_file || (fields && fields->boolean("one_file").value_or(false));
  return one ? Production::Rows::one_file : Production::Rows::files;
}

bool wanted(const std::vector<std::string>& selectors, const Target& target) {
  if (selectors.empty()) return true;
  return std::any_of(selectors.begin(), selectors.end(), [&](const auto& s) { return selects(s, target); });
}

/// The command line's word, else the report's own table's. A PDF engine that is named asks for Pandoc.
void choose_engine(const BuildRequest& request, Production& production) {
  const auto own = [&](const char* key) {
    return production.fields ? production.fields->text(key) : std::string();
  };
  if (production.format != Format::pdf) return;
  const bool asked = !request.engine.empty() || !request.pdf_engine.empty();
  const auto pdf_engine = request.pdf_engine.empty() ? own("pdf_engine") : request.pdf_engine;
  const auto engine = asked ? request.engine : own("engine");
  const bool pandoc = engine == "pandoc" || (engine.empty() && !pdf_engine.empty());
  production.engine = pandoc ? Engine::pandoc : Engine::native;
  if (pandoc) production.pdf_engine = pdf_engine;
}

/// What contradicts itself on the command line.
Diagnostics contradictions(const BuildRequest& request) {
  Diagnostics out;
  const bool pdf = request.format == Format::pdf;
  if (request.engine == "native" && !request.pdf_engine.empty())
    out.push_back(hinted(
        error({}, "--pdf-engine is for PDF that Pandoc makes, not for --engine native", {}, Blame::usage),
        "leave out one of the two"));
  if (!pdf && (request.engine == "native" || !request.pdf_engine.empty()))
    out.push_back(hinted(
        error({}, "“{}” is made by Pandoc; engines are for pdf", {name_of(request.format)}, Blame::usage),
        "leave out --engine and --pdf-engine, or write --format pdf"));
  return out;
}

/// Selectors of single rows, where all are to be put in one file.
Diagnostics single_rows(const std::vector<std::string>& selectors) {
  Diagnostics out;
  for (const auto& selector : selectors)
    if (selector.find('#') != std::string::npos)
      out.push_back(hinted(error({}, "--one-file puts all rows into one file, and “{}” is one of them",
                                 {selector}, Blame::usage),
                           "leave out --one-file: the row is made as a file of its own"));
  return out;
}

}  // namespace

Outcome Job::build(const BuildRequest& request) {
  Outcome outcome;
  outcome.diagnostics = contradictions(request);
  if (has_errors(outcome.diagnostics)) return outcome;
  const auto [folders, selectors] = split_arguments(world_, request.arguments, shop().types_here().known());
  if (request.one_file) append(outcome.diagnostics, single_rows(selectors));
  if (has_errors(outcome.diagnostics)) return outcome;
  const auto sessions = open_sessions(shop(), folders, outcome.diagnostics);
  if (!sessions.empty())
    append(outcome.diagnostics, unknown_selectors(selectors, plain_pointers(sessions), world_));
  std::vector<Production> productions;
  for (const auto& session : sessions)
    for (const auto& target : declared(*session)) {
      if (!wanted(selectors, target) || session->blocked(target.activity, target.report)) continue;
      const auto only = rows_selected(selectors, target);
      const auto rows = rows_of(*session, target, request, only.empty());
      productions.push_back(
          {session.get(), target.report, target.activity, session->fields(target.report, target.activity),
           request.format,
           output_path(request.out, *session, folders.size() > 1, target, request.format, rows), false});
      productions.back().rows = rows, productions.back().only = only;
    }
  for (const auto& session : sessions) keep_piece_numbers(*session, outcome.diagnostics);
  for (auto& production : productions) choose_engine(request, production);
  productions = without_clashes(std::move(productions), outcome.diagnostics);
  produce(shop(), productions, {request.out, request.jobs, request.force}, outcome);
  finish(shop(), outcome);
  return outcome;
}

}  // namespace taqrir::app
