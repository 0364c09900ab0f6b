// taqrir init --from FOLDER: a folder of documents becomes a mission that builds. It is planned, written, and
// checked as `taqrir check` does; what a report or a list of pieces cannot take is put back step by step, and
// said.
#include "app/init_from.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/import_plan.hpp"
#include "app/import_toml.hpp"
#include "app/paths.hpp"
#include "app/twin_merge.hpp"
#include "app/twin_outside.hpp"
#include "base/hash.hpp"
#include "base/unicode.hpp"
#include "input/markdown.hpp"
#include "input/sheets.hpp"
#include "model/slug.hpp"
#include "model/walk.hpp"
#include "pandoc/reading.hpp"

namespace taqrir::app {

namespace {

using Role = PlannedFile::Role;

constexpr int kMostRounds = 12;
constexpr std::size_t kMostRead = 400;  // texts that Pandoc is asked to read: each takes a third of a second

// ---------------------------------------------------------------- looking into files

void collect_words(const Blocks& blocks, std::string& words, std::string& heading) {
  for (const auto& block : blocks) {
    if (const auto* title = std::get_if<Heading>(&block.content); title && heading.empty())
      heading = plain_text(title->content);
    for_each_child(
        block, [&](const Inlines& text) { words += plain_text(text) + "\n"; },
        [&](const Blocks& inner) { collect_words(inner, words, heading); });
  }
}

std::string text_in(const nlohmann::json& node) {
  std::string out;
  if (node.is_object() && node.value("t", "") == "Str") return node.at("c").get<std::string>();
  if (node.is_object() && (node.value("t", "") == "Space" || node.value("t", "") == "SoftBreak")) return " ";
  if (node.is_structured())
    for (const auto& inner : node) out += text_in(inner);
  return out;
}

std::string title_in(std::string_view json) {
  const auto document = nlohmann::json::parse(json, nullptr, false);
  if (!document.is_object() || !document.contains("meta") || !document["meta"].contains("title")) return {};
  return text_in(document["meta"]["title"]);
}

class Looker {
 public:
  Looker(Workshop& shop, std::string root) : shop_(shop), root_(std::move(root)) {}

  std::optional<TextFacts> text(const ImportFile& file) {
    const auto bytes = shop_.real.read(join(root_, file.path));
    if (!bytes || first_invalid_utf8(file.format == "markdown" ? bytes->view() : std::string_view()))
      return std::nullopt;
    TextFacts facts;
    if (file.format == "markdown") {
      facts.words = std::string(bytes->view());
      std::string ignored;
      input::MarkdownOptions options;
      options.file = [](const std::string&, const Span& span) -> Result<FileRef> {
        return FileRef{"x.png", span};
      };
      collect_words(
          input::read_markdown(std::make_shared<SourceFile>(file.shown, facts.words), options).blocks,
          ignored, facts.title);
      return facts;
    }
    if (++read_ > kMostRead) return std::nullopt;
    const auto json = shop_.conversions.text(*bytes, file.format, file.shown);
    if (!json) return std::nullopt;
    const auto read = pandoc::from_pandoc_json(json->view(), file.shown, 1);
    if (!read) return std::nullopt;
    collect_words(read->blocks, facts.words, facts.title);
    if (auto title = title_in(json->view()); !title.empty()) facts.title = std::move(title);
    return facts;
  }

  std::vector<input::Sheet> sheets(const ImportFile& file) {
    const auto bytes = shop_.real.read(join(root_, file.path));
    if (!bytes) return {};
    if (file.format == "csv") return {{{}, std::string(bytes->view())}};
    const auto xml = shop_.conversions.sheets(*bytes, file.format, file.shown);
    auto found = xml ? input::sheets_in(xml->view(), file.shown) : Result<std::vector<input::Sheet>>();
    return found ? std::move(*found) : std::vector<input::Sheet>();
  }

  std::vector<TwinPart> twin(const ImportFile& file, Diagnostics& notes) {
    const auto bytes = shop_.real.read(join(root_, file.path));
    if (!bytes || !marks_in(*bytes, file.format)) return {};
    const auto twin = read_twin(shop_, *bytes, file.format, file.shown);
    std::vector<TwinPart> parts;
    for (const auto& source : twin ? twin->marks.sources : std::vector<pandoc::SourceMark>()) {
      if (source.field.empty()) continue;
      TwinPictures pictures(twin->pictures, safe_name(file_name(source.path)), {});
      TwinPart part{twin->marks.report, source.field, source.path, {}, {}};
      part.content = text_of_twin(*twin, source.path, {}, pictures, notes);
      for (const auto& picture : pictures.taken())
        part.pictures.emplace_back(picture.path, std::string(picture.bytes.view()));
      parts.push_back(std::move(part));
    }
    if (!parts.empty()) append(notes, changed_outside(*twin, file.shown));
    return parts;
  }

 private:
  Workshop& shop_;
  const std::string root_;
  std::size_t read_ = 0;
};

// ---------------------------------------------------------------- writing and checking

class Importer {
 public:
  Importer(World& world, const Locations& locations, const ImportRules& rules, const FoundFiles& found,
           std::string from, std::string to, Plan plan)
      : world_(world),
        locations_(locations),
        rules_(rules),
        found_(found),
        from_(std::move(from)),
        to_(std::move(to)),
        plan_(std::move(plan)) {}

  Outcome run() {
    for (auto& activity : plan_.activities) copy(activity.files);
    copy(plan_.files);
    for (int round = 0; round < kMostRounds && !failed(); ++round) {
      write_tomls();
      const auto errors = errors_of_check();
      if (errors.empty()) break;
      if (!put_back(errors)) {
        append(outcome_.diagnostics, errors);
        break;
      }
    }
    say_what_is_left();
    append(outcome_.diagnostics, std::move(plan_.notes));
    return std::move(outcome_);
  }

 private:
  bool failed() const { return has_errors(outcome_.diagnostics); }
  const std::string& shown(const PlannedFile& planned) const { return found_.files[planned.file].shown; }

  void write(const std::string& target, std::string_view bytes, bool told = true) {
    if (failed()) return;
    const auto path = join(to_, target);
    if (auto written = world_.write(path, bytes); !written)
      return append(outcome_.diagnostics, std::move(written.error()));
    const auto ending = extension(target);
    if (told && written_.insert(target).second)
      outcome_.outputs.push_back(
          {"init", {}, ending.empty() ? ending : ending.substr(1), path, 0, bytes.size(), {}, 0});
  }

  /// A file that changed since it was looked at is not what was planned: said, and left out.
  void copy(PlannedFile& planned) {
    if (!planned.content.empty()) return write(planned.target, planned.content);
    if (planned.sheet && !planned.sheet->csv.empty()) return write(planned.target, planned.sheet->csv);
    const auto& file = found_.files[planned.file];
    const auto bytes = world_.read(join(from_, file.path));
    if (bytes && sha256_hex(bytes->view()) == file.sha256) return write(planned.target, bytes->view());
    outcome_.diagnostics.push_back(error(whole_file(file.shown), "it changed while it was taken in"));
  }
  void copy(std::vector<PlannedFile>& files) {
    for (auto& planned : files)
      if (!failed()) copy(planned);
  }

  void write_tomls() {
    tomls_.clear();
    for (const auto& activity : plan_.activities) {
      const auto folder = "activities/" + activity.id;
      auto toml = activity_toml(activity, plan_, rules_);
      for (const auto& [name, text] : toml.texts) write(folder + "/" + name, text);
      write(folder + "/activity.toml", toml.text);
      tomls_[folder + "/activity.toml"] = std::move(toml);
    }
    const auto name = slug(file_name(world_.canonical(to_)));
    auto toml = mission_toml(plan_, name.empty() ? "mission" : name, rules_);
    write("mission.toml", toml.text);  // the last: without it the folder is no mission
    tomls_["mission.toml"] = std::move(toml);
  }

  Diagnostics errors_of_check() {
    if (failed()) return {};
    Job job(world_, locations_);
    auto outcome = job.check({{to_}});
    std::erase_if(outcome.diagnostics, [](const Diagnostic& d) { return d.severity != Severity::error; });
    return std::move(outcome.diagnostics);
  }

  // What a message stands at, as a path below the mission.
  std::string place_of(const Diagnostic& d) const {
    if (!d.span.file) return {};
    const auto& path = d.span.file->path();
    const auto prefix = to_ + "/";
    return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
  }

  bool put_back(const Diagnostics& errors) {
    std::map<const PlannedFile*, std::string> to_put_back;
    const auto note_why = [&](const PlannedFile* planned, const Diagnostic& d) {
      if (planned) to_put_back.emplace(planned, d.message.text());
    };
    for (const auto& d : errors) note_why(culprit(d), d);
    bool any = false;
    const auto all = [&](std::vector<PlannedFile>& files, const std::string& folder) {
      for (auto& planned : files)
        if (const auto it = to_put_back.find(&planned); it != to_put_back.end())
          step_back(planned, files, folder, it->second), any = true;
    };
    for (auto& activity : plan_.activities) all(activity.files, "activities/" + activity.id);
    all(plan_.files, "");
    return any;
  }

  const PlannedFile* culprit(const Diagnostic& d) const {
    const auto place = place_of(d);
    const PlannedFile* found = nullptr;
    const auto look = [&](const std::vector<PlannedFile>& files, const std::string& toml) {
      for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].role == Role::kept) continue;
        if (place == files[i].target) found = &files[i];
        const auto& about = tomls_.at(toml).about;
        if (place == toml && d.span.line > 0 && d.span.line <= about.size() && about[d.span.line - 1] == i)
          found = &files[i];
      }
    };
    for (const auto& activity : plan_.activities)
      look(activity.files, "activities/" + activity.id + "/activity.toml");
    look(plan_.files, "mission.toml");
    return found;
  }

  /// A text or sheet becomes a piece, unless it is one already; a piece that cannot be one is only kept.
  void step_back(PlannedFile& planned, const std::vector<PlannedFile>& others, const std::string& folder,
                 const std::string& why) {
    const auto old = planned.target;
    const auto& file = found_.files[planned.file];
    const bool also_piece = std::any_of(others.begin(), others.end(), [&](const PlannedFile& other) {
      return &other != &planned && other.file == planned.file && other.role == Role::piece;
    });
    if ((planned.role == Role::text || planned.role == Role::sheet) && !also_piece) {
      const auto field = planned.field, report = planned.report;
      make_piece(planned, file, folder, others, rules_.words);
      plan_.notes.push_back(
          note(whole_file(file.shown),
               "it cannot be “{}” of [deliverables.{}] as it is ({}): annexed as “{}” instead",
               {field, report, why, planned.id}));
    } else if (planned.role == Role::sheet) {
      plan_.notes.push_back(note(whole_file(file.shown),
                                 "it cannot be “{}” of [deliverables.{}] as it is ({}); it stays annexed",
                                 {planned.field, planned.report, why}));
      planned.role = Role::kept, planned.target.clear();
    } else {
      planned.role = Role::kept;
      planned.target = "sources/" + file_name(planned.target);
      plan_.notes.push_back(
          note(whole_file(file.shown),
               "it cannot be annexed as it is ({}): kept in “{}” of the mission, where nothing uses it",
               {why, planned.target}));
    }
    planned.sheet.reset();
    if (planned.target == old) return;
    if (!planned.target.empty()) copy(planned);
    forget(old);
  }

  void forget(const std::string& target) {
    world_.remove(join(to_, target));
    written_.erase(target);
    std::erase_if(outcome_.outputs, [&](const Output& o) { return o.path == join(to_, target); });
  }

  void say_what_is_left() {
    if (failed()) return;
    for (const auto& activity : plan_.activities)
      plan_.notes.push_back(hinted(note(whole_file(join(to_, "activities/" + activity.id + "/activity.toml")),
                                        "what no file says stands there as still to be written"),
                                   "search its folder for what begins with a bracket, as “(À écrire …)”"));
    plan_.notes.push_back(
        note(whole_file(join(to_, "mission.toml")),
             "organisation, programme and what the terms of reference demand are left for you, in comments"));
  }

  World& world_;
  const Locations& locations_;
  const ImportRules& rules_;
  const FoundFiles& found_;
  const std::string from_, to_;
  Plan plan_;
  Outcome outcome_;
  std::map<std::string, WrittenToml> tomls_;
  std::set<std::string> written_;
};

Diagnostic inside(const std::string& folder, const std::string& from) {
  return hinted(error({}, "“{}” lies in “{}”, which is only read", {folder, from}, Blame::usage),
                "make the mission beside it");
}

Diagnostic is_mission(const std::string& from) {
  return hinted(
      error(whole_file(join(from, "mission.toml")), "“{}” is a mission already", {from}, Blame::usage),
      "taqrir build {}", {from});
}

Diagnostic holds_nothing(const std::string& from) {
  return hinted(error(whole_file(from), "there is no document in it that could be taken"),
                "name the folder that holds the mission’s documents");
}

}  // namespace

Outcome init_from(Workshop& shop, const InitRequest& request) {
  auto& world = shop.real;
  Outcome outcome;
  const auto refuse = [&](Diagnostics why) { return append(outcome.diagnostics, std::move(why)), outcome; };
  auto from = world.canonical(request.from);
  const auto info = world.info(from);
  if (info && !info->is_directory)
    from = parent(from);  // one document
  else if (lies_in(world.canonical(request.folder), from))
    return refuse({inside(request.folder, request.from)});
  if (info && info->is_directory && world.info(join(from, "mission.toml")))
    return refuse({is_mission(request.from)});
  auto found = find_import_files(world, request.from);
  if (!found) return refuse(std::move(found.error()));
  append(outcome.diagnostics, found->passed_over);
  if (found->files.empty()) return refuse({holds_nothing(request.from)});
  const auto rules = read_import_rules(shop);
  if (!rules) return refuse(rules.error());
  Looker looker(shop, from);
  auto plan =
      plan_import(*found, request.from, *rules,
                  {[&](const ImportFile& file) { return looker.text(file); },
                   [&](const ImportFile& file) { return looker.sheets(file); },
                   [&](const ImportFile& file, Diagnostics& notes) { return looker.twin(file, notes); }});
  auto made = Importer(world, shop.locations, *rules, *found, from, request.folder, std::move(plan)).run();
  append(outcome.diagnostics, std::move(made.diagnostics));
  outcome.outputs = std::move(made.outputs);
  sort_and_unify(outcome.diagnostics);
  return outcome;
}

}  // namespace taqrir::app
