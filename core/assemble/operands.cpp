#include "assemble/operands.hpp"

#include <algorithm>

namespace taqrir::assemble {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_delimiter(char c) {
  return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' ||
         c == '/' || c == '%';
}
bool ends(std::string_view text, std::size_t at) {
  return at >= text.size() || is_space(text[at]) || is_delimiter(text[at]);
}

int hex(char c) {
  if (is_digit(c)) return c - '0';
  const char low = static_cast<char>(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// “-12.5”: no exponents. Moves `at` past it; false: it is none.
bool read(std::string_view text, std::size_t& at, double& number) {
  const bool negative = text[at] == '-';
  if (negative || text[at] == '+') ++at;
  double value = 0, place = 1;
  bool any = false;
  for (; at < text.size() && is_digit(text[at]); ++at) value = value * 10 + (text[at] - '0'), any = true;
  if (at < text.size() && text[at] == '.')
    for (++at; at < text.size() && is_digit(text[at]); ++at)
      value += (text[at] - '0') * (place *= 0.1), any = true;
  number = negative ? -value : value;
  return any && ends(text, at);
}

}  // namespace

void Operands::skip_space() {
  while (at_ < text_.size()) {
    if (text_[at_] == '%')
      at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
    else if (is_space(text_[at_]))
      ++at_;
    else
      return;
  }
}

Operands::Kind Operands::next() {
  skip_space();
  if (at_ >= text_.size()) return Kind::none;
  const char c = text_[at_];
  if (is_digit(c) || c == '-' || c == '.' || c == '+') return read_number();
  if (c == '/') return read_name();
  if (c == '(') return read_literal();
  if (c == '<' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '<')) return read_digits();
  ++at_;
  return Kind::other;
}

Operands::Kind Operands::read_number() {
  if (read(text_, at_, number_)) return Kind::number;
  while (!ends(text_, at_)) ++at_;
  return Kind::other;
}

Operands::Kind Operands::read_name() {
  bytes_ = text_[at_++];
  for (; !ends(text_, at_); ++at_) {
    const bool code =
        text_[at_] == '#' && at_ + 2 < text_.size() && hex(text_[at_ + 1]) >= 0 && hex(text_[at_ + 2]) >= 0;
    bytes_ += code ? static_cast<char>(hex(text_[at_ + 1]) << 4 | hex(text_[at_ + 2])) : text_[at_];
    if (code) at_ += 2;
  }
  return Kind::name;
}

Operands::Kind Operands::read_literal() {
  bytes_.clear();
  int open = 0;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '\\') {
      escape();
      continue;
    }
    if (c == '(' && open++ == 0) continue;
    if (c == ')' && --open == 0) return ++at_, Kind::string;
    bytes_ += c;
  }
  return Kind::string;
}

/// At a reverse solidus; ends at the last byte of what it means.
void Operands::escape() {
  if (++at_ >= text_.size()) return;
  const char c = text_[at_];
  if (c >= '0' && c <= '7') {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < 3 && at_ + digits < text_.size() && text_[at_ + digits] >= '0' &&
           text_[at_ + digits] <= '7';
         ++digits)
      value = value * 8 + (text_[at_ + digits] - '0');
    at_ += digits - 1;
    bytes_ += static_cast<char>(value);
  } else if (c == '\r' || c == '\n') {
    if (c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  } else {
    constexpr std::string_view kLetters = "nrtbf", kMeanings = "\n\r\t\b\f";
    const auto letter = kLetters.find(c);
    bytes_ += letter == std::string_view::npos ? c : kMeanings[letter];
  }
}

Operands::Kind Operands::read_digits() {
  bytes_.clear();
  int high = -1;
  for (++at_; at_ < text_.size() && text_[at_] != '>'; ++at_) {
    const int digit = hex(text_[at_]);
    if (digit < 0) continue;
    if (high < 0)
      high = digit;
    else
      bytes_ += static_cast<char>(high << 4 | digit), high = -1;
  }
  if (high >= 0) bytes_ += static_cast<char>(high << 4);
  at_ = std::min(at_ + 1, text_.size());
  return Kind::string;
}

bool only_numbers(std::string_view operands, double* to, int count) {
  std::size_t at = 0;
  for (int n = 0;; ++n) {
    while (at < operands.size() && is_space(operands[at])) ++at;
    if (at >= operands.size()) return n == count;
    if (operands[at] == '%') {
      at = std::min(operands.find_first_of("\r\n", at), operands.size()), --n;
      continue;
    }
    if (n == count || !read(operands, at, to[n])) return false;
  }
}

std::string name_operand(std::string_view operands) {
  Operands reader(operands);
  return reader.next() == Operands::Kind::name ? reader.bytes() : std::string();
}

}  // namespace taqrir::assemble
