// manifest.json beside the outputs: what they were when they were made, of what, and by what.
//
// A dossier holds a copy about itself, as an attached file: app/manifest_seal.hpp.
#pragma once

#include <string>
#include <vector>

#include "app/file_list.hpp"
#include "app/job.hpp"
#include "base/world.hpp"

namespace taqrir::app {

inline constexpr const char* kManifestName = "manifest.json";

struct ManifestSource {
  std::string path;  ///< relative to the mission's folder
  std::string sha256;
};

/// Where something stands in an output: its first and last page, from 1. 0: nowhere that is known.
struct PageRange {
  int from = 0, to = 0;
};

struct ManifestPiece {
  std::string activity, id;
  int number = 0;
  std::string title;     ///< in the output's language
  std::string file;      ///< relative to the mission's folder; empty: withheld
  std::string sha256;    ///< of that file; empty: withheld, or it could not be read
  std::string standing;  ///< "present", "withheld", "missing"
  int pages = 0;         ///< of its own; 0: not known
  PageRange at;
  int dpi = 0;  ///< its pictures stand resampled to so many dots an inch; 0: as they are
};

struct ManifestReport {
  std::string activity, report;
  std::string version, status;
  std::string sha256;  ///< of what it says: the text dump of its document (model/dump.hpp)
  PageRange at;
};

/// What an output holds besides its own text.
struct Holdings {
  std::vector<ManifestReport> reports;  ///< in page order
  std::vector<ManifestPiece> pieces;    ///< in page order

  bool empty() const { return reports.empty() && pieces.empty(); }
};

/// One file of a set that together is one dossier.
struct ManifestVolume {
  std::string path;  ///< its name, beside the others'
  int pages = 0;
  Holdings holdings;
};

struct ManifestPlugin {
  std::string id, version;
};

struct ManifestEntry {
  std::string path;     ///< relative to the manifest's folder
  std::string mission;  ///< the mission's folder, relative to the manifest's
  std::string type, activity, format;
  int pages = 0;
  std::size_t bytes = 0;
  std::string sha256;
  std::vector<ManifestSource> sources;  ///< by path
  std::string edition;                  ///< "public"; empty: full
  bool draft = false;
  std::vector<ManifestPlugin> plugins;  ///< whose reports it is made of, by id
  Holdings holdings;
  std::size_t max_size = 0;             ///< bytes that it was not to exceed; 0: no bound
  int dpi = 0;                          ///< to which pictures were resampled; 0: none was
  int volume = 0;                       ///< 1, 2 …; 0: it is whole
  std::vector<ManifestVolume> volumes;  ///< of a volume: the whole set, itself included
  FileList files;                       ///< `path` is a folder with these, by name; sha256 is of their list
  std::size_t rows = 0,
              rows_failed = 0;  ///< of a table: whose documents it holds, and which could not be made
};

struct Manifest {
  std::string program;                 ///< version that wrote it last; empty: not said
  std::vector<ManifestEntry> outputs;  ///< by path
};

/// The manifest in `folder`; empty when there is none. A file that is no manifest is an error.
Result<Manifest> read_manifest(World& world, const std::string& folder, const std::string& shown);
/// Adds the entries to the manifest in `folder`, each in place of an older one of the same path and format: a
/// folder of rows may hold files of several.
Result<void> update_manifest(World& world, const std::string& folder,
                             const std::vector<ManifestEntry>& entries);

/// Takes the outputs of these paths out of the manifest in `folder`.
Result<void> forget_outputs(World& world, const std::string& folder, const std::vector<std::string>& paths);

std::string to_json(const Manifest& manifest);
Result<Manifest> manifest_of(std::string_view json, const std::string& shown);

/// Holdings as text and back, for the build cache. What is no such text gives none.
std::string text_of(const Holdings& holdings);
Holdings holdings_of(std::string_view text);

}  // namespace taqrir::app
