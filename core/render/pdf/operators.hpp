// Operators of a content stream (ISO 32000-1, annex A), with the graphics state that a reader of the
// stream has at each point: what is set already is not set again. Coordinates are PDF's (y upwards).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "layout/pages.hpp"

namespace taqrir::pdf {

class Operators {
 public:
  explicit Operators(std::string& out) : out_(out) {}

  void begin_text();  ///< no effect inside a text object
  void end_text();    ///< no effect outside
  /// Moves the start of the next text; `angle` in degrees, counter-clockwise.
  void move_text(double x, double y, double angle);
  void font(layout::FontId font, float size);
  void rise(double points);

  void fill_color(const Rgb& color) { color_of(fill_, color, "g\n", "rg\n"); }
  void stroke_color(const Rgb& color) { color_of(stroke_, color, "G\n", "RG\n"); }
  void line_width(double points);
  void dash(const std::vector<Pt>& lengths);

  /// A number, or several, and an operator.
  void number(double value);
  void operation(std::string_view name);

  std::string& out() { return out_; }

 private:
  struct Color {
    double red = 0, green = 0, blue = 0;
  };
  void color_of(Color& current, const Rgb& color, const char* gray, const char* full);

  std::string& out_;
  bool in_text_ = false;
  bool turned_ = false;                   // the text matrix holds a rotation
  std::int64_t line_x_ = 0, line_y_ = 0;  // start of the current line, hundredths
  int font_ = -1;
  std::int64_t size_ = 0, rise_ = 0;  // hundredths
  Color fill_, stroke_;
  std::int64_t width_ = 100;
  std::vector<Pt> dash_;
};

}  // namespace taqrir::pdf
