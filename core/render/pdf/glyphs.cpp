#include "render/pdf/glyphs.hpp"

#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

using layout::PlacedGlyph;

// Pen positions in hundredths of 1/1000 em, the precision of /W: so that what the reader's pen does
// is known exactly and rounding never adds up.
constexpr double kUnit = 100'000;

class Line {
 public:
  Line(Operators& op, const TypedFont& font, float size)
      : op_(op), out_(op.out()), font_(font), scale_(kUnit * 100 / static_cast<double>(hundredths(size))) {}

  void show(const PlacedGlyph& glyph) {
    const auto target = rounded((pen_ + glyph.dx) * scale_);
    if (glyph.dy != 0 || rise_ != 0) set_rise(glyph.dy);
    adjust(target);
    put(glyph.code);
    if (glyph.code < font_.size())
      for (const auto code : font_[glyph.code].more) put(code);
    pen_ += glyph.advance;
  }

  void finish() {
    close_array();
    op_.rise(0);
  }

 private:
  // A TJ number moves the pen back by thousandths; less than half of one is not worth it.
  void adjust(std::int64_t target) {
    const auto ahead = reader_ - target;
    if (ahead > -50 && ahead < 50) return;
    const auto back = rounded(static_cast<double>(ahead) / 100);
    open_array();
    close_string();
    put_int(out_, back);
    reader_ -= back * 100;
  }

  void put(std::uint16_t code) {
    open_array();
    if (!in_string_) out_ += '(';
    in_string_ = true;
    put_byte(static_cast<char>(code >> 8));
    put_byte(static_cast<char>(code & 0xFF));
    if (code < font_.size()) reader_ += font_[code].width;
  }

  // Literal strings: two bytes a glyph where hexadecimal takes four, which halves the time to deflate.
  void put_byte(char byte) {
    if (byte == '\r') {
      out_ += "\\r";
      return;
    }
    if (byte == '(' || byte == ')' || byte == '\\') out_ += '\\';
    out_ += byte;
  }

  void set_rise(float dy) {
    if (hundredths(dy) == rise_) return;
    close_array();
    rise_ = hundredths(dy);
    op_.rise(dy);
  }

  void open_array() {
    if (!in_array_) out_ += '[';
    in_array_ = true;
  }

  void close_string() {
    if (in_string_) out_ += ')';
    in_string_ = false;
  }

  void close_array() {
    close_string();
    if (in_array_) out_ += "]TJ\n";
    in_array_ = false;
  }

  Operators& op_;
  std::string& out_;
  const TypedFont& font_;
  double scale_;
  double pen_ = 0;           // points from the run's start: where layout's pen is
  std::int64_t reader_ = 0;  // where the reader's pen is
  std::int64_t rise_ = 0;
  bool in_array_ = false, in_string_ = false;
};

}  // namespace

void show_glyphs(Operators& op, const TypedFont& font, float size, std::span<const PlacedGlyph> glyphs) {
  Line line(op, font, size);
  for (const auto& glyph : glyphs)
    if (glyph.code != kMerged) line.show(glyph);
  line.finish();
}

}  // namespace taqrir::pdf
