// taqrir new TYPE ACTIVITY: the form of a deliverable in its activity.toml, and the files that it asks for
// beside it.
#include <algorithm>

#include "app/forms.hpp"
#include "app/job.hpp"
#include "app/mission_session.hpp"
#include "app/paths.hpp"
#include "app/selectors.hpp"

namespace taqrir::app {

namespace {

/// Where the form goes: the folder of the describing file, below the mission.
struct Place {
  std::string activity;  ///< id; empty: the mission
  std::string folder;    ///< relative to the mission; empty: the mission's own
  std::string file;      ///< its name
};

/// A cell of a sheet, in quotes where it holds what parts cells.
std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// Nothing that would end a comment.
std::string without_arrows(std::string text) {
  for (auto at = text.find("--"); at != std::string::npos; at = text.find("--", at)) text.replace(at, 2, "–");
  return text;
}

class FormWriter {
 public:
  FormWriter(Workshop& shop, const MissionSession& session, const NewDeliverableRequest& request,
             Outcome& outcome)
      : shop_(shop), session_(session), request_(request), outcome_(outcome) {}

  void write(const ReportInfo& info) {
    const auto place = place_of(info);
    if (!place) return;
    if (const auto* there = session_.fields(info.id, place->activity))
      return say(hinted(error(there->span(), "“{}” has this deliverable already",
                              {place->activity.empty() ? session_.id() : place->activity}, Blame::usage),
                        "fill that table in, or remove it first"));
    const auto language = request_.language.empty() ? session_.language(place->activity) : request_.language;
    const auto locale = shop_.locale(language);
    if (!locale) return append(outcome_.diagnostics, locale.error());
    std::vector<std::pair<std::string, std::string>> files;  // name, content
    const auto form =
        form_of(info, **locale, [&](const Field& field) { return file_for(field, language, files); });
    for (const auto& [name, content] : files)
      keep(join(place->folder, name), content, info.id, place->activity);
    append_form(*place, form, info.id);
  }

 private:
  void say(Diagnostic diagnostic) { outcome_.diagnostics.push_back(std::move(diagnostic)); }

  std::optional<Place> place_of(const ReportInfo& info) {
    const bool mission = request_.activity == input::kMissionName;
    if (info.scope == ReportScope::mission || mission) {
      if (info.scope == ReportScope::mission && mission) return Place{{}, {}, "mission.toml"};
      say(info.scope == ReportScope::mission
              ? hinted(error({}, "“{}” is the mission’s own, not an activity’s", {info.id}, Blame::usage),
                       "write “taqrir new {} mission”", {info.id})
              : hinted(error({}, "“{}” is an activity’s, not the mission’s", {info.id}, Blame::usage),
                       "name an activity: “taqrir new {} 01”", {info.id}));
      return std::nullopt;
    }
    for (const auto& activity : session_.mission().activities)
      if (selects(request_.activity + "/" + info.id, {activity.id, info.id}))
        return Place{activity.id, "activities/" + activity.id, "activity.toml"};
    unknown_activity();
    return std::nullopt;
  }

  void unknown_activity() {
    std::vector<std::string> ids;
    for (const auto& activity : session_.mission().activities) ids.push_back(activity.id);
    auto d = error({}, "no activity is called “{}”", {request_.activity}, Blame::usage);
    const auto best = nearest(request_.activity, ids);
    std::string all;
    for (const auto& id : ids) all += (all.empty() ? "" : ", ") + id;
    say(best.empty() ? hinted(std::move(d), "the mission has: {}", {all})
                     : hinted(std::move(d), "did you mean “{}”?", {best}));
  }

  /// A text or a sheet that the form asks for; only of what is required is a file made. What a text should
  /// say stands in it as a comment: nothing of it is ever set.
  static std::string file_for(const Field& field, const std::string& language,
                              std::vector<std::pair<std::string, std::string>>& files) {
    const auto name = file_name_for(field);
    if (name.empty() || !field.required) return name;
    std::string content;
    if (field.form == "markdown") {
      const auto words = (field.label.empty() ? field.name : field.label.in(language)) +
                         (field.help.empty() ? std::string() : " – " + field.help.in(language));
      content = "<!-- " + without_arrows(words) + " -->\n";
    } else {
      for (const auto& column : field.fields) content += (content.empty() ? "" : ",") + csv_cell(column.name);
      content += "\n";
    }
    files.emplace_back(name, content);
    return name;
  }

  /// A new file; one that is there stays.
  void keep(const std::string& path, const std::string& content, const std::string& type,
            const std::string& activity) {
    const auto whole = join(session_.mission().folder, path);
    if (shop_.real.info(whole)) return;
    if (auto written = shop_.real.write(whole, content); !written)
      return append(outcome_.diagnostics, std::move(written.error()));
    made(path, content.size(), type, activity);
  }

  void made(const std::string& path, std::size_t bytes, const std::string& type,
            const std::string& activity) {
    const auto format = extension(path);
    outcome_.outputs.push_back(
        {type, activity, format.substr(format.empty() ? 0 : 1), session_.shown(path), 0, bytes, {}, 0});
  }

  void append_form(const Place& place, const std::string& form, const std::string& type) {
    const auto path = join(place.folder, place.file), whole = join(session_.mission().folder, path);
    const auto bytes = shop_.real.read(whole);
    if (!bytes) return append(outcome_.diagnostics, bytes.error());
    std::string text(bytes->view());
    if (!text.empty() && text.back() != '\n') text += '\n';
    text += "\n" + form;
    if (auto written = shop_.real.write(whole, text); !written)
      return append(outcome_.diagnostics, std::move(written.error()));
    made(path, text.size(), type, place.activity);
  }

  Workshop& shop_;
  const MissionSession& session_;
  const NewDeliverableRequest& request_;
  Outcome& outcome_;
};

/// A file that cannot be read is not written to.
bool is_readable(const MissionSession& session) {
  return std::none_of(session.diagnostics().begin(), session.diagnostics().end(), [](const Diagnostic& d) {
    return d.severity == Severity::error && d.message.pattern.starts_with("not valid TOML");
  });
}

}  // namespace

Outcome Job::new_deliverable(const NewDeliverableRequest& request) {
  Outcome outcome;
  if (request.activity.empty()) {
    const auto found = type(request.type, outcome.diagnostics);
    const bool for_mission =
        found && found->info.scope == ReportScope::mission && world_.info("mission.toml");
    if (!for_mission) return outcome;
    auto of_mission = request;
    of_mission.activity = input::kMissionName;
    return new_deliverable(of_mission);
  }
  const auto folder = request.folder.empty() ? std::string(".") : request.folder;
  outcome.diagnostics = no_mission(world_, folder);
  if (has_errors(outcome.diagnostics)) return outcome;
  const MissionSession session(shop(), folder);
  if (!session.usable() || !is_readable(session)) {
    outcome.diagnostics = session.diagnostics();
    return outcome;
  }
  if (!session.types().knows(request.type)) {
    (void)type(request.type, outcome.diagnostics);
    return outcome;
  }
  const auto report = session.types().report(request.type);
  append(outcome.diagnostics, session.types().said(request.type));
  if (report) FormWriter(shop(), session, request, outcome).write(report->info());
  return outcome;
}

}  // namespace taqrir::app
