// Tables on their way to strips: columns with their widths, rows with the lines of their cells.
#pragma once

#include <vector>

#include "layout/composer.hpp"

namespace taqrir::layout {

/// Where columns stand and how wide they are.
struct TableGrid {
  std::vector<Pt> x, width;
  std::vector<Pt> tail;         ///< decimal columns: the widest part at the end edge, up to the decimal mark
  Pt total = 0;
  std::size_t columns() const { return width.size(); }
  Pt span_width(std::size_t column, int span) const;
};

/// A cell's lines, placed from the top of its row.
struct CellLines {
  Pt x = 0, width = 0;          ///< of the cell, with its padding
  Strips lines;
  std::vector<Pt> y;            ///< of each line
  std::optional<Rgb> fill;      ///< behind the cell
  Pt height() const { return lines.empty() ? 0 : y.back() + lines.back().height; }
};

struct SetRow {
  std::vector<CellLines> cells;
  Pt height = 0;
  bool keep_with_next = false;
};

/// Below which height a row is never parted between pages.
Pt row_limit(Pt frame_height);

/// Where a row that is too tall for one strip is parted: heights from its top, the last is its foot.
/// Lines that stand in the way of every part move down, and the row grows.
std::vector<Pt> part_row(SetRow& row, Pt frame_height);

/// Moves the lines of `cell` that stand in [from, to) onto `strip`, whose top is `from`, with the panels
/// behind them.
void move_lines(Strip& strip, CellLines& cell, Pt from, Pt to, const std::vector<Frame>& frames);

}  // namespace taqrir::layout
