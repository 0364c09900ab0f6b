#include "render/svg/path.hpp"

#include <charconv>
#include <cmath>

namespace taqrir::svg {

namespace {

using Op = layout::Shape::Op;

constexpr double kLargest = 1e7;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void put_number(std::string& to, double value, int decimals) {
  if (!(std::abs(value) <= kLargest)) value = 0;
  char buffer[40];
  const char* end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals).ptr;
  std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  if (text.find('.') != std::string_view::npos) text = text.substr(0, text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.remove_suffix(1);
  to += text == "-0" ? "0" : text;
}

void put_numbers(std::string& to, std::initializer_list<double> values, int decimals) {
  for (const double value : values) {
    const auto at = to.size();
    const bool after_digit = at > 0 && is_digit(to.back());
    put_number(to, value, decimals);
    if (after_digit && to[at] != '-') to.insert(at, 1, ' ');
  }
}

void put_path(std::string& to, const std::vector<layout::Shape::Segment>& path) {
  for (const auto& s : path) {
    switch (s.op) {
      case Op::move: to += 'M', put_numbers(to, {s.x, s.y}); break;
      case Op::line: to += 'L', put_numbers(to, {s.x, s.y}); break;
      case Op::curve: to += 'C', put_numbers(to, {s.x1, s.y1, s.x2, s.y2, s.x, s.y}); break;
      case Op::close: to += 'Z'; break;
    }
  }
}

void put_color(std::string& to, const Rgb& color) {
  static constexpr char kHex[] = "0123456789abcdef";
  to += '#';
  for (const double part : {color.red, color.green, color.blue}) {
    const auto byte = static_cast<unsigned>(std::lround(std::fmin(std::fmax(part, 0), 1) * 255));
    to += kHex[byte >> 4], to += kHex[byte & 15];
  }
}

void put_text(std::string& to, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': to += "&amp;"; break;
      case '<': to += "&lt;"; break;
      case '>': to += "&gt;"; break;
      case '"': to += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') to += c;
    }
  }
}

}  // namespace taqrir::svg
