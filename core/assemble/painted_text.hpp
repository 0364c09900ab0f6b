// Text: what its letters take of a page's edges (ISO 32000-1, 9.4).
#pragma once

#include <qpdf/QPDFMatrix.hh>
#include <string>
#include <string_view>

#include "assemble/paint_state.hpp"

namespace taqrir::assemble {

class PaintedText {
 public:
  /// Both outlive it; it changes the state's text.
  PaintedText(EdgeBands& bands, PaintState& state) : bands_(bands), state_(state) {}

  /// False: it is no operation on text, or it is Tf, which takes resources.
  bool operation(int code, std::string_view operands);

 private:
  /// Where the next letter may begin, along the line and down it, in text space.
  struct Pen {
    double least = 0, most = 0;
    double down = 0;
  };
  void place(const QPDFMatrix& matrix);
  void next_line(std::string_view operands, bool sets_leading);
  void next_line();
  void move_line(double x, double y);
  void set_matrix(std::string_view operands);
  bool passes_by(const QPDFMatrix& m) const;
  void show(std::string_view operands);
  void show_spaced(std::string_view operands);
  void shift(double by);
  void show_codes(const std::string& codes);
  void advance(const std::string& codes, const FontExtents& font);
  void line_of_letters(const Area& box);

  EdgeBands& bands_;
  PaintState& state_;
  QPDFMatrix line_;  // of the text's line
  Pen pen_;
};

}  // namespace taqrir::assemble
