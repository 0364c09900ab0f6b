#include "render/pdf/syntax.hpp"

#include <algorithm>
#include <charconv>

#include "base/unicode.hpp"

namespace taqrir::pdf {

namespace {

constexpr char kHex[] = "0123456789ABCDEF";

// `value` is in units of 10^-digits.
void put_scaled(std::string& to, std::int64_t value, int digits) {
  if (value < 0) to += '-', value = -value;
  std::int64_t unit = digits == 2 ? 100 : 1000;
  const std::int64_t whole = value / unit;
  std::int64_t rest = value % unit;
  if (whole != 0 || rest == 0) put_int(to, whole);
  if (rest == 0) return;
  to += '.';
  for (; rest > 0; rest %= unit) {
    unit /= 10;
    to += static_cast<char>('0' + rest / unit);
  }
}

void put_unit(std::string& to, std::uint32_t unit) {
  to += static_cast<char>(unit >> 8);
  to += static_cast<char>(unit & 0xFF);
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x7F) || c == '\n' || c == '\t';
  });
}

bool is_regular(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7F && std::string_view("()<>[]{}/%#").find(c) == std::string_view::npos;
}

}  // namespace

void put_int(std::string& to, std::int64_t value) {
  char buffer[24];
  to.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void put_hundredths(std::string& to, std::int64_t value) { put_scaled(to, value, 2); }

void put_real(std::string& to, double value) { put_scaled(to, hundredths(value), 2); }

void put_fine(std::string& to, double value) {
  put_scaled(to, value >= -kLargest && value <= kLargest ? rounded(value * 1000) : 0, 3);
}

void put_reference(std::string& to, int object) {
  put_int(to, object);
  to += " 0 R";
}

void put_hex4(std::string& to, std::uint32_t value) {
  for (int shift = 12; shift >= 0; shift -= 4) to += kHex[(value >> shift) & 15];
}

void put_string(std::string& to, std::string_view bytes) {
  to += '(';
  for (const char c : bytes) {
    if (c == '\r' || c == '\n') {
      to += c == '\r' ? "\\r" : "\\n";
      continue;
    }
    if (c == '(' || c == ')' || c == '\\') to += '\\';
    to += c;
  }
  to += ')';
}

void put_text(std::string& to, std::string_view utf8) {
  put_string(to, is_plain(utf8) ? std::string(utf8) : "\xFE\xFF" + utf16be(utf8));
}

void put_name(std::string& to, std::string_view name) {
  to += '/';
  for (const char c : name) {
    if (is_regular(c)) {
      to += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      to += '#', to += kHex[byte >> 4], to += kHex[byte & 15];
    }
  }
}

std::string utf16be(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const std::uint32_t c = next_code_point(utf8, i);
    if (c < 0x10000) {
      put_unit(out, c);
    } else {
      put_unit(out, 0xD800 + ((c - 0x10000) >> 10));
      put_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

}  // namespace taqrir::pdf
