#include "base/memory_world.hpp"

#include <filesystem>
#include <set>

namespace taqrir {

void MemoryWorld::add(const std::string& path, std::string content) {
  files_[canonical(path)] = std::move(content);
}

void MemoryWorld::add_font(FontFile font) { fonts_.push_back(std::move(font)); }

Result<Bytes> MemoryWorld::read(const std::string& path) {
  const auto it = files_.find(canonical(path));
  if (it == files_.end()) return fail(error(whole_file(path), "no such file"));
  return Bytes(it->second);
}

std::optional<FileInfo> MemoryWorld::info(const std::string& path) {
  const auto key = canonical(path);
  if (const auto it = files_.find(key); it != files_.end()) return FileInfo{false, it->second.size()};
  const auto below = files_.lower_bound(key + "/");
  if (below != files_.end() && below->first.rfind(key + "/", 0) == 0) return FileInfo{true, 0};
  return std::nullopt;
}

std::vector<std::string> MemoryWorld::list(const std::string& directory) {
  const auto prefix = canonical(directory) + "/";
  std::set<std::string> names;
  for (auto it = files_.lower_bound(prefix); it != files_.end() && it->first.rfind(prefix, 0) == 0; ++it)
    names.insert(it->first.substr(prefix.size(), it->first.find('/', prefix.size()) - prefix.size()));
  return {names.begin(), names.end()};
}

std::string MemoryWorld::canonical(const std::string& path) {
  auto out = (std::filesystem::path("/") / path).lexically_normal().string();
  while (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

Result<void> MemoryWorld::write(const std::string& path, std::string_view bytes) {
  files_[canonical(path)] = std::string(bytes);
  return {};
}

Result<void> MemoryWorld::publish(const std::string& temporary, const std::string& path) {
  auto node = files_.extract(canonical(temporary));
  if (node.empty()) return fail(error(whole_file(temporary), "no such file"));
  files_[canonical(path)] = std::move(node.mapped());
  return {};
}

Result<void> MemoryWorld::make_directory(const std::string&) { return {}; }

void MemoryWorld::remove(const std::string& path) {
  const auto key = canonical(path);
  files_.erase(key);
  for (auto it = files_.lower_bound(key + "/"); it != files_.end() && it->first.rfind(key + "/", 0) == 0;)
    it = files_.erase(it);
}

Result<std::string> MemoryWorld::temporary_directory() {
  return "/tmp/taqrir-" + std::to_string(++temporaries_);
}

std::optional<std::string> MemoryWorld::environment(const std::string& name) {
  const auto it = environment_.find(name);
  if (it == environment_.end()) return std::nullopt;
  return it->second;
}

std::optional<FontFile> MemoryWorld::find_font(const FontQuery& query) {
  const FontFile* best = nullptr;
  for (const auto& font : fonts_) {
    if (font.family != query.family) continue;
    const auto score = [&](const FontFile& f) { return (f.bold == query.bold) * 2 + (f.italic == query.italic); };
    if (!best || score(font) > score(*best)) best = &font;
  }
  if (!best) return std::nullopt;
  return *best;
}

Result<ProcessOutput> MemoryWorld::run(const ProcessRequest& request) {
  return fail(error({}, "cannot run {}: no processes in memory",
                    {request.argv.empty() ? std::string("nothing") : request.argv.front()}, Blame::machine));
}

}  // namespace taqrir
