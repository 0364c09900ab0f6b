// Installed fonts by exact family name. fontconfig is used here and nowhere else.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/world.hpp"

namespace taqrir::app {

/// Looks nothing up before the first question. Safe to use from several threads.
class FontFinder {
 public:
  FontFinder();
  ~FontFinder();

  /// The face of exactly this family that is nearest to what was asked: upright or slanted, regular or
  /// bold, of normal width. Bitmap and Type 1 fonts are passed over; of a variable font the default
  /// instance is meant.
  std::optional<FontFile> find(const FontQuery& query);
  /// Whether `path` is a file that find has given.
  bool gave(const std::string& path);

 private:
  struct Face;
  struct Catalogue;
  const std::vector<Face>& family(const std::string& name);

  std::mutex mutex_;
  std::unique_ptr<Catalogue> common_;  // the folders where Debian and users put fonts
  std::unique_ptr<Catalogue> full_;    // what the machine's whole configuration says
  std::map<std::string, std::vector<Face>> families_;
  std::set<std::string> given_;
};

}  // namespace taqrir::app
