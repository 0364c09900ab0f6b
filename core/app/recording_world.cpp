#include "app/recording_world.hpp"

#include "app/file_stamp.hpp"
#include "base/hash.hpp"

namespace taqrir::app {

namespace {

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
    case Trace::Kind::file: {
      const auto bytes = world.read(name);
      return bytes ? sha256_hex(bytes->view()) : std::string();
    }
    case Trace::Kind::presence: return answer_of(world.info(name));
    case Trace::Kind::listing: return answer_of(world.list(name));
    case Trace::Kind::variable: return answer_of(world.environment(name));
    case Trace::Kind::font: return answer_of(world.find_font(query_of(name)));
    case Trace::Kind::program: return program_answer(world.find_program(name));
  }
  return {};
}

const std::string& RecordingWorld::hash_of(Read& read) {
  if (read.unsteady) read.sha256 = "unsteady";
  if (read.sha256.empty()) read.sha256 = sha256_hex(read.bytes.view());
  return read.sha256;
}

std::vector<Trace> RecordingWorld::traces() {
  const std::lock_guard lock(mutex_);
  std::vector<Trace> out;
  for (auto& [path, read] : reads_) out.push_back({Trace::Kind::file, path, hash_of(read)});
  for (const auto& [question, answer] : others_) out.push_back({question.first, question.second, answer});
  return out;
}

std::string RecordingWorld::sha256(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto it = reads_.find(path);
  return it == reads_.end() || it->second.unsteady ? std::string() : hash_of(it->second);
}

void RecordingWorld::remember(Trace::Kind kind, const std::string& name, std::string answer) {
  const std::lock_guard lock(mutex_);
  others_.insert_or_assign({kind, name}, std::move(answer));
}

Result<Bytes> RecordingWorld::read(const std::string& path) {
  auto bytes = world_.read(path);
  if (!bytes) {
    remember(Trace::Kind::file, path, "");
    return bytes;
  }
  const std::lock_guard lock(mutex_);
  const auto [it, fresh] = reads_.try_emplace(path, Read{*bytes, {}, false});
  auto& known = it->second.bytes;
  if (!fresh && known.view().data() != bytes->view().data() && known.view() != bytes->view())
    it->second.unsteady = true;
  return bytes;
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
