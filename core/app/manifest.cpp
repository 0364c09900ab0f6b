#include "app/manifest.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

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

namespace {

/// A line for each.
void put(std::string& to, const FileList& files) {
  const char* before = "[\n        ";
  files.each([&](const ManifestFile& file) {
    to += std::exchange(before, ",\n        ");
    to += json_of(file).dump(-1, ' ', false, Json::error_handler_t::replace);
  });
  to += "\n      ]";
}

/// The text with each entry's files in their place. There may be very many: the text is not copied again.
std::string with_files(std::string_view text, const Manifest& manifest) {
  constexpr std::size_t kAround = 60;  // of a line: what stands around the file's own words
  const std::string key = "\"files\": ", place = key + Json(kFilesHere).dump();
  std::string out;
  auto size = text.size();
  for (const auto& entry : manifest.outputs) size += entry.files.text().size() + kAround * entry.files.size();
  out.reserve(size);
  for (const auto& entry : manifest.outputs) {
    if (entry.files.empty()) continue;
    const auto at = text.find(place);
    out += text.substr(0, at + key.size());
    put(out, entry.files);
    text.remove_prefix(at + place.size());
  }
  return out += text;
}

/// Takes the files out of a manifest while it is parsed: as JSON they would be many times as large.
class FilesTaker {
 public:
  /// By entry.
  std::vector<FileList> lists;

  /// Depths: 1 the manifest's keys, 2 its entries, 3 their keys, 4 the files.
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (event == Event::key && depth == 1) in_outputs_ = parsed == "outputs";
    if (event == Event::key && depth == 3) in_files_ = in_outputs_ && parsed == "files";
    if (event != Event::object_end || !in_outputs_) return true;
    if (depth == 2) lists.push_back(std::exchange(files_, {})), in_files_ = false;
    if (depth != 4 || !in_files_) return true;
    files_.add(file_of(parsed));
    return false;
  }

 private:
  bool in_outputs_ = false, in_files_ = false;
  FileList files_;
};

}  // namespace

std::string to_json(const Manifest& manifest) {
  Json outputs = Json::array();
  for (const auto& entry : manifest.outputs) outputs.push_back(json_of(entry));
  Json whole{{"format_version", kFormatVersion}};
  if (!manifest.program.empty()) whole["program"] = {{"name", "taqrir"}, {"version", manifest.program}};
  whole["outputs"] = std::move(outputs);
  return with_files(dumped(whole), manifest);
}

Result<Manifest> manifest_of(std::string_view text, const std::string& shown) {
  try {
    FilesTaker files;
    const auto json = Json::parse(text, std::ref(files), false);
    if (json.is_discarded() || !json.is_object()) return fail(no_manifest(shown));
    if (json.at("format_version").get<int>() > kFormatVersion)
      return fail(
          hinted(error(whole_file(shown), "this manifest was written by a newer Taqrir"), "update Taqrir"));
    Manifest manifest;
    if (const auto program = json.find("program"); program != json.end())
      manifest.program = program->value("version", std::string());
    for (const auto& output : json.at("outputs")) {
      manifest.outputs.push_back(entry_of(output));
      manifest.outputs.back().files = files.lists.at(manifest.outputs.size() - 1);
    }
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
  const auto key = [](const ManifestEntry& entry) { return std::pair(entry.path, entry.format); };
  std::map<std::pair<std::string, std::string>, ManifestEntry> by_path;
  for (auto& entry : old->outputs) by_path[key(entry)] = std::move(entry);
  for (const auto& entry : entries) by_path[key(entry)] = entry;
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
