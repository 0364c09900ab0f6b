// Hyphenation by libhyphen with the system's dictionaries, loaded when a language is first met.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/world.hpp"

namespace taqrir::layout {

class Hyphenation {
 public:
  explicit Hyphenation(World& world) : world_(world) {}
  ~Hyphenation();

  class Dictionary;
  /// Null when there is none for the language. Keep the pointer: looking up takes a lock.
  const Dictionary* for_language(std::string_view language);

 private:
  World& world_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Dictionary>, std::less<>> dictionaries_;
};

/// Byte offsets within `word` (letters only, UTF-8) where it may be parted with a hyphen; at least two
/// letters before and three after.
std::vector<std::size_t> hyphen_points(const Hyphenation::Dictionary& dictionary, std::string_view word);

}  // namespace taqrir::layout
