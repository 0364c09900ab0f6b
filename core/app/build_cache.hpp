// What earlier runs made of one mission, and of what, so that it need not be made again.
//
// One file for each mission in the cache's folder (app/cache_folder.hpp). It holds
// no outputs, only what they were made of: it may be deleted, damaged, unreadable or read-only at any
// time, and then everything is made as if it were not there. Two processes may use it at once: each reads
// a whole file and puts a whole file in its place; the worst is that one's entries are forgotten.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/file_list.hpp"
#include "app/mission_session.hpp"
#include "app/recording_world.hpp"

namespace taqrir::app {

/// A file that was made, with all that there was to say, and the mission's files that went into it.
struct MadeBefore {
  std::string sha256;
  std::size_t bytes = 0;
  int pages = 0;
  Diagnostics diagnostics;
  std::vector<std::string> sources;          ///< for the manifest
  std::map<std::string, std::string> files;  ///< SHA-256 by path relative to the mission
  std::string holdings;                      ///< for the manifest (app/manifest.hpp), as text
};

class BuildCache {
 public:
  /// Reads what is known of the session's mission. `neighbours` are the folders of all missions of the
  /// run: what lies in another is no input of this one.
  BuildCache(const MissionSession& session, std::vector<std::string> neighbours);

  /// What was made under `key`, when everything that it was made of is the same by content. The output
  /// itself is not looked at. Safe on several threads.
  std::optional<MadeBefore> find(const std::string& key);
  /// Keeps what was made in this run. Nothing is kept when a file that it was made of was not read, or
  /// changed while it was read. Safe on several threads.
  void keep(const std::string& key, MadeBefore made, const std::vector<std::string>& files);
  /// A list too long for the cache's own file, by its hash (sha256_of).
  void keep_list(const FileList& files);
  std::optional<FileList> list(const std::string& sha256);
  /// Writes what was kept, when there is any. A failure is no one's concern.
  void save();

 private:
  struct Surroundings {
    std::vector<Trace> traces;
    Diagnostics diagnostics;  // what the locales had to say
    std::optional<bool> same;
  };
  struct Entry {
    std::string surroundings;
    MadeBefore made;
  };
  struct Known {
    std::map<std::string, Surroundings> surroundings;
    std::map<std::string, Entry> entries;
  };

  void load();
  Known known_from(std::string_view body) const;
  std::string text_of(const Known& known) const;
  bool same(Surroundings& surroundings);
  const std::string& answer(const Trace& trace);
  bool concerns(const Trace& trace, const std::set<std::string>& fonts) const;
  Surroundings surroundings_now() const;

  const MissionSession& session_;
  std::vector<std::string> neighbours_;
  std::string path_;     // empty: there is no place for a cache
  std::string program_;  // what made it
  std::string read_;     // the hash at the head of the file that `known_` is from
  std::mutex mutex_;
  Known known_;
  std::map<std::pair<Trace::Kind, std::string>, std::string> answers_;
  std::map<std::string, MadeBefore> kept_;
};

}  // namespace taqrir::app
