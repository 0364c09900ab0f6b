// An edited twin held against what it was when it was made: which item is which, what is new, what is gone.
#pragma once

#include <string>
#include <vector>

#include "pandoc/marks.hpp"

namespace taqrir::pandoc {

struct Alignment {
  static constexpr int kNone = -1;
  // For each item of the twin:
  std::vector<int> base;            ///< the item of the marks that it is, changed or not; kNone: it is new
  std::vector<bool> same;           ///< whether it reads as that
  std::vector<std::string> source;  ///< the text to which it belongs; empty: it is the report's own
  // For each item of the marks:
  std::vector<int> twin;  ///< where it is now; kNone: it is gone
};

/// Items that read the same are matched first (the longest common sequence), then, between them, items of one
/// kind that have most words in common. What is new belongs to the text of the item before it, or of the one
/// behind it at a text's begin.
Alignment align(const Marks& marks, const std::vector<Item>& items);

/// Indices of `b` for those of `a`, in order; Alignment::kNone where nothing fits.
std::vector<int> common_sequence(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace taqrir::pandoc
