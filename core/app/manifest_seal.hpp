// The manifest that a dossier carries inside itself.
//
// It cannot hold the hash of the file that holds it, so it bears a seal instead: the SHA-256 of the whole
// file as it is with 64 zeros in the seal's place. The manifest stands uncompressed in the PDF, and the
// seal is set when every other byte is written. One changed byte, and the seal does not hold.
#pragma once

#include <optional>
#include <string>

#include "app/manifest.hpp"

namespace taqrir::app {

/// JSON with an open seal. Of `entry` what depends on where the file lies (path, mission's folder) and on
/// the whole file (bytes, hash) is left out.
std::string manifest_to_embed(const ManifestEntry& entry, const std::string& mission);

/// Sets the seal of the embedded manifest in the file's bytes. False: `embedded` does not stand in them.
bool set_seal(std::string& file, const std::string& embedded);

struct Embedded {
  Manifest manifest;     ///< one output, without path
  std::string mission;   ///< the mission's id
  bool whole = false;    ///< the seal holds
};

/// What the attached manifest `text` says of the file that holds it.
Result<Embedded> read_embedded(std::string_view file, const std::string& text, const std::string& shown);

}  // namespace taqrir::app
