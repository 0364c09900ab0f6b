#include "host/library.hpp"

#include <algorithm>
#include <boost/dll/shared_library.hpp>
#include <cstring>
#include <exception>
#include <filesystem>
#include <mutex>

#include "sdk/plugin.hpp"

namespace taqrir::host {

namespace {

using Library = boost::dll::shared_library;

constexpr const char* kSymbol = "taqrir_plugin";
constexpr std::size_t kLongestTag = 100;

Diagnostic refusal(const PluginManifest& plugin, std::string why, std::vector<std::string> args = {}) {
  args.insert(args.begin(), plugin.id);
  return error(whole_file(plugin.library), "plugin “{}” is refused: " + std::move(why), std::move(args),
               Blame::machine);
}

Diagnostic rebuild(Diagnostic diagnostic) {
  return hinted(std::move(diagnostic), "build the plugin again with this Taqrir's SDK ({}, headers {}, {})",
                {kVersion, kSdkHash, kBuildTag});
}

/// A text that a stranger's library points to: cut off, never trusted to end.
std::string shown(const char* text) { return text ? std::string(text, strnlen(text, kLongestTag)) : "none"; }

// ---------------------------------------------------------------- loading

/// What the loader said, without Boost's words and the path that the message names already.
std::string loader_message(const std::exception& e, const std::string& path) {
  std::string text = e.what();
  if (const auto at = text.find("dlerror system message: "); at != std::string::npos)
    text = text.substr(at + std::strlen("dlerror system message: "));
  if (const auto at = text.find(path + ": "); at != std::string::npos)
    text = text.substr(at + path.size() + 2);
  if (const auto at = text.rfind("): "); at != std::string::npos) text.resize(at);
  return text;
}

Diagnostic not_loaded(const PluginManifest& plugin, const std::string& why) {
  auto d = refusal(plugin, "its library cannot be loaded: {}", {why});
  if (why.find("undefined symbol") != std::string::npos) return rebuild(std::move(d));
  return hinted(std::move(d),
                "build the plugin again; a plugin is a shared library made by taqrir_add_plugin");
}

Result<Library> open_library(World& world, const PluginManifest& plugin) {
  const auto info = world.info(plugin.library);
  if (!info || info->is_directory)
    return fail(hinted(refusal(plugin, "its library is not there"),
                       "build the plugin, or correct “library” in its plugin.toml"));
  try {
    return Library(boost::filesystem::path(plugin.library), boost::dll::load_mode::rtld_now);
  } catch (const std::exception& e) {
    return fail(not_loaded(plugin, loader_message(e, plugin.library)));
  }
}

/// Keeps a library loaded to the end of the process.
void keep_forever(Library library) {
  static std::mutex mutex;
  static auto& kept = *new std::vector<Library>;  // never destroyed: static destructors may still need it
  const std::lock_guard lock(mutex);
  kept.push_back(std::move(library));
}

// ---------------------------------------------------------------- the handshake

std::optional<Diagnostic> mismatch(const PluginManifest& plugin, const PluginDescriptor& descriptor) {
  if (descriptor.struct_size != sizeof(PluginDescriptor))
    return rebuild(
        refusal(plugin, "its descriptor has {} bytes, this Taqrir's has {}",
                {std::to_string(descriptor.struct_size), std::to_string(sizeof(PluginDescriptor))}));
  const auto hash = shown(descriptor.sdk_hash);
  if (hash != kSdkHash)
    return rebuild(refusal(plugin, "it was built with other headers ({}, here {})", {hash, kSdkHash}));
  const auto tag = shown(descriptor.build_tag);
  if (tag != kBuildTag)
    return rebuild(refusal(plugin, "it was built with another compiler or standard library ({}, here {})",
                           {tag, kBuildTag}));
  if (!descriptor.register_reports) return refusal(plugin, "its descriptor has no function that registers");
  return std::nullopt;
}

Result<const PluginDescriptor*> shake_hands(const PluginManifest& plugin, const Library& library) {
  if (!library.has(kSymbol))
    return fail(hinted(refusal(plugin, "its library does not export “{}”", {kSymbol}),
                       "write TAQRIR_PLUGIN(registrar) { … } in one of its sources"));
  const auto* descriptor = &library.get<const PluginDescriptor>(kSymbol);
  if (auto wrong = mismatch(plugin, *descriptor)) return fail(std::move(*wrong));
  return descriptor;
}

// ---------------------------------------------------------------- registration

class Collector : public Registrar {
 public:
  explicit Collector(const PluginManifest& plugin) : plugin_(plugin) {}

  void add(std::unique_ptr<Report> report) override {
    if (!report) return say(refusal(plugin_, "it registers a report that is null"));
    const auto id = report->info().id;
    if (reports_.count(id)) return say(refusal(plugin_, "it registers the report “{}” twice", {id}));
    if (!promised(id))
      say(hinted(refusal(plugin_, "it registers the report “{}”, which its plugin.toml does not name", {id}),
                 "add “{}” to “reports” in {}/plugin.toml", {id, plugin_.folder}));
    reports_[id] = std::move(report);
  }

  void add_type_loader(std::unique_ptr<TypeLoader> loader) override {
    if (!loader) return say(refusal(plugin_, "it registers a loader of types that is null"));
    if (!plugin_.loads_types)
      say(hinted(refusal(plugin_, "it loads types, which its plugin.toml does not say"),
                 "write loads_types = true in {}/plugin.toml", {plugin_.folder}));
    type_loaders_.push_back(std::move(loader));
  }

  Result<Registered> finish() && {
    for (const auto& id : plugin_.reports)
      if (!reports_.count(id))
        say(hinted(
            refusal(plugin_, "its plugin.toml names the report “{}”, which it does not register", {id}),
            "register it, or take “{}” out of “reports” in {}/plugin.toml", {id, plugin_.folder}));
    if (plugin_.loads_types && type_loaders_.empty())
      say(refusal(plugin_, "its plugin.toml says that it loads types, which it does not"));
    if (!diagnostics_.empty()) return fail(std::move(diagnostics_));
    return Registered{std::move(reports_), std::move(type_loaders_)};
  }

  void say(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

 private:
  bool promised(const std::string& id) const {
    return std::find(plugin_.reports.begin(), plugin_.reports.end(), id) != plugin_.reports.end();
  }

  const PluginManifest& plugin_;
  ReportsById reports_;
  std::vector<std::shared_ptr<const TypeLoader>> type_loaders_;
  Diagnostics diagnostics_;
};

Result<Registered> register_reports(const PluginManifest& plugin, const PluginDescriptor& descriptor) {
  Collector collector(plugin);
  char message[400] = "";
  bool done = false;
  try {
    done = descriptor.register_reports(collector, message, sizeof message);
  } catch (const std::exception& e) {  // a hand-made descriptor, without TAQRIR_PLUGIN's guard
    std::strncpy(message, e.what(), sizeof message - 1);
  } catch (...) {
    std::strncpy(message, "something that is no std::exception", sizeof message - 1);
  }
  if (done) return std::move(collector).finish();
  message[sizeof message - 1] = '\0';
  return fail(hinted(refusal(plugin, "it failed when it registered its reports: {}", {message}),
                     "this is a fault of the plugin: tell its author"));
}

}  // namespace

Result<Registered> load_reports(World& world, const PluginManifest& plugin) {
  auto library = open_library(world, plugin);
  if (!library) return fail(std::move(library.error()));
  const auto descriptor = shake_hands(plugin, *library);
  if (!descriptor) return fail(descriptor.error());
  auto reports = register_reports(plugin, **descriptor);
  if (reports) keep_forever(std::move(*library));
  return reports;  // else nothing of the library's is left: it may be unloaded
}

}  // namespace taqrir::host
