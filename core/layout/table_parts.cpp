// Rows that are taller than a page (or than a good part of it), parted at lines.
#include <algorithm>
#include <cmath>

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

namespace {

constexpr double kLittle = 0.3;  // of a step: a smaller gap is none

int steps_of_gap(Pt gap, Pt step) { return std::max(0, static_cast<int>(std::ceil(gap / step - kLittle))); }
Pt gap_after(const CellLines& cell, std::size_t i) { return std::max(cell.lines[i].after, cell.lines[i + 1].before); }
int steps_of_line(Pt height, Pt step) { return std::max(1, static_cast<int>(std::ceil(height / step - 0.02))); }

}  // namespace

Pt step_of(const std::vector<SetRow>& rows, Pt line_height) {
  Pt step = line_height;
  for (const auto& row : rows)
    for (const auto& cell : row.cells)
      for (const auto& line : cell.lines)
        if (line.height < line_height * 1.4) step = std::max(step, line.height);
  return step;
}

void put_on_steps(SetRow& row, Pt step, Pt above) {
  Pt foot = 0;
  for (auto& cell : row.cells) {
    Pt y = above;
    cell.y.clear();
    for (std::size_t i = 0; i < cell.lines.size(); ++i) {
      auto& line = cell.lines[i];
      if (i > 0) y += steps_of_gap(std::max(cell.lines[i - 1].after, line.before), step) * step;
      Pt height = line.height;
      auto last = i;
      for (; line.heading_line && last + 1 < cell.lines.size() && cell.lines[last + 1].heading_line && gap_after(cell, last) == 0; ++last)
        height += cell.lines[last + 1].height;
      const Pt taken = steps_of_line(height, step) * step;
      Pt at = y + taken - height;  // on the foot of its step, where its baseline is
      for (; i < last; ++i) cell.y.push_back(at), at += cell.lines[i].height;
      cell.y.push_back(at);
      y += taken;
    }
    foot = std::max(foot, y);
  }
  row.height = foot;
}

void put_close(SetRow& row, Pt step, Pt above) {
  row.height = 0;
  for (auto& cell : row.cells) {
    Pt y = above;
    cell.y.clear();
    for (std::size_t i = 0; i < cell.lines.size(); ++i) {
      const auto& line = cell.lines[i];
      const bool text = !line.heading_line && line.height > step * 0.6 && line.height < step;
      if (text) y += step - line.height;
      cell.y.push_back(y);
      y += line.height + (i + 1 < cell.lines.size() ? gap_after(cell, i) : 0);
    }
    row.height = std::max(row.height, y);
  }
}

std::vector<Pt> part_at_steps(const SetRow& row, Pt step, Pt above) {
  std::vector<Pt> parts;
  for (Pt cut = above + step; cut < row.height - kClose; cut += step)
    if (std::none_of(row.cells.begin(), row.cells.end(), [&](const auto& cell) { return crosses(cell, cut); }))
      parts.push_back(cut);
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
