// A dossier with its pieces as received and the manifest, in one archive.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/world.hpp"

namespace taqrir::app {

/// A file of the archive: its path in it (relative, with `/`) and its bytes.
struct ArchiveFile {
  std::string path;
  Bytes bytes;
  bool compressed = true;  ///< deflated; off for what is compressed already
};

/// A ZIP archive. Equal files give equal bytes: sorted by path, all dated 1980-01-01 (the format's first
/// day), nobody's rights or machine in it. Paths that are absolute, lead out of the archive or stand twice
/// are a fault.
Result<std::string> zip(std::vector<ArchiveFile> files);

/// The files of such an archive, as anybody may have changed it: checksums, paths, count and size are judged. Errors name `shown`.
Result<std::vector<ArchiveFile>> unzip(const Bytes& archive, const std::string& shown);

}  // namespace taqrir::app
