// Optimum-fit line breaking: D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software —
// Practice and Experience 11 (1981). Pure arithmetic: it sees widths, never text.
#pragma once

#include <cstddef>
#include <vector>

namespace taqrir::layout {

/// One legal break. Totals run from the paragraph's start; a line from break `a` to break `b` has
/// natural width b.width_before + b.extra - a.width_after, and so on for stretch and shrink.
struct Break {
  double width_before = 0, stretch_before = 0, shrink_before = 0;
  double width_after = 0, stretch_after = 0, shrink_after = 0;
  double extra = 0;        ///< width of the hyphen that appears
  float penalty = 0;      ///< at least 0; kForced for a forced break
  bool hyphen = false;
  bool emergency = false; ///< inside a word that no line can hold; used only when nothing else fits
};

inline constexpr float kForced = -1e9F;

struct LineShape {
  double width = 0;        ///< of each line
  double first_indent = 0; ///< taken from the first line
  double ragged = 0;       ///< stretch that each line has at its end (unjustified text); 0: justified
};

/// `breaks[0]` is the paragraph's start (all zero), the last one is forced. Returns the indices of the
/// breaks that end the lines, in order. Always ends with the last; a line that no choice makes fit is
/// overfull rather than lost.
std::vector<std::size_t> break_lines(const std::vector<Break>& breaks, const LineShape& shape);

}  // namespace taqrir::layout
