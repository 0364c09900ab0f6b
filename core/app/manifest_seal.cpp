#include "app/manifest_seal.hpp"

#include "app/manifest_json.hpp"
#include "base/hash.hpp"
#include "sdk/version.hpp"

namespace taqrir::app {

namespace {

constexpr std::string_view kSealKey = "\"seal\": \"";
constexpr std::size_t kSealLength = 64;

std::string open_seal() { return std::string(kSealLength, '0'); }

/// Where the seal's digits begin in the manifest's text; npos: nowhere.
std::size_t seal_in(std::string_view text) {
  const auto key = text.find(kSealKey);
  const auto at = key + kSealKey.size();
  return key == text.npos || at + kSealLength > text.size() ? text.npos : at;
}

std::string hash_without(std::string_view file, std::size_t seal) {
  std::string open(file);
  open.replace(seal, kSealLength, open_seal());
  return sha256_hex(open);
}

}  // namespace

std::string manifest_to_embed(const ManifestEntry& entry, const std::string& mission) {
  ManifestEntry own = entry;
  own.path.clear(), own.mission.clear(), own.sha256.clear(), own.bytes = 0;
  Json output = json_of(own);
  return dumped({{"format_version", 1},
                 {"program", {{"name", "taqrir"}, {"version", kVersion}}},
                 {"mission", mission},
                 {"seal", open_seal()},
                 {"outputs", Json::array({std::move(output)})}});
}

bool set_seal(std::string& file, const std::string& embedded) {
  const auto in_text = seal_in(embedded);
  const auto at = file.rfind(embedded);
  if (in_text == std::string::npos || at == std::string::npos) return false;
  file.replace(at + in_text, kSealLength, sha256_hex(file));
  return true;
}

Result<Embedded> read_embedded(std::string_view file, const std::string& text, const std::string& shown) {
  auto json = Json::parse(text, nullptr, false);
  const auto damaged = error(whole_file(shown), "the manifest inside this file cannot be read");
  if (json.is_discarded() || !json.is_object()) return fail(damaged);
  Embedded out;
  try {
    for (auto& output : json.at("outputs")) output["path"] = "";
    json.at("mission").get_to(out.mission);
  } catch (const Json::exception&) {
    return fail(damaged);
  }
  auto manifest = manifest_of(json.dump(), shown);
  if (!manifest) return fail(std::move(manifest.error()));
  out.manifest = std::move(*manifest);
  const auto in_text = seal_in(text), at = file.rfind(text);
  out.whole = in_text != text.npos && at != file.npos &&
              hash_without(file, at + in_text) == text.substr(in_text, kSealLength);
  return out;
}

}  // namespace taqrir::app
