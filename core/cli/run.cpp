#include "cli/run.hpp"

#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <optional>

#include "app/job.hpp"
#include "app/locations.hpp"
#include "cli/human.hpp"
#include "cli/json.hpp"
#include "cli/matrix.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/reference.hpp"

namespace taqrir::cli {

namespace {

/// What a command has to say: its outcome, the text for people, and its own part of the JSON object.
struct Answer {
  app::Outcome outcome;
  std::string text;
  JsonExtra extra;
};

using Command = std::function<Answer(app::Job&, const CommandLine&)>;

Answer made(app::Outcome outcome) {
  auto text = summary(outcome);
  return {std::move(outcome), std::move(text), {}};
}

Answer init(app::Job& job, const CommandLine& line) {
  Answer answer{job.init(line.init), {}, {}};
  if (answer.outcome.status() == 0) answer.text = welcome(line.init.folder, answer.outcome);
  return answer;
}

Answer check(app::Job& job, const CommandLine& line) {
  Answer answer{job.check(line.check), {}, {}};
  answer.text = matrix(answer.outcome.completeness, line.terminal);
  return answer;
}

Answer build(app::Job& job, const CommandLine& line) { return made(job.build(line.build)); }

Answer take(app::Job& job, const CommandLine& line) {
  Answer answer{job.take(line.take), {}, {}};
  answer.text = taken(answer.outcome);
  return answer;
}

Answer dossier(app::Job& job, const CommandLine& line) { return made(job.dossier(line.dossier)); }

Answer render(app::Job& job, const CommandLine& line) { return made(job.render(line.render)); }

Answer verify(app::Job& job, const CommandLine& line) {
  Answer answer{job.verify(line.verify), {}, {}};
  const bool compared = !line.verify.against.empty();
  answer.text = verified(answer.outcome);
  if (exit_status(answer.outcome.diagnostics) != static_cast<int>(Blame::usage))
    answer.text += changes(answer.outcome, compared);
  if (compared) answer.extra = json_of(answer.outcome.changes);
  return answer;
}

Answer types(app::Job& job, const CommandLine& line) {
  Answer answer;
  const auto types = job.types(answer.outcome.diagnostics);
  answer.text = type_list(types, line.language);
  answer.extra = json_of(types);
  return answer;
}

Answer show_type(app::Job& job, const CommandLine& line) {
  Answer answer;
  const auto type = job.type(line.type, answer.outcome.diagnostics);
  if (!type) return answer;
  answer.text = type_page(*type, line.language);
  answer.extra = json_of(std::vector{*type});
  return answer;
}

Answer written(app::Outcome outcome) {
  Answer answer{std::move(outcome), {}, {}};
  if (answer.outcome.status() == 0) answer.text = files_written(answer.outcome);
  return answer;
}

Answer new_type(app::Job& job, const CommandLine& line) {
  auto answer = written(job.new_type(line.new_type));
  const auto& folder = line.new_type.folder;
  const auto there = folder.empty() || folder == "." ? std::string() : "cd " + folder + " && ";
  if (answer.outcome.status() == 0)
    answer.text += "next: " + there + "taqrir types test " + line.new_type.id + "\n";
  return answer;
}

Answer test_type(app::Job& job, const CommandLine& line) {
  Answer answer{job.test_type(line.test_type), {}, {}};
  if (answer.outcome.status() > 0) return answer;
  answer.text = line.test_type.bless ? files_written(answer.outcome) : tested(answer.outcome);
  return answer;
}

Answer new_form(app::Job& job, const CommandLine& line) {
  auto request = line.form;
  request.type = line.type;
  auto answer = written(job.new_deliverable(request));
  const bool to_print = line.form.activity.empty() && answer.outcome.outputs.empty();
  if (!to_print || answer.outcome.status() != 0) return answer;
  answer = {};
  const auto type = job.type(line.type, answer.outcome.diagnostics);
  if (!type) return answer;
  auto form = job.starter_form(type->info, line.form.language.empty() ? "fr" : line.form.language);
  if (form)
    answer.text = std::move(*form), answer.extra = json_of("form", answer.text);
  else
    append(answer.outcome.diagnostics, std::move(form.error()));
  return answer;
}

Answer schema(app::Job& job, const CommandLine& line) {
  Answer answer;
  auto schema = job.schema(line.type.empty() ? "mission" : line.type);
  if (!schema)
    answer.outcome.diagnostics = std::move(schema.error());
  else
    answer.text = *schema, answer.extra = json_of("schema", *schema);
  return answer;
}

Answer plugins(app::Job& job, const CommandLine& line) {
  Answer answer;
  const auto plugins = job.plugins();
  for (const auto& plugin : plugins)
    for (const auto& d : plugin.diagnostics) answer.outcome.diagnostics.push_back(d);
  answer.text = plugin_list(plugins, line.language);
  answer.extra = json_of(plugins);
  return answer;
}

Answer doctor(app::Job& job, const CommandLine& line) {
  Answer answer;
  const auto findings = job.doctor(line.theme, answer.outcome.diagnostics);
  for (const auto& finding : findings) {
    if (finding.present) continue;
    auto lack = error({}, "{} is not here: {}", {finding.what, finding.detail}, Blame::machine);
    if (finding.optional) lack.severity = Severity::warning;
    answer.outcome.diagnostics.push_back(hinted(std::move(lack), "{}", {finding.remedy}));
  }
  answer.text = health(findings);
  answer.extra = json_of(findings);
  return answer;
}

Answer reference(app::Job& job, const CommandLine& line) {
  if (!line.reference_of_types) return {{}, reference_page(), {}};
  Answer answer;
  auto page = job.type_reference();
  if (page)
    answer.text = std::move(*page);
  else
    answer.outcome.diagnostics = std::move(page.error());
  return answer;
}

const std::map<std::string, Command>& commands() {
  static const std::map<std::string, Command> kCommands{
      {"init", init},          {"check", check},   {"build", build},     {"dossier", dossier},
      {"take", take},
      {"verify", verify},      {"render", render}, {"types", types},     {"types show", show_type},
      {"types new", new_type}, {"types test", test_type},
      {"new", new_form},       {"schema", schema}, {"plugins", plugins}, {"doctor", doctor},
      {"reference", reference}};
  return kCommands;
}

/// Prints at the edge: JSON alone on standard output, or text there and diagnostics on standard error.
int print(const Answer& answer, const CommandLine& line, const PhaseClock* clock = nullptr) {
  const auto& diagnostics = answer.outcome.diagnostics;
  if (line.json) {
    std::cout << json(answer.outcome, {answer.extra, clock ? json_of(*clock) : JsonExtra{}}) << std::flush;
  } else {
    if (clock) std::cerr << timings(*clock);
    std::cerr << report(diagnostics, line.quiet) << std::flush;
    if (!line.quiet) std::cout << answer.text << std::flush;
  }
  return exit_status(diagnostics);
}

}  // namespace

int run(int argc, const char* const* argv, World& world) {
  auto parsed = parse(argc, argv);
  parsed.line.terminal = terminal_of_output(world);
  const auto& line = parsed.line;
  if (parsed.answered) {
    std::cout << parsed.text << std::flush;
    return 0;
  }
  if (has_errors(parsed.diagnostics)) return print({{{}, {}, parsed.diagnostics}, {}, {}}, line);
  if (line.command.empty()) {
    std::cerr << parsed.text << std::flush;
    return static_cast<int>(Blame::usage);
  }
  std::optional<PhaseClock> clock;
  if (line.timings) clock.emplace(world);
  ProgressLine progress(world, line.json || line.quiet);
  auto locations = app::locate(world, world.canonical("/proc/self/exe"), line.plugins);
  locations.mission_programs |= line.allow_programs;
  app::Job job(world, std::move(locations), progress.callback());
  const auto answer = [&] {
    const PhaseScope all(Phase::other);
    return commands().at(line.command)(job, line);
  }();
  progress.clear();
  return print(answer, line, clock ? &*clock : nullptr);
}

}  // namespace taqrir::cli
