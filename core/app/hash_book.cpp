#include "app/hash_book.hpp"

#include <array>
#include <vector>

#include "app/cache_folder.hpp"
#include "app/file_stamp.hpp"
#include "app/paths.hpp"
#include "base/hash.hpp"
#include "sdk/version.hpp"

namespace taqrir::app {

namespace {

constexpr std::size_t kHashLength = 64;
constexpr std::size_t kMostBytes = 2u << 20;  // of the file; then only what this run used is kept
constexpr std::string_view kSeparators{"\t\n\0", 3};

std::array<std::string_view, 4> columns_of(std::string_view line) {
  std::array<std::string_view, 4> columns;
  for (auto& column : columns) {
    const auto tab = std::min(line.find('\t'), line.size());
    column = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  return columns;
}

bool storable(const std::string& text) { return text.find_first_of(kSeparators) == std::string::npos; }

}  // namespace

void HashBook::load() {
  if (loaded_) return;
  loaded_ = true;
  const auto folder = cache_folder(world_);
  if (folder.empty()) return;
  path_ = join(folder, "files.book");
  program_ = std::string(kVersion) + " " + file_stamp("/proc/self/exe");
  const auto bytes = world_.read(path_);
  if (!bytes || bytes->size() <= kHashLength) return;
  const auto body = bytes->view().substr(kHashLength);
  if (bytes->view().substr(0, kHashLength) == sha256_hex(body)) take(body);
}

/// Facts of another program are left out: it may find out otherwise.
void HashBook::take(std::string_view body) {
  bool ours = false;
  while (!body.empty()) {
    const auto end = std::min(body.find('\n'), body.size());
    const auto [kind, first, second, third] = columns_of(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
    if (kind == "program") ours = first == program_;
    if (kind == "file") files_[std::string(third)] = {std::string(second), std::string(first), false};
    if (kind == "fact" && ours)
      facts_[{std::string(first), std::string(second)}] = {std::string(third), false};
  }
}

std::string HashBook::text(bool all) const {
  std::string body = "program\t" + program_ + "\n";
  for (const auto& [path, entry] : files_)
    if (all || entry.used) body += "file\t" + entry.sha256 + "\t" + entry.stamp + "\t" + path + "\n";
  for (const auto& [key, fact] : facts_)
    if (all || fact.used) body += "fact\t" + key.first + "\t" + key.second + "\t" + fact.text + "\n";
  return sha256_hex(body) + body;
}

std::string HashBook::find(const std::string& path, const std::string& stamp) {
  const std::lock_guard lock(mutex_);
  load();
  const auto it = files_.find(path);
  if (stamp.empty() || it == files_.end() || it->second.stamp != stamp) return {};
  it->second.used = true;
  return it->second.sha256;
}

void HashBook::note(const std::string& path, const std::string& stamp, const std::string& sha256) {
  const std::lock_guard lock(mutex_);
  load();
  if (path_.empty() || stamp.empty() || !storable(path)) return;
  files_[path] = {stamp, sha256, true};
  changed_ = true;
}

std::string HashBook::sha256(const std::string& path) {
  const auto stamp = world_.stamp(path);
  if (auto known = find(path, stamp); !known.empty()) return known;
  auto hash = world_.sha256(path);
  if (!hash.empty() && world_.stamp(path) == stamp) note(path, stamp, hash);
  return hash;
}

std::optional<std::string> HashBook::fact(const std::string& kind, const std::string& sha256) {
  const std::lock_guard lock(mutex_);
  load();
  const auto it = facts_.find({kind, sha256});
  if (it == facts_.end()) return std::nullopt;
  it->second.used = true;
  return it->second.text;
}

void HashBook::note_fact(const std::string& kind, const std::string& sha256, const std::string& text) {
  const std::lock_guard lock(mutex_);
  load();
  if (path_.empty() || sha256.empty() || !storable(text)) return;
  facts_[{kind, sha256}] = {text, true};
  changed_ = true;
}

void HashBook::save() {
  const std::lock_guard lock(mutex_);
  if (!changed_) return;
  auto all = text(true);
  if (all.size() > kMostBytes) all = text(false);
  (void)world_.write_disposable(path_, all);
  changed_ = false;
}

}  // namespace taqrir::app
