// SHA-256 of files that were seen before, known again by their stamps, and what was found out about contents.
//
// One file, files.book, in the cache's folder, as disposable as the rest of it (app/build_cache.hpp). The
// content is the truth: a file without a stamp (World::stamp), or with another, is read.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/world.hpp"

namespace taqrir::app {

/// Safe on several threads. The file is read when the book is first asked.
class HashBook {
 public:
  explicit HashBook(World& world) : world_(world) {}

  /// Of the file's content; empty when it cannot be read.
  std::string sha256(const std::string& path);
  /// The hash that was noted for the file with this stamp; empty: none.
  std::string find(const std::string& path, const std::string& stamp);
  void note(const std::string& path, const std::string& stamp, const std::string& sha256);

  /// What the program itself found out earlier about this content.
  std::optional<std::string> fact(const std::string& kind, const std::string& sha256);
  void note_fact(const std::string& kind, const std::string& sha256, const std::string& text);

  /// Writes what was noted since, when there is any. A failure is no one's concern.
  void save();

 private:
  struct Entry {
    std::string stamp, sha256;
    bool used = false;
  };
  struct Fact {
    std::string text;
    bool used = false;
  };

  void load();
  void take(std::string_view body);
  std::string text(bool all) const;

  World& world_;
  std::mutex mutex_;
  bool loaded_ = false, changed_ = false;
  std::string path_;  // empty: there is no place for a cache
  std::string program_;
  std::map<std::string, Entry> files_;
  std::map<std::pair<std::string, std::string>, Fact> facts_;  // by kind and hash
};

}  // namespace taqrir::app
