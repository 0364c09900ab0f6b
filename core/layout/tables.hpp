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
  bool goes_on = false;         ///< in the row below
  Pt before = 0;                ///< what its first line wants above it
  Pt height() const { return lines.empty() ? 0 : y.back() + lines.back().height; }
};

struct SetRow {
  std::vector<CellLines> cells;
  Pt height = 0;
  bool keep_with_next = false;
  bool whole = false;           ///< not parted, however tall
  Pt before = 0;                ///< what its first lines want above them
  Pt above = 0;                 ///< what they have, of running text
};

/// Below which height a row is never parted between pages.
Pt row_limit(Pt frame_height);

/// Where a row that is too tall for one strip is parted: heights from its top, the last is its foot.
/// Lines that stand in the way of every part move down, and the row grows.
std::vector<Pt> part_row(SetRow& row, Pt frame_height);

/// Lines of all cells on common steps of `step` points, so that a page may end between any two of them: the
/// row's height is a number of steps and what stands above and below. Lines keep their spaces, as whole steps.
/// Lines of a heading stay as close as they are.
void put_on_steps(SetRow& row, Pt step, Pt above);
/// Lines below each other with their own spaces, those of running text `step` apart: for rows that are not parted.
void put_close(SetRow& row, Pt step, Pt above);
/// The step for rows of running text: the tallest of their lines that is one.
Pt step_of(const std::vector<SetRow>& rows, Pt line_height);
/// Where such a row is parted: after each step.
std::vector<Pt> part_at_steps(const SetRow& row, Pt step, Pt above);

/// Moves the lines of `cell` that stand in [from, to) onto `strip`, whose top is `from`, with the panels
/// behind them.
void move_lines(Strip& strip, CellLines& cell, Pt from, Pt to, const std::vector<Frame>& frames);

}  // namespace taqrir::layout
