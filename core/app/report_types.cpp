#include "app/report_types.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "app/paths.hpp"
#include "app/program_type.hpp"
#include "app/type_files.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kTypeFile = "type.toml";

Diagnostic taken(const TypeFolder& type, const TypeFolder& by) {
  return hinted(
      warning(whole_file(join(type.shown, kTypeFile)),
              "the type “{}” of this folder is not taken: {} has one of that name", {type.id, by.shown}),
      "give one of the two folders another name");
}

Diagnostic taken_by_plugin(const TypeFolder& type, const std::string& plugin) {
  return hinted(
      error(whole_file(join(type.shown, kTypeFile)),
            "the id “{}” is taken: the plugin “{}” offers a report type of that name", {type.id, plugin}),
      "give the folder another name");
}

Diagnostic not_trusted(const TypeFolder& type, const ProgramType& program) {
  return hinted(
      error(program.span, "the type “{}” is a program in the mission’s own folder, and was not run",
            {type.id}, Blame::machine),
      "a program can do whatever you can: look at it first. “--allow-programs” runs it; in your own folder "
      "of types it needs no leave");
}

/// “type.toml.txt” and “Type.toml” are usual slips.
Diagnostic without_file(World& world, const TypeFolder& type) {
  auto out = warning(whole_file(type.shown), "this folder has no {}, and is no report type", {kTypeFile});
  for (const auto& name : world.list(type.folder)) {
    auto lower = name;
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower.starts_with(kTypeFile) || nearest(lower, {kTypeFile}) == kTypeFile)
      return hinted(std::move(out), "rename “{}” to “{}”", {name, kTypeFile});
  }
  return hinted(std::move(out),
                "put a {} into it (“taqrir types new {}” writes one), or the folder elsewhere",
                {kTypeFile, type.id});
}

std::string plugin_of(const std::vector<host::PluginStatus>& plugins, std::string_view report) {
  for (const auto& plugin : plugins) {
    const auto& offered = plugin.manifest.reports;
    if (std::find(offered.begin(), offered.end(), report) != offered.end()) return plugin.manifest.id;
  }
  return {};
}

}  // namespace

const char* name_of(TypeOrigin origin) {
  switch (origin) {
    case TypeOrigin::mission: return "mission";
    case TypeOrigin::user: return "user";
    case TypeOrigin::program: return "program";
    case TypeOrigin::plugin: return "plugin";
  }
  return "plugin";
}

std::vector<TypeFolder> type_folders(World& world, const std::string& folder, const std::string& shown,
                                     TypeOrigin origin) {
  std::vector<TypeFolder> out;
  for (const auto& name : world.list(join(folder, "types"))) {
    const auto path = join(join(folder, "types"), name);
    const auto info = world.info(path);
    if (name.front() == '.' || !info || !info->is_directory) continue;
    const auto canonical = world.canonical(path);
    const bool has_file = world.info(join(path, kTypeFile)).has_value();
    const bool leads_out = origin == TypeOrigin::mission && !lies_in(canonical, folder);
    if (leads_out || (has_file && !lies_in(world.canonical(join(path, kTypeFile)), canonical)))
      continue;  // a link to elsewhere
    out.push_back({name, canonical, join(join(shown, "types"), name), origin, has_file});
  }
  return out;
}

std::optional<TypeFolder> type_of_sample(World& world, const std::string& folder, const std::string& shown) {
  const auto name = file_name(folder), type = parent(folder);
  const bool is_sample = name == "sample" || name.starts_with("sample-");
  if (!is_sample || file_name(parent(type)) != "types" || !world.info(join(type, kTypeFile)))
    return std::nullopt;
  return TypeFolder{file_name(type), type, normal(join(shown, "..")), TypeOrigin::mission};
}

ReportTypes::ReportTypes(World& world, host::Host& host, std::vector<TypeFolder> folders,
                         bool mission_programs)
    : world_(world), host_(host), mission_programs_(mission_programs) {
  known_ = host.reports();
  for (auto& folder : folders) add(std::move(folder));
  for (const auto& [id, declared] : declared_) known_.push_back(id);
  std::sort(known_.begin(), known_.end());
}

void ReportTypes::add(TypeFolder folder) {
  if (!folder.has_file) return clashes_.push_back(without_file(world_, folder));
  if (const auto plugin = plugin_of(host_.plugins(), folder.id); !plugin.empty())
    return clashes_.push_back(taken_by_plugin(folder, plugin));
  const auto [it, fresh] = declared_.try_emplace(folder.id);
  if (!fresh) return clashes_.push_back(taken(folder, it->second->folder));
  it->second = std::make_unique<Declared>();
  it->second->folder = std::move(folder);
}

bool ReportTypes::knows(std::string_view id) const {
  return std::binary_search(known_.begin(), known_.end(), id, std::less<>());
}

ReportTypes::Declared* ReportTypes::declared(std::string_view id) const {
  const auto it = declared_.find(id);
  return it == declared_.end() ? nullptr : it->second.get();
}

void ReportTypes::load(Declared& declared) const {
  std::call_once(declared.once, [&] {
    auto source = TypeFiles::open(world_, declared.folder, known_);
    if (!source) {
      declared.said = std::move(source.error());
      return;
    }
    auto loaded = host_.load_type(**source);
    declared.said = std::move(loaded.diagnostics);
    declared.report = std::move(loaded.report);
    auto program = declared.report ? program_of((*source)->declaration()) : std::nullopt;
    if (!program) return;
    append(declared.said, check_command(*program, declared.folder, (*source)->files()));
    if (has_errors(declared.said)) declared.report.reset();
    declared.program = std::make_shared<const ProgramType>(std::move(*program));
  });
}

/// Parts of other reports that come back to this one: A takes of B, B of A.
Diagnostics ReportTypes::circles(const Declared& declared) const {
  Diagnostics out;
  std::set<std::string> seen;
  const std::function<std::string(const std::string&)> way_back = [&](const std::string& id) -> std::string {
    if (id == declared.folder.id) return id;
    auto* other = seen.insert(id).second ? this->declared(id) : nullptr;
    if (!other) return {};
    load(*other);
    if (!other->report) return {};
    for (const auto& use : other->report->info().uses)
      if (const auto way = way_back(use.report); !way.empty()) return id + " → " + way;
    return {};
  };
  for (const auto& use : declared.report->info().uses) {
    seen.clear();
    if (const auto way = way_back(use.report); !way.empty())
      out.push_back(hinted(error(use.span, "this part would hold itself: {} → {}", {declared.folder.id, way}),
                           "take the part of another report, or write it here"));
  }
  return out;
}

std::shared_ptr<const Report> ReportTypes::report(const std::string& id) const {
  auto* declared = this->declared(id);
  if (!declared) return host_.report(id);
  load(*declared);
  if (!declared->report || has_errors(circles(*declared))) return nullptr;
  return declared->report;
}

Diagnostics ReportTypes::said(const std::string& id) const {
  auto* declared = this->declared(id);
  if (!declared) return host_.report(id) ? Diagnostics{} : host_.why_not(id);
  load(*declared);
  auto out = declared->said;
  if (declared->report) append(out, circles(*declared));
  return out;
}

Composed ReportTypes::compose(const std::string& id, const ReportContext& context) const {
  if (!declared(id)) return host_.compose(id, context);
  const auto report = this->report(id);
  if (!report) return {std::nullopt, said(id)};
  if (program(id)) return compose_by_program(*declared(id), context);
  return host::guarded_compose(plugin(id), *report, context);
}

/// The plugin that loaded the type looks at the form's sheets, the program makes the document.
Composed ReportTypes::compose_by_program(const Declared& declared, const ReportContext& context) const {
  const bool own = declared.folder.origin == TypeOrigin::mission;
  if (own && !mission_programs_) return {std::nullopt, {not_trusted(declared.folder, *declared.program)}};
  auto looked_at = host::guarded_compose(host_.type_loading_plugin(), *declared.report, context);
  if (has_errors(looked_at.diagnostics)) return {std::nullopt, std::move(looked_at.diagnostics)};
  auto made = run_program(world_, *declared.program, declared.folder, declared.report->info(), context);
  append(made.diagnostics, std::move(looked_at.diagnostics));
  return made;
}

const ProgramType* ReportTypes::program(std::string_view id) const {
  const auto* found = declared(id);
  return found ? found->program.get() : nullptr;
}

const TypeFolder* ReportTypes::folder(std::string_view id) const {
  const auto* declared = this->declared(id);
  return declared ? &declared->folder : nullptr;
}

TypeOrigin ReportTypes::origin(std::string_view id) const {
  const auto* type = folder(id);
  return type ? type->origin : TypeOrigin::plugin;
}

std::string ReportTypes::plugin(std::string_view id) const {
  return folder(id) ? host_.type_loading_plugin() : plugin_of(host_.plugins(), id);
}

std::string ReportTypes::type_of_file(std::string_view shown_path) const {
  for (const auto& [id, declared] : declared_)
    if (lies_in(shown_path, declared->folder.shown)) return id;
  return {};
}

namespace {

/// "@types/ID/name" in its two parts; the first is empty for other paths.
std::pair<std::string_view, std::string_view> parts_of(std::string_view file) {
  if (!file.starts_with(kTypesPrefix)) return {};
  file.remove_prefix(kTypesPrefix.size());
  const auto slash = file.find('/');
  if (slash == std::string_view::npos) return {};
  return {file.substr(0, slash), file.substr(slash + 1)};
}

}  // namespace

std::string ReportTypes::path_of(std::string_view file) const {
  const auto [id, name] = parts_of(file);
  const auto* type = folder(id);
  return type ? join(type->folder, name) : std::string();
}

std::string ReportTypes::shown(std::string_view file) const {
  const auto [id, name] = parts_of(file);
  const auto* type = folder(id);
  return type ? join(type->shown, name) : std::string(file);
}

}  // namespace taqrir::app
