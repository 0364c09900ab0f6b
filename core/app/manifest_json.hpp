// The parts of a manifest as JSON and back. Reading throws Json::exception: its callers catch.
#pragma once

#include <nlohmann/json.hpp>

#include "app/manifest.hpp"

namespace taqrir::app {

using Json = nlohmann::ordered_json;

/// Where an entry's files belong, of which there may be very many: they are put in as text.
inline constexpr const char* kFilesHere = "\u001Ffiles";

/// Of the entry's files but for kFilesHere.
Json json_of(const ManifestEntry& entry);
/// Without its files.
ManifestEntry entry_of(const Json& json);

Json json_of(const ManifestFile& file);
ManifestFile file_of(const Json& json);

Json json_of(const Holdings& holdings);
Holdings holdings_of(const Json& json);

/// Two spaces deep, a line end after it; bytes that are no UTF-8 become U+FFFD.
std::string dumped(const Json& json);

}  // namespace taqrir::app
