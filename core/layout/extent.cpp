#include <algorithm>
#include <cmath>

#include "layout/pages.hpp"

namespace taqrir::layout {

namespace {

/// The outline's entry for a place: the nearest one on its page. The outline's size when there is none.
std::size_t entry_at(const std::vector<OutlineEntry>& outline, const Destination& at) {
  std::size_t best = outline.size();
  const auto away = [&](std::size_t i) { return std::abs(outline[i].at.y - at.y); };
  for (std::size_t i = 0; i < outline.size(); ++i)
    if (outline[i].at.page == at.page && !outline[i].elsewhere && (best == outline.size() || away(i) < away(best))) best = i;
  return best;
}

}  // namespace

int last_page(const std::vector<OutlineEntry>& outline, const Destination& at, std::size_t pages) {
  const auto entry = entry_at(outline, at);
  if (entry == outline.size()) return at.page;
  for (std::size_t i = entry + 1; i < outline.size(); ++i)
    if (outline[i].level <= outline[entry].level && !outline[i].elsewhere) return std::max(outline[i].at.page - 1, at.page);
  return static_cast<int>(pages) - 1;
}

}  // namespace taqrir::layout
