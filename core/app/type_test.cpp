// taqrir types test: the sample in a type's folder is composed, and each document compared with what is
// expected.
#include <algorithm>
#include <vector>

#include "app/job.hpp"
#include "app/mission_session.hpp"
#include "app/paths.hpp"
#include "app/report_context.hpp"
#include "app/selectors.hpp"
#include "base/word_lists.hpp"
#include "model/dump.hpp"
#include "model/numbering.hpp"

namespace taqrir::app {

namespace {

std::string line_at(const std::vector<std::string>& lines, std::size_t i) {
  if (i >= lines.size()) return "(nothing more)";
  const auto first = lines[i].find_first_not_of(' ');
  return first == std::string::npos ? std::string() : lines[i].substr(first);
}

/// The first line that differs, and how many do between the equal head and the equal tail.
Diagnostic difference(const SourceRef& expected, const std::string& made) {
  const auto was = parted(expected->text(), "\n"), is = parted(made, "\n");
  std::size_t head = 0, tail = 0;
  while (head < was.size() && head < is.size() && was[head] == is[head]) ++head;
  while (tail + head < was.size() && tail + head < is.size() &&
         was[was.size() - 1 - tail] == is[is.size() - 1 - tail])
    ++tail;
  const auto count = std::max(was.size(), is.size()) - head - tail;
  const Span place{
      expected, static_cast<std::uint32_t>(std::min(head + 1, std::max<std::size_t>(was.size(), 1))), 1, 0};
  return hinted(error(place, "the document says something else from here on ({} lines): “{}”, not “{}”",
                      {std::to_string(count), line_at(is, head), line_at(was, head)}),
                "when the new document is right: taqrir types test {} --bless",
                {file_name(parent(parent(parent(expected->path()))))});
}

class TypeTest {
 public:
  TypeTest(Workshop& shop, const TypeFolder& type, bool bless, Outcome& outcome)
      : shop_(shop), type_(type), bless_(bless), outcome_(outcome) {}

  /// The sample, and those beside it: a type in mission scope has one for each language, sample-ar.
  void run() {
    run(join(type_.shown, "sample"));
    for (const auto& name : shop_.real.list(type_.shown))
      if (name.starts_with("sample-") && shop_.real.info(join(join(type_.shown, name), "mission.toml")))
        run(join(type_.shown, name));
  }

 private:
  void run(const std::string& sample) {
    if (!shop_.real.info(join(sample, "mission.toml")))
      return say(
          hinted(error(whole_file(sample), "the type has no sample"),
                 "make a small mission in that folder: mission.toml and an activity that has the form"));
    const MissionSession session(shop_, sample);
    append(outcome_.diagnostics, session.diagnostics());
    if (!session.usable()) return;
    std::size_t tried = 0;
    for (const auto& target : declared(session)) {
      if (target.report != type_.id || session.blocked(target.activity, target.report)) continue;
      ++tried;
      compare(session, target, sample);
    }
    if (tried == 0 && !has_errors(outcome_.diagnostics))
      say(hinted(error(whole_file(sample), "the sample has no “{}”", {type_.id}),
                 "add [deliverables.{}] to one of its activities", {type_.id}));
  }

  void say(Diagnostic diagnostic) { outcome_.diagnostics.push_back(std::move(diagnostic)); }

  void compare(const MissionSession& session, const Target& target, const std::string& sample) {
    const auto document = composed(session, target);
    if (!document) return;
    const auto where = target.activity.empty() ? std::string(input::kMissionName) : target.activity;
    const auto path = join(join(sample, "expected"), where + ".document");
    const auto made = dump(*document);
    if (bless_) return write(path, made, target);
    auto expected = read_text(shop_.real, path, path);
    if (!expected)
      return say(hinted(error(whole_file(path), "it is not known what is expected of the sample"),
                        "look at what comes out, then keep it: taqrir types test {} --bless", {type_.id}));
    if ((*expected)->text() != made) say(difference(*expected, made));
    outcome_.outputs.push_back({type_.id, target.activity, "document", path, 0, made.size(), {}, 0});
  }

  std::optional<Document> composed(const MissionSession& session, const Target& target) {
    Findings findings;
    auto composed = compose_report(session, target.report, target.activity,
                                   session.fields(target.report, target.activity), findings);
    append(outcome_.diagnostics, std::move(composed.diagnostics));
    append(outcome_.diagnostics, std::move(findings.diagnostics));
    if (!composed.document) return std::nullopt;
    const auto locale = shop_.locale(composed.document->language);
    if (!locale) return append(outcome_.diagnostics, locale.error()), std::nullopt;
    append(outcome_.diagnostics, number_document(*composed.document, **locale));
    return std::move(composed.document);
  }

  void write(const std::string& path, const std::string& made, const Target& target) {
    if (auto written = shop_.real.write(path, made); !written)
      return append(outcome_.diagnostics, std::move(written.error()));
    outcome_.outputs.push_back({type_.id, target.activity, "document", path, 0, made.size(), {}, 0});
  }

  Workshop& shop_;
  const TypeFolder& type_;
  bool bless_;
  Outcome& outcome_;
};

}  // namespace

Outcome Job::test_type(const TestTypeRequest& request) {
  Outcome outcome;
  if (request.id.empty()) return test_all_types(request.bless);
  if (!type(request.id, outcome.diagnostics)) return outcome;
  const auto* found = shop().types_here().folder(request.id);
  if (!found) {
    outcome.diagnostics.push_back(hinted(
        error({}, "“{}” is no folder but made by a plugin: it has no sample", {request.id}, Blame::usage),
        "“taqrir types” says which types are folders"));
    return outcome;
  }
  const auto tried = *found;
  Workshop trial(world_, locations_, {});
  trial.tried_types = {tried};
  TypeTest(trial, tried, request.bless, outcome).run();
  append(outcome.diagnostics, trial.locale_warnings());
  sort_and_unify(outcome.diagnostics);
  return outcome;
}

Outcome Job::test_all_types(bool bless) {
  Outcome all;
  for (const auto& id : shop().types_here().known()) {
    if (!shop().types_here().folder(id)) continue;
    auto one = test_type({id, bless});
    append(all.diagnostics, std::move(one.diagnostics));
    for (auto& output : one.outputs) all.outputs.push_back(std::move(output));
  }
  sort_and_unify(all.diagnostics);
  return all;
}

}  // namespace taqrir::app
