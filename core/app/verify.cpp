// taqrir verify: outputs and their sources against the manifest beside them.
#include <algorithm>
#include <set>

#include "app/manifest.hpp"
#include "app/paths.hpp"
#include "base/hash.hpp"

namespace taqrir::app {

namespace {

class Verification {
 public:
  Verification(World& world, std::string folder, Outcome& outcome)
      : world_(world), folder_(std::move(folder)), outcome_(outcome) {}

  void verify(const ManifestEntry& entry) {
    const auto path = join(folder_, entry.path);
    const auto bytes = world_.info(path) ? world_.read(path) : Result<Bytes>(fail(Diagnostics{}));
    if (!bytes)
      return say(hinted(error(whole_file(path), "this file of the manifest is not there"), "build it again"));
    if (sha256_hex(bytes->view()) != entry.sha256)
      return say(hinted(error(whole_file(path), "the file has changed since it was made"),
                        "build it again, or take the original from where it was delivered"));
    outcome_.outputs.push_back(
        {entry.type, entry.activity, entry.format, path, entry.pages, bytes->size(), entry.sha256, 0});
    verify_sources(entry);
  }

 private:
  // A source that has changed since does not spoil the output; one that moved away cannot be told.
  void verify_sources(const ManifestEntry& entry) {
    const auto mission = join(folder_, entry.mission);
    if (!world_.info(join(mission, "mission.toml"))) return;
    for (const auto& source : entry.sources) {
      const auto path = normal(join(mission, source.path));
      if (!seen_.insert(path).second) continue;
      const auto bytes = world_.info(path) ? world_.read(path) : Result<Bytes>(fail(Diagnostics{}));
      if (!bytes)
        say(warning(whole_file(path), "a source of “{}” is no longer there", {entry.path}));
      else if (sha256_hex(bytes->view()) != source.sha256)
        say(warning(whole_file(path), "a source of “{}” has changed since", {entry.path}));
    }
  }

  void say(Diagnostic d) { outcome_.diagnostics.push_back(std::move(d)); }

  World& world_;
  std::string folder_;
  Outcome& outcome_;
  std::set<std::string> seen_;
};

Diagnostic not_listed(const std::string& folder, const std::string& file, const Manifest& manifest) {
  std::vector<std::string> names;
  for (const auto& entry : manifest.outputs) names.push_back(entry.path);
  const auto best = nearest(file, names);
  auto d = error(whole_file(join(folder, file)), "the manifest does not list this file");
  return best.empty() ? d : hinted(std::move(d), "did you mean “{}”?", {best});
}

/// The folder whose manifest is meant, and the one file of it; an empty file means all.
struct Place {
  std::string folder, file;
};

/// A manifest stands beside a dossier, and above the folders of the activities: the nearest is taken.
Place place_of(World& world, const std::string& path) {
  if (const auto info = world.info(path); info && info->is_directory) return {path, {}};
  if (file_name(path) == kManifestName) return {parent(path), {}};
  for (auto folder = parent(path);; folder = parent(folder)) {
    if (world.info(join(folder, kManifestName)))
      return {folder, folder.empty() ? path : path.substr(folder.size() + 1)};
    if (folder.empty() || folder == "/") break;
  }
  return {parent(path), file_name(path)};
}

void verify_place(World& world, const Place& place, const Manifest& manifest, Outcome& outcome) {
  Verification verification(world, place.folder, outcome);
  bool listed = place.file.empty();
  for (const auto& entry : manifest.outputs)
    if (place.file.empty() || entry.path == place.file) listed = true, verification.verify(entry);
  if (!listed) outcome.diagnostics.push_back(not_listed(place.folder, place.file, manifest));
}

}  // namespace

Outcome Job::verify(const VerifyRequest& request) {
  Outcome outcome;
  const auto place = place_of(world_, request.path);
  const auto shown = join(place.folder, kManifestName);
  if (!world_.info(shown)) {
    outcome.diagnostics = {hinted(error({}, "there is no “{}” to verify against", {shown}, Blame::usage),
                                  "taqrir build and taqrir dossier write it beside what they make")};
    return outcome;
  }
  const auto manifest = read_manifest(world_, place.folder, shown);
  if (manifest)
    verify_place(world_, place, *manifest, outcome);
  else
    outcome.diagnostics = manifest.error();
  sort_and_unify(outcome.diagnostics);
  return outcome;
}

}  // namespace taqrir::app
