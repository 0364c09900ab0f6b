#include "assemble/painted_text.hpp"

#include <algorithm>
#include <cmath>

namespace taqrir::assemble {
namespace {

constexpr double kFar = 1e7;  // where text goes on whose place is not known

/// Of fonts of which nothing is known.
const FontExtents& any_font() {
  static const FontExtents any;
  return any;
}

}  // namespace

bool PaintedText::operation(int code, std::string_view operands) {
  switch (code) {
    case code_of("BT"): return place({}), true;
    case code_of("Td"): return next_line(operands, false), true;
    case code_of("TD"): return next_line(operands, true), true;
    case code_of("Tm"): return set_matrix(operands), true;
    case code_of("T*"): return next_line(), true;
    case code_of("Tc"): return take(operands, state_.text.between_letters, bands_), true;
    case code_of("Tw"): return take(operands, state_.text.between_words, bands_), true;
    case code_of("TL"): return take(operands, state_.text.leading, bands_), true;
    case code_of("Ts"): return take(operands, state_.text.rise, bands_), true;
    case code_of("Tz"): return take(operands, state_.text.scale, bands_), state_.text.scale /= 100, true;
    case code_of("Tj"):
    case code_of("TJ"): return show(operands), true;
    case code_of("'"): return next_line(), show(operands), true;
    case code_of("\""): return show_spaced(operands), true;
    default: return false;
  }
}

void PaintedText::place(const QPDFMatrix& matrix) { line_ = matrix, pen_ = {}; }

void PaintedText::next_line(std::string_view operands, bool sets_leading) {
  std::array<double, 2> v{};
  if (!take(operands, v, bands_)) return;
  if (sets_leading) state_.text.leading = -v[1];
  move_line(v[0], v[1]);
}

void PaintedText::next_line() { move_line(0, -state_.text.leading); }

void PaintedText::move_line(double x, double y) {
  line_.e += line_.a * x + line_.c * y, line_.f += line_.b * x + line_.d * y;
  pen_ = {};
}

void PaintedText::set_matrix(std::string_view operands) {
  std::array<double, 6> v{};
  if (take(operands, v, bands_)) place({v[0], v[1], v[2], v[3], v[4], v[5]});
}

/// “aw ac string”
void PaintedText::show_spaced(std::string_view operands) {
  Operands reader(operands);
  for (double* to : {&state_.text.between_words, &state_.text.between_letters}) {
    if (reader.next() != Operands::Kind::number) return bands_.mark_all();
    *to = reader.number();
  }
  next_line();
  if (reader.next() == Operands::Kind::string) show_codes(reader.bytes());
}

/// How high letters reach on a line that is level as shown; nothing there is drawn in a band: where its
/// letters end is not asked.
bool PaintedText::passes_by(const QPDFMatrix& m) const {
  const auto& t = state_.text;
  if (t.font && (t.font->unbounded || t.font->vertical)) return false;
  const auto& font = t.font ? *t.font : any_font();
  if (m.b != 0) return false;
  const double low = m.f + m.d * (t.rise + font.descent * t.size),
               high = m.f + m.d * (t.rise + font.ascent * t.size);
  const auto [bottom, top] = std::minmax(low, high);
  return !bands_.touched_by(bottom - kHair, top + kHair);
}

void PaintedText::show(std::string_view operands) {
  auto m = state_.matrix;
  m.concat(line_);
  if (pen_.down == 0 && passes_by(m)) return void(pen_ = {-kFar, kFar, 0});
  Operands reader(operands);
  for (auto kind = reader.next(); kind != Operands::Kind::none; kind = reader.next()) {
    if (kind == Operands::Kind::string)
      show_codes(reader.bytes());
    else if (kind == Operands::Kind::number)
      shift(-reader.number() / 1000 * state_.text.size);
  }
}

void PaintedText::shift(double by) {
  const auto& t = state_.text;
  if (t.font && t.font->vertical) return void(pen_.down += std::abs(by));
  pen_.least += by * t.scale, pen_.most += by * t.scale;
}

void PaintedText::show_codes(const std::string& codes) {
  const auto& t = state_.text;
  const FontExtents& font = t.font ? *t.font : any_font();
  if (codes.empty()) return;
  if (font.unbounded) return bands_.mark_all();
  const double em = std::abs(t.size), before = font.overhang * em * std::abs(t.scale);
  const Pen from = pen_;
  if (font.vertical)
    pen_.down += static_cast<double>(codes.size()) * (1.2 * em + std::abs(t.between_letters));
  else
    advance(codes, font);
  const double across = font.vertical ? em : before;  // upright letters are centred on their line
  const auto [low, high] = std::minmax({t.rise + font.descent * t.size, t.rise + font.ascent * t.size});
  line_of_letters({std::min(from.least, pen_.least) - across, low - pen_.down,
                   std::max(from.most, pen_.most) + across, high + (font.vertical ? pen_.down : from.down)});
}

void PaintedText::advance(const std::string& codes, const FontExtents& font) {
  const auto& t = state_.text;
  const std::size_t step = font.two_bytes ? 2 : 1;
  double least = 0, most = 0;
  for (std::size_t i = 0; i + step <= codes.size(); i += step) {
    const unsigned first = static_cast<unsigned char>(codes[i]);
    const unsigned code = font.two_bytes ? first << 8 | static_cast<unsigned char>(codes[i + 1]) : first;
    const float width = font.width(code);
    const double space = t.between_letters + (step == 1 && code == ' ' ? t.between_words : 0);
    const double a = ((width < 0 ? 0 : width) * t.size + space) * t.scale;
    const double b = ((width < 0 ? FontExtents::kWidest : width) * t.size + space) * t.scale;
    least += std::min(a, b), most += std::max(a, b);
  }
  pen_.least += least, pen_.most += most;
}

/// A box of text space, as a thick line: long slanting ones are not taken for their corners.
void PaintedText::line_of_letters(const Area& box) {
  auto m = state_.matrix;
  m.concat(line_);
  const double middle = (box.bottom + box.top) / 2, half = (box.top - box.bottom) / 2;
  bands_.mark_stroke(at(m, box.left, middle), at(m, box.right, middle),
                     {std::abs(m.c) * half + kHair, std::abs(m.d) * half + kHair}, state_.clip);
}

}  // namespace taqrir::assemble
