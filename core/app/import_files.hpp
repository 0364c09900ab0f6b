// The files of a folder that is to become a mission, as they are found. The folder is only read: no link is
// followed, nothing waits for a pipe, nothing larger than a piece may be is taken.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/world.hpp"

namespace taqrir::app {

struct ImportFile {
  std::string path;    ///< below the folder, with `/`; bytes as the file system has them
  std::string shown;   ///< for messages
  std::string format;  ///< as input::piece_format() names it; empty: unknown
  std::string sha256;
  std::uint64_t size = 0;
};

struct FoundFiles {
  std::vector<ImportFile> files;  ///< in natural order within each folder
  Diagnostics passed_over;        ///< notes, each with the file and the reason
};

constexpr std::size_t kMostImported = 5'000;                 ///< files
constexpr std::uint64_t kLargestImported = 100'000'000;      ///< bytes of one, as of a piece that is attached
constexpr std::uint64_t kMostImportedBytes = 4'000'000'000;  ///< of all
constexpr int kDeepestImported = 12;                         ///< folders in folders

/// `folder` as the user named it, or one document. Errors: it is not there, or holds more than the limits
/// allow.
Result<FoundFiles> find_import_files(World& world, const std::string& folder);

}  // namespace taqrir::app
