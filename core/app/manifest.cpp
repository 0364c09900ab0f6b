#include "app/manifest.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "app/paths.hpp"

namespace taqrir::app {

namespace {

using Json = nlohmann::ordered_json;
constexpr int kFormatVersion = 1;

Json json_of(const ManifestEntry& entry) {
  Json sources = Json::array();
  for (const auto& source : entry.sources)
    sources.push_back({{"path", source.path}, {"sha256", source.sha256}});
  return {{"path", entry.path},     {"type", entry.type},       {"activity", entry.activity},
          {"format", entry.format}, {"pages", entry.pages},     {"bytes", entry.bytes},
          {"sha256", entry.sha256}, {"mission", entry.mission}, {"sources", std::move(sources)}};
}

ManifestEntry entry_of(const Json& json) {
  ManifestEntry entry;
  json.at("path").get_to(entry.path), json.at("type").get_to(entry.type);
  json.at("activity").get_to(entry.activity), json.at("format").get_to(entry.format);
  json.at("pages").get_to(entry.pages), json.at("bytes").get_to(entry.bytes);
  json.at("sha256").get_to(entry.sha256), json.at("mission").get_to(entry.mission);
  for (const auto& source : json.at("sources"))
    entry.sources.push_back({source.at("path").get<std::string>(), source.at("sha256").get<std::string>()});
  return entry;
}

Diagnostic no_manifest(const std::string& shown) {
  return hinted(error(whole_file(shown), "this is no manifest of Taqrir"),
                "remove it and build again: taqrir writes a new one");
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  Json outputs = Json::array();
  for (const auto& entry : manifest.outputs) outputs.push_back(json_of(entry));
  const Json whole{{"format_version", kFormatVersion}, {"outputs", std::move(outputs)}};
  return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Manifest> read_manifest(World& world, const std::string& folder, const std::string& shown) {
  const auto path = join(folder, kManifestName);
  if (!world.info(path)) return Manifest{};
  const auto bytes = world.read(path);
  if (!bytes) return fail(bytes.error());
  const auto json = Json::parse(bytes->view(), nullptr, false);
  if (json.is_discarded() || !json.is_object()) return fail(no_manifest(shown));
  try {
    if (json.at("format_version").get<int>() > kFormatVersion)
      return fail(
          hinted(error(whole_file(shown), "this manifest was written by a newer Taqrir"), "update Taqrir"));
    Manifest manifest;
    for (const auto& output : json.at("outputs")) manifest.outputs.push_back(entry_of(output));
    return manifest;
  } catch (const Json::exception&) {
    return fail(no_manifest(shown));
  }
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
  for (auto& [name, entry] : by_path) manifest.outputs.push_back(std::move(entry));
  const auto text = to_json(manifest);
  if (const auto there = world.read(path); there && there->view() == text) return {};
  return world.write(path, text);
}

}  // namespace taqrir::app
