#include "app/manifest_json.hpp"

namespace taqrir::app {

namespace {

void put(Json& to, const char* key, const std::string& value) {
  if (!value.empty()) to[key] = value;
}

void put(Json& to, const PageRange& range) {
  if (range.from > 0) to["from"] = range.from, to["to"] = range.to;
}

PageRange range_of(const Json& json) { return {json.value("from", 0), json.value("to", 0)}; }

std::string text(const Json& json, const char* key) { return json.value(key, std::string()); }

Json json_of(const ManifestPiece& piece) {
  Json out{{"activity", piece.activity}, {"id", piece.id}, {"number", piece.number}, {"title", piece.title}};
  out["standing"] = piece.standing;
  put(out, "file", piece.file);
  put(out, "sha256", piece.sha256);
  if (piece.pages > 0) out["pages"] = piece.pages;
  put(out, piece.at);
  if (piece.dpi > 0) out["resampled_dpi"] = piece.dpi;
  return out;
}

ManifestPiece piece_of(const Json& json) {
  return {json.at("activity").get<std::string>(),
          json.at("id").get<std::string>(),
          json.at("number").get<int>(),
          json.at("title").get<std::string>(),
          text(json, "file"),
          text(json, "sha256"),
          json.at("standing").get<std::string>(),
          json.value("pages", 0),
          range_of(json),
          json.value("resampled_dpi", 0)};
}

Json json_of(const ManifestReport& report) {
  Json out{{"activity", report.activity}, {"report", report.report}};
  put(out, "version", report.version);
  put(out, "status", report.status);
  out["sha256"] = report.sha256;
  put(out, report.at);
  return out;
}

ManifestReport report_of(const Json& json) {
  return {json.at("activity").get<std::string>(),
          json.at("report").get<std::string>(),
          text(json, "version"),
          text(json, "status"),
          json.at("sha256").get<std::string>(),
          range_of(json)};
}

Json json_of(const std::vector<ManifestPlugin>& plugins) {
  Json out = Json::array();
  for (const auto& plugin : plugins) out.push_back({{"id", plugin.id}, {"version", plugin.version}});
  return out;
}

Json json_of(const ManifestVolume& volume) {
  Json out{{"path", volume.path}, {"pages", volume.pages}};
  out.update(json_of(volume.holdings));
  return out;
}

void put_bound(Json& to, const ManifestEntry& entry) {
  if (entry.max_size > 0) to["max_size"] = entry.max_size;
  if (entry.dpi > 0) to["resampled_dpi"] = entry.dpi;
  if (entry.volume == 0) return;
  to["volume"] = entry.volume;
  Json volumes = Json::array();
  for (const auto& volume : entry.volumes) volumes.push_back(json_of(volume));
  to["volumes"] = std::move(volumes);
}

void put_files(Json& to, const ManifestEntry& entry) {
  if (entry.rows > 0) to["rows"] = entry.rows;
  if (entry.rows_failed > 0) to["rows_failed"] = entry.rows_failed;
  if (!entry.files.empty()) to["files"] = kFilesHere;
}

void read_files(const Json& json, ManifestEntry& entry) {
  entry.rows = json.value("rows", std::size_t{0});
  entry.rows_failed = json.value("rows_failed", std::size_t{0});
}

void read_bound(const Json& json, ManifestEntry& entry) {
  entry.max_size = json.value("max_size", std::size_t{0});
  entry.dpi = json.value("resampled_dpi", 0), entry.volume = json.value("volume", 0);
  if (const auto volumes = json.find("volumes"); volumes != json.end())
    for (const auto& one : *volumes)
      entry.volumes.push_back({text(one, "path"), one.value("pages", 0), holdings_of(one)});
}

void read_extras(const Json& json, ManifestEntry& entry) {
  read_bound(json, entry);
  read_files(json, entry);
  entry.edition = text(json, "edition");
  entry.draft = json.value("draft", false);
  if (const auto plugins = json.find("plugins"); plugins != json.end())
    for (const auto& plugin : *plugins)
      entry.plugins.push_back({text(plugin, "id"), text(plugin, "version")});
  entry.holdings = holdings_of(json);
}

}  // namespace

Json json_of(const ManifestFile& file) {
  return {{"path", file.path}, {"pages", file.pages}, {"bytes", file.bytes}, {"sha256", file.sha256}};
}

ManifestFile file_of(const Json& json) {
  return {text(json, "path"), json.value("pages", 0), json.value("bytes", std::size_t{0}),
          text(json, "sha256")};
}

Json json_of(const Holdings& holdings) {
  Json out = Json::object(), reports = Json::array(), pieces = Json::array();
  for (const auto& report : holdings.reports) reports.push_back(json_of(report));
  for (const auto& piece : holdings.pieces) pieces.push_back(json_of(piece));
  if (!reports.empty()) out["reports"] = std::move(reports);
  if (!pieces.empty()) out["pieces"] = std::move(pieces);
  return out;
}

Holdings holdings_of(const Json& json) {
  Holdings out;
  if (const auto reports = json.find("reports"); reports != json.end())
    for (const auto& report : *reports) out.reports.push_back(report_of(report));
  if (const auto pieces = json.find("pieces"); pieces != json.end())
    for (const auto& piece : *pieces) out.pieces.push_back(piece_of(piece));
  return out;
}

Json json_of(const ManifestEntry& entry) {
  Json out = Json::object();
  put(out, "path", entry.path);
  out["type"] = entry.type, out["activity"] = entry.activity, out["format"] = entry.format;
  put(out, "edition", entry.edition);
  if (entry.draft) out["draft"] = true;
  out["pages"] = entry.pages;
  if (entry.bytes > 0) out["bytes"] = entry.bytes;
  put(out, "sha256", entry.sha256);
  put(out, "mission", entry.mission);
  if (!entry.plugins.empty()) out["plugins"] = json_of(entry.plugins);
  put_bound(out, entry);
  put_files(out, entry);
  out.update(json_of(entry.holdings));
  Json sources = Json::array();
  for (const auto& source : entry.sources)
    sources.push_back({{"path", source.path}, {"sha256", source.sha256}});
  out["sources"] = std::move(sources);
  return out;
}

ManifestEntry entry_of(const Json& json) {
  ManifestEntry entry;
  entry.path = json.at("path").get<std::string>();
  json.at("type").get_to(entry.type), json.at("activity").get_to(entry.activity);
  json.at("format").get_to(entry.format), json.at("pages").get_to(entry.pages);
  entry.bytes = json.value("bytes", std::size_t{0});
  entry.sha256 = text(json, "sha256"), entry.mission = text(json, "mission");
  for (const auto& source : json.at("sources"))
    entry.sources.push_back({source.at("path").get<std::string>(), source.at("sha256").get<std::string>()});
  read_extras(json, entry);
  return entry;
}

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace taqrir::app
