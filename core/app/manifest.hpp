// manifest.json beside the outputs: what they were when they were made, and of what.
#pragma once

#include <string>
#include <vector>

#include "app/job.hpp"
#include "base/world.hpp"

namespace taqrir::app {

inline constexpr const char* kManifestName = "manifest.json";

struct ManifestSource {
  std::string path;  ///< relative to the mission's folder
  std::string sha256;
};

struct ManifestEntry {
  std::string path;     ///< relative to the manifest's folder
  std::string mission;  ///< the mission's folder, relative to the manifest's
  std::string type, activity, format;
  int pages = 0;
  std::size_t bytes = 0;
  std::string sha256;
  std::vector<ManifestSource> sources;  ///< by path
};

struct Manifest {
  std::vector<ManifestEntry> outputs;  ///< by path
};

/// The manifest in `folder`; empty when there is none. A file that is no manifest is an error.
Result<Manifest> read_manifest(World& world, const std::string& folder, const std::string& shown);
/// Adds the entries to the manifest in `folder`, each in place of an older one of the same path.
Result<void> update_manifest(World& world, const std::string& folder,
                             const std::vector<ManifestEntry>& entries);

std::string to_json(const Manifest& manifest);

}  // namespace taqrir::app
