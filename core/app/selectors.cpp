#include "app/selectors.hpp"

#include <algorithm>

#include "app/paths.hpp"
#include "app/rows.hpp"

namespace taqrir::app {

std::vector<Target> declared(const MissionSession& session) {
  std::vector<Target> targets;
  for (const auto& d : session.deliverables())
    if (d.declared) targets.push_back({d.activity, d.report});
  return targets;
}

namespace {

bool names_activity(const std::string& word, const std::string& id) {
  return !word.empty() && (word == id || id.starts_with(word + "-"));
}

std::string without_row(const std::string& selector) { return selector.substr(0, selector.find('#')); }

std::vector<std::string> known_words(const std::vector<const MissionSession*>& sessions) {
  std::vector<std::string> words;
  for (const auto* session : sessions) {
    for (const auto& activity : session->mission().activities) words.push_back(activity.id);
    for (const auto& report : session->types().known()) words.push_back(report);
  }
  return words;
}

/// A word that is right in itself: an activity or a type exists, though it may declare nothing.
bool known(const std::string& word, const MissionSession& session, World& world) {
  const auto selector = without_row(word);
  const auto slash = selector.find('/');
  const auto& reports = session.types().known();
  const auto is_report = [&](const std::string& word) {
    return std::binary_search(reports.begin(), reports.end(), word);
  };
  const auto is_activity = [&](const std::string& word) {
    const auto names = world.list(join(session.mission().folder, "activities"));
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& id) { return names_activity(word, id); });
  };
  if (slash == std::string::npos) return is_report(selector) || is_activity(selector);
  return is_activity(selector.substr(0, slash)) && is_report(selector.substr(slash + 1));
}

Diagnostic unknown(const std::string& selector, const std::vector<std::string>& words) {
  const auto slash = selector.find('/');
  const auto near = [&](const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end() ? word : nearest(word, words);
  };
  std::string best = near(selector);
  if (slash != std::string::npos) {
    const auto activity = near(selector.substr(0, slash)), report = near(selector.substr(slash + 1));
    best = activity.empty() || report.empty() ? std::string() : activity + "/" + report;
  }
  auto d = error({}, "“{}” is no folder, activity or report type", {selector}, Blame::usage);
  if (!best.empty()) return hinted(std::move(d), "did you mean “{}”?", {best});
  return hinted(std::move(d), "“taqrir check” lists the activities, “taqrir types” the report types");
}

/// A row is asked for of what has none.
bool has_no_rows(const std::string& selector, const std::vector<const MissionSession*>& sessions) {
  if (selector.find('#') == std::string::npos) return false;
  for (const auto* session : sessions)
    for (const auto& target : declared(*session))
      if (selects(selector, target) && has_rows(*session, target.report)) return false;
  return true;
}

Diagnostic no_rows(const std::string& selector) {
  return hinted(error({}, "“{}” has no rows: “#” stands behind a type that is made for each row of a table",
                      {without_row(selector)}, Blame::usage),
                "“taqrir types” says the scope of each type");
}

Diagnostic declares_nothing(const std::string& selector) {
  return hinted(error({}, "nothing is declared under “{}”", {selector}, Blame::usage),
                "a report is declared by its table [deliverables.TYPE] in activity.toml");
}

}  // namespace

std::string row_of(const std::string& selector) {
  const auto at = selector.find('#');
  return at == std::string::npos ? std::string() : selector.substr(at + 1);
}

std::vector<std::string> rows_selected(const std::vector<std::string>& selectors, const Target& target) {
  std::vector<std::string> out;
  for (const auto& selector : selectors) {
    if (!selects(selector, target)) continue;
    if (row_of(selector).empty()) return {};
    out.push_back(row_of(selector));
  }
  return out;
}

bool selects(const std::string& word, const Target& target) {
  const auto selector = without_row(word);
  const auto slash = selector.find('/');
  if (slash == std::string::npos)
    return selector == target.report || names_activity(selector, target.activity);
  return names_activity(selector.substr(0, slash), target.activity) &&
         selector.substr(slash + 1) == target.report;
}

Diagnostics unknown_selectors(const std::vector<std::string>& selectors,
                              const std::vector<const MissionSession*>& sessions, World& world) {
  Diagnostics out;
  for (const auto& selector : selectors) {
    bool is_known = false, is_declared = false, is_blocked = false;
    for (const auto* session : sessions) {
      is_known = is_known || known(selector, *session, world);
      is_blocked = is_blocked || has_errors(session->diagnostics());
      for (const auto& target : declared(*session)) is_declared = is_declared || selects(selector, target);
    }
    if (!is_known && !is_declared) out.push_back(unknown(selector, known_words(sessions)));
    if (is_known && !is_declared && !is_blocked) out.push_back(declares_nothing(selector));
    if (is_declared && has_no_rows(selector, sessions)) out.push_back(no_rows(selector));
  }
  return out;
}

Arguments split_arguments(World& world, const std::vector<std::string>& arguments,
                          const std::vector<std::string>& reports) {
  Arguments out;
  for (const auto& argument : arguments) {
    const auto info = world.info(argument);
    const bool folder = info && info->is_directory;
    const bool type = std::binary_search(reports.begin(), reports.end(), argument) &&
                      !world.info(join(argument, "mission.toml"));
    (folder && !type ? out.folders : out.selectors).push_back(argument);
  }
  if (out.folders.empty()) out.folders.push_back(".");
  return out;
}

Diagnostics no_mission(World& world, const std::string& folder) {
  if (world.info(join(folder, "mission.toml"))) return {};
  if (world.info(join(folder, "activity.toml")))
    return {hinted(error({}, "“{}” is an activity, not a mission", {folder}, Blame::usage),
                   "write “taqrir build MISSION {}”", {file_name(world.canonical(folder))})};
  const auto where = folder == "." ? std::string("the current folder") : "“" + folder + "”";
  return {hinted(error({}, "there is no mission.toml in {}", {where}, Blame::usage),
                 "name the mission's folder, or make a new mission with “taqrir init DIR”")};
}

}  // namespace taqrir::app
