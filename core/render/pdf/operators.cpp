#include "render/pdf/operators.hpp"

#include <cmath>
#include <numbers>

#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

void Operators::number(double value) {
  put_real(out_, value);
  out_ += ' ';
}

void Operators::operation(std::string_view name) { out_ += name; }

void Operators::begin_text() {
  if (in_text_) return;
  out_ += "BT\n";
  in_text_ = true;
  turned_ = false;
  line_x_ = line_y_ = 0;
}

void Operators::end_text() {
  if (in_text_) out_ += "ET\n";
  in_text_ = false;
}

void Operators::move_text(double x, double y, double angle) {
  if (angle != 0 || turned_) {
    const double turn = angle * std::numbers::pi / 180;
    for (const double v : {std::cos(turn), std::sin(turn), -std::sin(turn), std::cos(turn)}) {
      put_fine(out_, v);
      out_ += ' ';
    }
    number(x), number(y);
    out_ += "Tm\n";
    turned_ = angle != 0;
    line_x_ = hundredths(x), line_y_ = hundredths(y);
    return;
  }
  put_hundredths(out_, hundredths(x) - line_x_);
  out_ += ' ';
  put_hundredths(out_, hundredths(y) - line_y_);
  out_ += " Td\n";
  line_x_ = hundredths(x), line_y_ = hundredths(y);
}

void Operators::font(layout::FontId font, float size) {
  if (font_ == font && size_ == hundredths(size)) return;
  font_ = font, size_ = hundredths(size);
  out_ += "/F";
  put_int(out_, font);
  out_ += ' ';
  put_hundredths(out_, size_);
  out_ += " Tf\n";
}

void Operators::rise(double points) {
  if (rise_ == hundredths(points)) return;
  rise_ = hundredths(points);
  put_hundredths(out_, rise_);
  out_ += " Ts\n";
}

void Operators::color_of(Color& current, const Rgb& color, const char* gray, const char* full) {
  if (current.red == color.red && current.green == color.green && current.blue == color.blue) return;
  current = {color.red, color.green, color.blue};
  const bool is_gray = color.red == color.green && color.green == color.blue;
  for (const double part : {color.red, color.green, color.blue}) {
    put_fine(out_, part);
    out_ += ' ';
    if (is_gray) break;
  }
  out_ += is_gray ? gray : full;
}

void Operators::line_width(double points) {
  if (width_ == hundredths(points)) return;
  width_ = hundredths(points);
  number(points);
  out_ += "w\n";
}

void Operators::dash(const std::vector<Pt>& lengths) {
  if (dash_ == lengths) return;
  dash_ = lengths;
  out_ += '[';
  for (const Pt length : lengths) number(length);
  out_ += "]0 d\n";
}

}  // namespace taqrir::pdf
