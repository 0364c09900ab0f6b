#include "app/build_cache.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/cache_folder.hpp"
#include "app/file_stamp.hpp"
#include "app/paths.hpp"
#include "base/hash.hpp"
#include "sdk/version.hpp"

namespace taqrir::app {

namespace {

using Json = nlohmann::json;

constexpr int kFormatVersion = 3;
constexpr std::size_t kMostEntries = 4000;     // in one file; then only those of this run are kept
constexpr std::size_t kMostBytes = 32u << 20;  // of one file
constexpr std::size_t kMostFiles = 256;        // in the folder; then the older half goes
constexpr std::size_t kHashLength = 64;
constexpr const char* kListExtension = ".rows";

// ---------------------------------------------------------------- values as JSON

Json json_of(const Message& message) { return {message.pattern, message.args}; }

Message message_of(const Json& json) {
  return {json.at(0).get<std::string>(), json.at(1).get<std::vector<std::string>>()};
}

/// Of the file's text: the line in question, or that which names the place.
std::uint32_t line_known(const Span& span) { return span.line > 0 ? span.line : span.column; }

Json json_of(const Span& span) {
  if (!span.file) return {};
  return {span.file->path(), span.line, span.column, span.end_column,
          std::string(span.file->line(line_known(span)))};
}

/// A file of which only the line in question is known.
Span span_of(const Json& json) {
  if (json.is_null()) return {};
  const auto line = json.at(1).get<std::uint32_t>(), column = json.at(2).get<std::uint32_t>();
  const auto known = line_known({{}, line, column});
  std::string text(known > 0 ? known - 1 : 0, '\n');
  auto file =
      std::make_shared<const SourceFile>(json.at(0).get<std::string>(), text + json.at(4).get<std::string>());
  return {std::move(file), line, column, json.at(3).get<std::uint32_t>()};
}

Json json_of(const Diagnostics& diagnostics) {
  Json out = Json::array();
  for (const auto& d : diagnostics)
    out.push_back({static_cast<int>(d.severity), static_cast<int>(d.blame), json_of(d.span),
                   json_of(d.message), json_of(d.hint)});
  return out;
}

Diagnostics diagnostics_of(const Json& json) {
  Diagnostics out;
  for (const auto& d : json)
    out.push_back({static_cast<Severity>(d.at(0).get<int>()), static_cast<Blame>(d.at(1).get<int>()),
                   span_of(d.at(2)), message_of(d.at(3)), message_of(d.at(4))});
  return out;
}

Json json_of(const std::vector<Trace>& traces) {
  Json out = Json::array();
  for (const auto& t : traces) out.push_back({static_cast<int>(t.kind), t.name, t.answer});
  return out;
}

std::vector<Trace> traces_of(const Json& json) {
  std::vector<Trace> out;
  for (const auto& t : json)
    out.push_back({static_cast<Trace::Kind>(t.at(0).get<int>()), t.at(1).get<std::string>(),
                   t.at(2).get<std::string>()});
  return out;
}

Json json_of(const MadeBefore& made, const std::string& surroundings) {
  return {{"surroundings", surroundings},
          {"sha256", made.sha256},
          {"bytes", made.bytes},
          {"pages", made.pages},
          {"diagnostics", json_of(made.diagnostics)},
          {"sources", made.sources},
          {"files", made.files},
          {"holdings", made.holdings}};
}

MadeBefore made_of(const Json& json) {
  return {json.at("sha256").get<std::string>(),
          json.at("bytes").get<std::size_t>(),
          json.at("pages").get<int>(),
          diagnostics_of(json.at("diagnostics")),
          json.at("sources").get<std::vector<std::string>>(),
          json.at("files").get<std::map<std::string, std::string>>(),
          json.at("holdings").get<std::string>()};
}

// ---------------------------------------------------------------- the folder

std::string program_of(const Locations& locations, const std::vector<std::string>& plugins) {
  std::string all =
      std::string(kVersion) + "\n" + kSdkHash + "\n" + kBuildTag + "\n" + program_stamp(plugins);
  for (const auto& folder : locations.data) all += folder + "\n";
  all += "\n";
  for (const auto& folder : locations.plugins) all += folder + "\n";
  return sha256_hex(all);
}

/// Keeps the folder from growing without end: missions come and go.
void thin_out(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code gone;
    const auto when = it->last_write_time(gone);
    const auto extension = it->path().extension();
    if (!gone && (extension == ".cache" || extension == kListExtension)) files.emplace_back(when, it->path());
  }
  if (files.size() <= kMostFiles) return;
  std::sort(files.begin(), files.end());
  for (std::size_t i = 0; i < files.size() / 2; ++i) fs::remove(files[i].second, error);
}

}  // namespace

BuildCache::BuildCache(const MissionSession& session, std::vector<std::string> neighbours)
    : session_(session), neighbours_(std::move(neighbours)) {
  auto& shop = session.shop();
  const auto folder = cache_folder(shop.real);
  if (folder.empty()) return;
  path_ = join(folder, sha256_hex(session.mission().folder) + ".cache");
  std::vector<std::string> libraries;
  for (const auto& plugin : shop.host.plugins())
    if (!plugin.manifest.library.empty()) libraries.push_back(plugin.manifest.library);
  for (const auto& library : libraries) (void)shop.world.sha256(library);  // by content
  program_ = program_of(shop.locations, libraries);
  load();
}

/// The hash of all that follows stands at the beginning, so that a damaged file is known for one.
void BuildCache::load() {
  const auto bytes = session_.shop().real.read(path_);
  const auto view = bytes ? bytes->view() : std::string_view();
  const auto hash = view.substr(0, kHashLength);
  if (!hash.empty() && hash == read_) return;
  read_ = hash, known_ = {};
  if (view.size() <= kHashLength || view.size() > 2 * kMostBytes) return;
  const auto body = view.substr(kHashLength);
  if (hash == sha256_hex(body)) known_ = known_from(body);
}

BuildCache::Known BuildCache::known_from(std::string_view body) const {
  Known known;
  try {
    const auto json = Json::parse(body);
    if (json.at("format_version") != kFormatVersion || json.at("program") != program_) return known;
    for (const auto& [id, one] : json.at("surroundings").items())
      known.surroundings[id] = {traces_of(one.at("traces")), diagnostics_of(one.at("diagnostics")), {}};
    for (const auto& [key, one] : json.at("entries").items())
      known.entries[key] = {one.at("surroundings").get<std::string>(), made_of(one)};
  } catch (const Json::exception&) {
    return {};
  }
  return known;
}

std::string BuildCache::text_of(const Known& known) const {
  Json surroundings = Json::object(), entries = Json::object();
  for (const auto& [key, entry] : known.entries) {
    const auto it = known.surroundings.find(entry.surroundings);
    if (it == known.surroundings.end()) continue;
    entries[key] = json_of(entry.made, entry.surroundings);
    surroundings[it->first] = {{"traces", json_of(it->second.traces)},
                               {"diagnostics", json_of(it->second.diagnostics)}};
  }
  const Json whole{{"format_version", kFormatVersion},
                   {"program", program_},
                   {"surroundings", std::move(surroundings)},
                   {"entries", std::move(entries)}};
  const auto body = whole.dump(-1, ' ', false, Json::error_handler_t::replace);
  return sha256_hex(body) + body;
}

const std::string& BuildCache::answer(const Trace& trace) {
  const auto [it, fresh] = answers_.try_emplace({trace.kind, trace.name});
  if (!fresh) return it->second;
  auto& shop = session_.shop();
  if (trace.kind == Trace::Kind::file) it->second = shop.recorder.given_sha256(trace.name);
  if (trace.kind == Trace::Kind::file && it->second.empty()) it->second = shop.book.sha256(trace.name);
  if (trace.kind != Trace::Kind::file) it->second = answer_now(shop.real, trace.kind, trace.name);
  return it->second;
}

bool BuildCache::same(Surroundings& surroundings) {
  if (!surroundings.same)
    surroundings.same = std::all_of(surroundings.traces.begin(), surroundings.traces.end(),
                                    [this](const Trace& t) { return answer(t) == t.answer; });
  return *surroundings.same;
}

std::optional<MadeBefore> BuildCache::find(const std::string& key) {
  std::optional<MadeBefore> found;
  {
    const std::lock_guard lock(mutex_);
    const auto entry = known_.entries.find(key);
    if (entry == known_.entries.end()) return std::nullopt;
    const auto around = known_.surroundings.find(entry->second.surroundings);
    if (around == known_.surroundings.end() || !same(around->second)) return std::nullopt;
    found = entry->second.made;
    append(found->diagnostics, around->second.diagnostics);
  }
  for (const auto& [path, sha256] : found->files)
    if (session_.assets().sha256({path, {}}) != sha256) return std::nullopt;
  return found;
}

void BuildCache::keep(const std::string& key, MadeBefore made, const std::vector<std::string>& files) {
  if (path_.empty()) return;
  for (const auto& file : files) {
    if (file.starts_with(kDataPrefix) || file.starts_with(kTypesPrefix)) continue;  // among the surroundings
    auto sha256 = session_.shop().recorder.given_sha256(join(session_.mission().folder, file));
    if (sha256.empty()) return;
    made.files.emplace(file, std::move(sha256));
  }
  const std::lock_guard lock(mutex_);
  kept_.insert_or_assign(key, std::move(made));
}

void BuildCache::keep_list(const FileList& files) {
  if (path_.empty()) return;
  const auto path = join(parent(path_), sha256_of(files) + kListExtension);
  (void)session_.shop().real.write_disposable(path, files.text());
}

std::optional<FileList> BuildCache::list(const std::string& sha256) {
  const auto bytes = session_.shop().real.read(join(parent(path_), sha256 + kListExtension));
  auto files = bytes ? FileList::of(bytes->view()) : std::nullopt;
  return files && sha256_of(*files) == sha256 ? std::move(files) : std::nullopt;
}

/// Of the mission's own files each report has its own; the folders of resources serve them all.
bool BuildCache::concerns(const Trace& trace, const std::set<std::string>& fonts) const {
  const auto& own = session_.mission().folder;
  const bool path = trace.kind == Trace::Kind::file || trace.kind == Trace::Kind::presence ||
                    trace.kind == Trace::Kind::listing;
  if (!path) return true;
  if (trace.name == join(own, input::kLockName)) return false;  // its numbers are in the key
  for (const auto& folder : neighbours_)
    if (folder != own && lies_in(trace.name, folder)) return false;
  if (trace.kind != Trace::Kind::file) return true;
  if (fonts.contains(trace.name)) return false;  // has a stamp
  if (!lies_in(trace.name, own)) return true;
  for (const auto* kind : {"themes", "locales", "visibility", "pandoc", "types"})
    if (lies_in(trace.name, join(own, kind))) return true;
  return false;
}

BuildCache::Surroundings BuildCache::surroundings_now() const {
  auto& shop = session_.shop();
  std::set<std::string> fonts;
  for (const auto& trace : shop.recorder.traces([](const Trace& t) { return t.kind == Trace::Kind::font; }))
    if (!trace.answer.ends_with(" ")) fonts.insert(trace.answer.substr(0, trace.answer.rfind('#')));
  Surroundings out;
  out.traces = shop.recorder.traces([&](const Trace& trace) { return concerns(trace, fonts); });
  out.diagnostics = shop.locale_warnings();
  return out;
}

void BuildCache::save() {
  if (kept_.empty()) return;
  const auto now = surroundings_now();
  const auto id = sha256_hex(json_of(now.traces).dump(-1, ' ', false, Json::error_handler_t::replace));
  Known fresh;
  fresh.surroundings[id] = now;
  for (const auto& [key, made] : kept_) fresh.entries[key] = {id, made};
  load();  // another process may have written since
  auto& all = known_;
  if (all.entries.size() + kept_.size() > kMostEntries) all = {};
  all.surroundings.insert_or_assign(id, now);
  for (const auto& [key, entry] : fresh.entries) all.entries.insert_or_assign(key, entry);
  auto text = text_of(all);
  if (text.size() > kMostBytes) text = text_of(fresh);
  if (text.size() > kMostBytes) return;
  (void)session_.shop().real.write_disposable(path_, text);
  thin_out(parent(path_));
}

}  // namespace taqrir::app
