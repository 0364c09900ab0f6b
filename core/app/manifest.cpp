#include "app/manifest.hpp"

#include <algorithm>
#include <map>

#include "app/manifest_json.hpp"
#include "app/paths.hpp"
#include "sdk/version.hpp"

namespace taqrir::app {

namespace {

constexpr int kFormatVersion = 1;

Diagnostic no_manifest(const std::string& shown) {
  return hinted(error(whole_file(shown), "this is no manifest of Taqrir"),
                "remove it and build again: taqrir writes a new one");
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  Json outputs = Json::array();
  for (const auto& entry : manifest.outputs) outputs.push_back(json_of(entry));
  Json whole{{"format_version", kFormatVersion}};
  if (!manifest.program.empty()) whole["program"] = {{"name", "taqrir"}, {"version", manifest.program}};
  whole["outputs"] = std::move(outputs);
  return dumped(whole);
}

Result<Manifest> manifest_of(std::string_view text, const std::string& shown) {
  const auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return fail(no_manifest(shown));
  try {
    if (json.at("format_version").get<int>() > kFormatVersion)
      return fail(
          hinted(error(whole_file(shown), "this manifest was written by a newer Taqrir"), "update Taqrir"));
    Manifest manifest;
    if (const auto program = json.find("program"); program != json.end())
      manifest.program = program->value("version", std::string());
    for (const auto& output : json.at("outputs")) manifest.outputs.push_back(entry_of(output));
    return manifest;
  } catch (const Json::exception&) {
    return fail(no_manifest(shown));
  }
}

Result<Manifest> read_manifest(World& world, const std::string& folder, const std::string& shown) {
  const auto path = join(folder, kManifestName);
  if (!world.info(path)) return Manifest{};
  const auto bytes = world.read(path);
  if (!bytes) return fail(bytes.error());
  return manifest_of(bytes->view(), shown);
}

Result<void> update_manifest(World& world, const std::string& folder,
                             const std::vector<ManifestEntry>& entries) {
  if (entries.empty()) return {};
  const auto path = join(folder, kManifestName);
  auto old = read_manifest(world, folder, path);
  if (!old) return fail(std::move(old.error()));
  std::map<std::string, ManifestEntry> by_path;
  for (auto& entry : old->outputs) by_path[entry.path] = std::move(entry);
  for (const auto& entry : entries) by_path[entry.path] = entry;
  Manifest manifest;
  manifest.program = kVersion;
  for (auto& [name, entry] : by_path) manifest.outputs.push_back(std::move(entry));
  const auto text = to_json(manifest);
  if (const auto there = world.read(path); there && there->view() == text) return {};
  return world.write(path, text);
}

Result<void> forget_outputs(World& world, const std::string& folder, const std::vector<std::string>& paths) {
  if (paths.empty()) return {};
  const auto path = join(folder, kManifestName);
  auto manifest = read_manifest(world, folder, path);
  if (!manifest) return fail(std::move(manifest.error()));
  std::erase_if(manifest->outputs, [&](const ManifestEntry& entry) {
    return std::find(paths.begin(), paths.end(), entry.path) != paths.end();
  });
  return world.write(path, to_json(*manifest));
}

std::string text_of(const Holdings& holdings) { return holdings.empty() ? "" : json_of(holdings).dump(); }

Holdings holdings_of(std::string_view text) {
  if (text.empty()) return {};
  try {
    return holdings_of(Json::parse(text));
  } catch (const Json::exception&) {
    return {};
  }
}

}  // namespace taqrir::app
