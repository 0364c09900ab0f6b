// Rows that are taller than a page (or than a good part of it), parted at lines.
#include <algorithm>

#include "layout/panels.hpp"
#include "layout/tables.hpp"

namespace taqrir::layout {

namespace {

constexpr Pt kLeast = 38, kMost = 110;  // height of a part; between them a cut is sought that no line crosses
constexpr Pt kClose = 0.05;             // lines that end so near to each other end together

// The first line of `cell` that begins at or below `y`.
std::size_t first_from(const CellLines& cell, Pt y) {
  return static_cast<std::size_t>(std::lower_bound(cell.y.begin(), cell.y.end(), y - kClose) - cell.y.begin());
}

Pt foot_of_line(const CellLines& cell, std::size_t i) { return cell.y[i] + cell.lines[i].height; }

bool crosses(const CellLines& cell, Pt cut) {
  const auto next = first_from(cell, cut);
  return next > 0 && foot_of_line(cell, next - 1) > cut + kClose;
}

// The first foot of a line between the bounds that no line of any cell crosses; 0 when there is none.
Pt clean_cut(const std::vector<CellLines>& cells, Pt least, Pt most) {
  std::vector<Pt> feet;
  for (const auto& cell : cells)
    for (auto i = first_from(cell, least); i > 0 && i <= cell.lines.size() && cell.y[i - 1] < most; ++i)
      if (const Pt foot = foot_of_line(cell, i - 1); foot >= least && foot <= most) feet.push_back(foot);
  std::sort(feet.begin(), feet.end());
  for (const Pt foot : feet)
    if (std::none_of(cells.begin(), cells.end(), [&](const auto& cell) { return crosses(cell, foot); })) return foot;
  return 0;
}

// A cut below the lines that begin at `top`; what crosses it goes down, with all that follows.
Pt forced_cut(std::vector<CellLines>& cells, Pt top) {
  Pt cut = top + kMost;
  for (const auto& cell : cells)
    if (const auto i = first_from(cell, top); i < cell.lines.size() && cell.y[i] < top + kLeast)
      cut = std::max(cut, foot_of_line(cell, i));
  for (auto& cell : cells) {
    if (!crosses(cell, cut)) continue;
    auto i = first_from(cell, cut) - 1;
    const Pt down = cut - cell.y[i];
    for (; i < cell.lines.size(); ++i) cell.y[i] += down;
  }
  return cut;
}

Pt foot_of(const std::vector<CellLines>& cells) {
  Pt foot = 0;
  for (const auto& cell : cells) foot = std::max(foot, cell.height());
  return foot;
}

}  // namespace

Pt row_limit(Pt frame_height) { return frame_height / 3; }

std::vector<Pt> part_row(SetRow& row, Pt frame_height) {
  std::vector<Pt> parts;
  const Pt foot = row.height - foot_of(row.cells);
  Pt top = 0;
  while (row.height > row_limit(frame_height) && row.height - top > kMost * 1.2) {
    Pt cut = clean_cut(row.cells, top + kLeast, top + kMost);
    if (cut == 0) cut = forced_cut(row.cells, top);
    row.height = std::max(row.height, foot_of(row.cells) + foot);
    if (cut >= foot_of(row.cells) - kClose) break;  // all lines stand above: the rest is padding
    parts.push_back(cut);
    top = cut;
  }
  parts.push_back(row.height);
  return parts;
}

void move_lines(Strip& strip, CellLines& cell, Pt from, Pt to, const std::vector<Frame>& frames) {
  const auto first = first_from(cell, from), last = first_from(cell, to);
  PanelPainter panels(frames);
  for (auto i = first; i < last; ++i) panels.add(cell.lines[i].frames, cell.y[i] - from, cell.lines[i].height);
  merge(strip, panels.paint(), 0, 0);
  for (auto i = first; i < last; ++i) merge(strip, std::move(cell.lines[i]), 0, cell.y[i] - from);
}

}  // namespace taqrir::layout
