#include "host/host.hpp"

#include <exception>
#include <map>
#include <mutex>
#include <set>

#include "host/library.hpp"
#include "host/manifest.hpp"

namespace taqrir::host {

namespace {

Diagnostic taken_already(const PluginManifest& plugin, const std::string& report,
                         const PluginManifest& other) {
  return hinted(error(plugin.span, "plugin “{}” is refused: plugin “{}” offers the report “{}” already",
                      {plugin.id, other.id, report}, Blame::machine),
                "remove one of {} and {}", {other.folder, plugin.folder});
}

Diagnostic compose_failed(const std::string& plugin, const std::string& report, const std::string& why) {
  return hinted(
      error({}, "plugin “{}” failed when it composed “{}”: {}", {plugin, report, why}, Blame::machine),
      "this is a fault of the plugin: tell its author");
}

Diagnostic load_failed(const std::string& plugin, const std::string& type, const std::string& why) {
  return hinted(error({}, "plugin “{}” failed when it loaded the type “{}”: {}", {plugin, type, why}, Blame::machine),
                "this is a fault of the plugin: tell its author");
}

Diagnostic no_type_loader(const TypeSource& source) {
  return hinted(error(source.declaration().span(), "no plugin is here that makes reports of folders: “{}” cannot be loaded",
                      {source.id()}, Blame::machine),
                "“taqrir plugins” lists what was found, and where");
}

Diagnostic said_nothing(const std::string& plugin, const std::string& report) {
  return hinted(
      error({}, "plugin “{}” gave no document for “{}”, and no reason", {plugin, report}, Blame::machine),
      "this is a fault of the plugin: tell its author");
}

}  // namespace

struct Host::Impl {
  World& world;
  std::vector<std::string> folders;
  std::vector<PluginStatus> plugins;
  std::map<std::string, std::size_t> plugin_of;  // index into plugins, by report id
  ReportsById reports;                           // of the loaded plugins
  std::map<std::string, std::shared_ptr<const TypeLoader>> loaders;  // by plugin
  mutable std::mutex mutex;

  void discover();
  void add(PluginStatus status);
  void load(PluginStatus& plugin);
  const PluginStatus* owner(const std::string& report) const;
  PluginStatus* type_loading();
  Diagnostic unknown(const std::string& report) const;
};

void Host::Impl::discover() {
  std::set<std::string> seen;
  for (const auto& folder : folders)
    for (const auto& name : world.list(folder)) {
      const auto path = folder + "/" + name;
      if (!world.info(path + "/plugin.toml") || !seen.insert(name).second) continue;
      add(read_manifest(world, path));
    }
}

void Host::Impl::add(PluginStatus status) {
  const auto index = plugins.size();
  for (const auto& report : status.manifest.reports) {
    const auto [taker, fresh] = plugin_of.emplace(report, index);
    if (fresh) continue;
    const auto& other = plugins[taker->second];
    if (other.state == PluginState::refused) {
      taker->second = index;
    } else {
      status.state = PluginState::refused;
      status.diagnostics.push_back(taken_already(status.manifest, report, other.manifest));
    }
  }
  plugins.push_back(std::move(status));
}

void Host::Impl::load(PluginStatus& plugin) {
  if (plugin.state != PluginState::found) return;
  auto loaded = load_reports(world, plugin.manifest);
  plugin.state = loaded ? PluginState::loaded : PluginState::refused;
  if (!loaded) return append(plugin.diagnostics, std::move(loaded.error()));
  reports.merge(loaded->reports);
  if (!loaded->type_loaders.empty()) loaders[plugin.manifest.id] = loaded->type_loaders.front();
}

PluginStatus* Host::Impl::type_loading() {
  for (auto& plugin : plugins)
    if (plugin.manifest.loads_types) return &plugin;
  return nullptr;
}

/// The plugin that offers the report; of one whose manifest could not be read, the id is all there is.
const PluginStatus* Host::Impl::owner(const std::string& report) const {
  if (const auto it = plugin_of.find(report); it != plugin_of.end()) return &plugins[it->second];
  for (const auto& plugin : plugins)
    if (plugin.state == PluginState::refused && plugin.manifest.id == report) return &plugin;
  return nullptr;
}

Diagnostic Host::Impl::unknown(const std::string& report) const {
  std::vector<std::string> known;
  for (const auto& [id, plugin] : plugin_of) known.push_back(id);
  auto d = error({}, "no plugin offers the report “{}”", {report}, Blame::machine);
  const auto near = nearest(report, known);
  if (!near.empty()) return hinted(std::move(d), "did you mean “{}”?", {near});
  return hinted(std::move(d), "“taqrir plugins” lists what was found, and where");
}

Host::Host(World& world, std::vector<std::string> folders)
    : impl_(new Impl{world, std::move(folders), {}, {}, {}, {}, {}}) {
  impl_->discover();
}

Host::~Host() = default;

const std::vector<PluginStatus>& Host::plugins() const { return impl_->plugins; }

std::vector<std::string> Host::reports() const {
  std::vector<std::string> ids;
  for (const auto& [id, plugin] : impl_->plugin_of) ids.push_back(id);
  return ids;
}

std::shared_ptr<const Report> Host::report(const std::string& id) {
  const std::lock_guard lock(impl_->mutex);
  const auto plugin = impl_->plugin_of.find(id);
  if (plugin == impl_->plugin_of.end()) return nullptr;
  impl_->load(impl_->plugins[plugin->second]);
  const auto it = impl_->reports.find(id);
  return it == impl_->reports.end() ? nullptr : it->second;
}

Diagnostics Host::why_not(const std::string& id) const {
  const std::lock_guard lock(impl_->mutex);
  const auto* plugin = impl_->owner(id);
  if (!plugin) return {impl_->unknown(id)};
  return plugin->diagnostics;
}

void Host::load_all() {
  const std::lock_guard lock(impl_->mutex);
  for (auto& plugin : impl_->plugins) impl_->load(plugin);
}

Composed Host::compose(const std::string& id, const ReportContext& context) {
  const auto report = this->report(id);
  if (!report) return {std::nullopt, why_not(id)};
  return guarded_compose(impl_->plugins[impl_->plugin_of.at(id)].manifest.id, *report, context);
}

std::string Host::type_loading_plugin() const {
  const auto* plugin = impl_->type_loading();
  return plugin ? plugin->manifest.id : std::string();
}

std::shared_ptr<const TypeLoader> Host::type_loader() {
  const std::lock_guard lock(impl_->mutex);
  auto* plugin = impl_->type_loading();
  if (!plugin) return nullptr;
  impl_->load(*plugin);
  const auto it = impl_->loaders.find(plugin->manifest.id);
  return it == impl_->loaders.end() ? nullptr : it->second;
}

LoadedType Host::load_type(const TypeSource& source) {
  const auto loader = type_loader();
  const auto* plugin = impl_->type_loading();
  if (!loader) return {nullptr, plugin ? plugin->diagnostics : Diagnostics{no_type_loader(source)}};
  try {
    return loader->load(source);
  } catch (const std::exception& e) {
    return {nullptr, {load_failed(plugin->manifest.id, source.id(), e.what())}};
  } catch (...) {
    return {nullptr, {load_failed(plugin->manifest.id, source.id(), "something that is no std::exception")}};
  }
}

Composed guarded_compose(const std::string& plugin, const Report& report, const ReportContext& context) {
  const auto& id = report.info().id;
  try {
    auto composed = report.compose(context);
    if (!composed.document && !has_errors(composed.diagnostics))
      composed.diagnostics.push_back(said_nothing(plugin, id));
    return composed;
  } catch (const std::exception& e) {
    return {std::nullopt, {compose_failed(plugin, id, e.what())}};
  } catch (...) {
    return {std::nullopt, {compose_failed(plugin, id, "something that is no std::exception was thrown")}};
  }
}

}  // namespace taqrir::host
