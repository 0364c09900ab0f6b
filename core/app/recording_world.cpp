#include "app/recording_world.hpp"

#include "app/file_stamp.hpp"
#include "base/hash.hpp"

namespace taqrir::app {

namespace {

constexpr std::size_t kMostKept = 1u << 20;  // of larger files only the hash

std::string answer_of(const std::optional<FileInfo>& info) {
  return !info ? "nothing" : info->is_directory ? "folder" : "file";
}

std::string answer_of(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += name + '\n';
  return sha256_hex(all);
}

std::string answer_of(const std::optional<std::string>& value) { return value ? "=" + *value : ""; }

std::string answer_of(const std::optional<FontFile>& font) {
  if (!font) return {};
  return font->path + "#" + std::to_string(font->index) + (font->bold ? "b" : "") +
         (font->italic ? "i" : "") + " " + file_stamp(font->path);
}

std::string program_answer(const std::optional<std::string>& path) {
  return path ? *path + " " + file_stamp(*path) : std::string();
}

std::string name_of(const FontQuery& query) {
  return std::string(query.bold ? "b" : "-") + (query.italic ? "i" : "-") + query.family;
}

FontQuery query_of(const std::string& name) {
  if (name.size() < 2) return {};
  return {name.substr(2), name[0] == 'b', name[1] == 'i'};
}

}  // namespace

std::string answer_now(World& world, Trace::Kind kind, const std::string& name) {
  switch (kind) {
    case Trace::Kind::file: return world.sha256(name);
    case Trace::Kind::presence: return answer_of(world.info(name));
    case Trace::Kind::listing: return answer_of(world.list(name));
    case Trace::Kind::variable: return answer_of(world.environment(name));
    case Trace::Kind::font: return answer_of(world.find_font(query_of(name)));
    case Trace::Kind::program: return program_answer(world.find_program(name));
  }
  return {};
}

const std::string& RecordingWorld::hash_of(const std::string& path, Read& read) {
  if (read.unsteady) read.sha256 = "unsteady";
  if (read.sha256.empty()) read.sha256 = book_.find(path, read.stamp);
  if (read.sha256.empty()) {
    read.sha256 = sha256_hex(read.bytes->view());
    book_.note(path, read.stamp, read.sha256);
  }
  return read.sha256;
}

std::vector<Trace> RecordingWorld::traces(const std::function<bool(const Trace&)>& wanted) {
  const std::lock_guard lock(mutex_);
  std::vector<Trace> out;
  const auto take = [&](Trace trace) {
    if (wanted(trace)) out.push_back(std::move(trace));
  };
  for (auto& [path, read] : reads_) take({Trace::Kind::file, path, {}});
  for (auto& trace : out) trace.answer = hash_of(trace.name, reads_.at(trace.name));
  for (const auto& [question, answer] : others_) take({question.first, question.second, answer});
  return out;
}

std::string RecordingWorld::given_sha256(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto it = reads_.find(path);
  return it == reads_.end() || it->second.unsteady ? std::string() : hash_of(path, it->second);
}

void RecordingWorld::remember(Trace::Kind kind, const std::string& name, std::string answer) {
  const std::lock_guard lock(mutex_);
  others_.insert_or_assign({kind, name}, std::move(answer));
}

/// What is given now must be what was given before.
void RecordingWorld::read_again(const std::string& path, Read& known, const Bytes& bytes,
                                const std::string& stamp) {
  if (!known.bytes) {
    const bool same = !stamp.empty() && stamp == known.stamp;
    if (!same && sha256_hex(bytes.view()) != hash_of(path, known)) known.unsteady = true;
    known.bytes = bytes;
  } else if (known.bytes->view().data() != bytes.view().data() && known.bytes->view() != bytes.view()) {
    known.unsteady = true;
  }
}

Result<Bytes> RecordingWorld::read(const std::string& path) {
  auto stamp = world_.stamp(path);
  auto bytes = world_.read(path);
  if (!bytes) {
    remember(Trace::Kind::file, path, "");
    return bytes;
  }
  if (stamp != world_.stamp(path)) stamp.clear();
  const std::lock_guard lock(mutex_);
  const auto [it, fresh] = reads_.try_emplace(path, Read{*bytes, stamp, {}, false});
  if (!fresh) read_again(path, it->second, *bytes, stamp);
  if (bytes->size() > kMostKept) hash_of(path, it->second), it->second.bytes.reset();
  return bytes;
}

std::string RecordingWorld::sha256(const std::string& path) {
  if (auto given = given_sha256(path); !given.empty()) return given;
  const auto stamp = world_.stamp(path);
  auto known = book_.find(path, stamp);
  if (known.empty()) {
    const auto bytes = read(path);
    return bytes ? given_sha256(path) : std::string();
  }
  const std::lock_guard lock(mutex_);
  reads_.try_emplace(path, Read{std::nullopt, stamp, known, false});
  return known;
}

std::optional<FileInfo> RecordingWorld::info(const std::string& path) {
  auto info = world_.info(path);
  remember(Trace::Kind::presence, path, answer_of(info));
  return info;
}

std::vector<std::string> RecordingWorld::list(const std::string& directory) {
  auto names = world_.list(directory);
  remember(Trace::Kind::listing, directory, answer_of(names));
  return names;
}

std::optional<std::string> RecordingWorld::environment(const std::string& name) {
  auto value = world_.environment(name);
  remember(Trace::Kind::variable, name, answer_of(value));
  return value;
}

std::optional<FontFile> RecordingWorld::find_font(const FontQuery& query) {
  auto font = world_.find_font(query);
  remember(Trace::Kind::font, name_of(query), answer_of(font));
  return font;
}

Result<ProcessOutput> RecordingWorld::run(const ProcessRequest& request) {
  if (!request.argv.empty()) find_program(request.argv.front());
  return world_.run(request);
}

std::optional<std::string> RecordingWorld::find_program(const std::string& name) {
  auto path = world_.find_program(name);
  remember(Trace::Kind::program, name, program_answer(path));
  return path;
}

}  // namespace taqrir::app
