// Which elements of two sequences stay, go and come.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace taqrir::kit {

/// An element that stays (both indices), goes (`before` only) or comes (`after` only).
struct Step {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t before = kNone, after = kNone;
  bool stays() const { return before != kNone && after != kNone; }
};
using Script = std::vector<Step>;

/// The shortest script; in a stretch of changes what goes comes first. Above `most` (the product of what is
/// left when equal beginnings and ends are put aside) everything there goes and comes.
Script script_of(const std::vector<std::size_t>& before, const std::vector<std::size_t>& after,
                 std::size_t most);

/// In each stretch of changes what goes first, then what comes.
void put_changes_in_order(Script& script);

/// What is compared by how many words it shares with another of its kind.
struct Likeness {
  std::size_t kind = 0;
  std::vector<std::size_t> bag;  ///< the keys of its words, in order of size
  std::string name;              ///< of a heading its anchor
};
/// Twice the words that two share, of all their words (Dice's coefficient); 0: of different kinds. Of equal anchors
/// 1; with different ones, which may have come of the titles, most of the words must be the same.
double likeness(const Likeness& a, const Likeness& b);
inline constexpr std::size_t kMostPairs = 60'000;  ///< that are looked at so
/// Pairs those that are alike enough, in order, so that the likenesses together are the greatest; what is
/// left goes and comes. Takes time and room as the product of the sizes.
Script pair_alike(const std::vector<Likeness>& before, const std::vector<Likeness>& after);

/// Numbers for keys: equal keys, equal numbers.
class Keys {
 public:
  std::size_t of(const std::string& key) { return known_.try_emplace(key, known_.size()).first->second; }

 private:
  std::unordered_map<std::string, std::size_t> known_;
};

}  // namespace taqrir::kit
