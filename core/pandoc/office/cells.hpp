// What the cells of a table are, as a mark carries it: one letter each, rows parted by "/".
#pragma once

#include <string>
#include <vector>

#include "pandoc/office/marks.hpp"

namespace taqrir::pandoc::office {

struct Cells {
  explicit Cells(const Mark& mark);

  /// 's' start, 'c' centre, 'e' end.
  char alignment(std::size_t row, std::size_t cell) const;
  char tone(std::size_t row, std::size_t cell) const;  ///< '.' plain, 'h' header, 'g', 'c', 'b', 'm'
  /// Whether the row, of so many cells, stays on a page with the next: panels as a whole, of data the first
  /// rows, the last two, and a row that is the title of those below.
  bool keeps_with_next(std::size_t row, std::size_t rows, std::size_t cells) const;
  /// "good-panel" and the like, of the theme; empty: none.
  static std::string panel_of(char tone);
  static std::string style_of(char tone);  ///< "Tone good"; empty: none

  /// "data", "parallel", "form", "key-facts", "cover-facts", "signatures", "letterhead"
  std::string kind;
  std::size_t head = 0, foot = 0;
  double height = 0;  ///< points, the least of a row below the head
  bool rtl = false;

 private:
  std::vector<std::string> tones_, alignments_;
};

}  // namespace taqrir::pandoc::office
