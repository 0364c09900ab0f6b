// A document in several files: where it may be parted, which part each file holds, and each file's own
// document. Pure: nothing here is laid out, measured or written.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir::app {

/// Blocks that stand one after the other in one Part (or at the top).
struct Segment {
  std::vector<std::size_t>
      path;  ///< the Parts around them, from the top, each by its place among its siblings
  std::size_t begin = 0, end = 0;
};

/// What is never parted: a piece with its divider page, a report without pieces, the front matter.
struct Stretch {
  std::vector<Segment> segments;
  /// Of the boundary before it: activities part better than reports, and these better than pieces.
  enum class Boundary { activity, report, piece };
  Boundary before = Boundary::activity;
};

/// In reading order; nothing of the document is left out. Its contents list and covers stand in stretches
/// too.
std::vector<Stretch> stretches_of(const Document& document);
/// The blocks of a stretch.
std::vector<const Block*> blocks_of(const Document& document, const Stretch& stretch);

/// The first stretch of each volume, when a volume takes so much. A stretch that is heavier than that stands
/// alone. A volume ends before an activity when that leaves it more than half full, else before a report,
/// else before a piece.
std::vector<std::size_t> parted(const std::vector<Stretch>& stretches,
                                const std::vector<std::size_t>& weights, std::size_t capacity);

/// Words that volumes need (templates/locales/…/document.toml).
struct VolumePlace {
  int number = 1, of = 1;
};

/// The volume that holds stretches [first, last), from a numbered document. Every volume has a cover that
/// says which it is and what it holds, and a contents list. A Part that began in an earlier volume goes on
/// under a page that says so.
Document volume_of(const Document& whole, const std::vector<Stretch>& stretches, std::size_t first,
                   std::size_t last, VolumePlace place, const Locale& locale);

/// All anchors in a document.
std::set<std::string> anchors_of(const Document& document);

/// References that lead into other volumes say where: “(vol. 2, p. 14)”. Within tables only those to pieces
/// and page numbers do: a cell that is a link as a whole has a page number already.
void point_elsewhere(Document& document, const std::map<std::string, layout::RemotePlace>& elsewhere);

}  // namespace taqrir::app
