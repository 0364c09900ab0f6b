#include "layout/isolates.hpp"

#include <algorithm>
#include <string>

#include "base/unicode.hpp"

namespace taqrir::layout {

namespace {

enum class Sign { letter, digit, operation, bracket_open, bracket_close, point, space, percent, other };

bool is_one_of(char32_t c, std::u32string_view signs) { return signs.find(c) != std::u32string_view::npos; }

Sign sign_of(char32_t c) {
  if (c < 0x80 && ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) return Sign::letter;
  if (c == '_' || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7)) return Sign::letter;
  if (c >= '0' && c <= '9') return Sign::digit;
  if (is_one_of(c, U"=+-/*<>^×÷−±≤≥≈≠√–")) return Sign::operation;
  if (c == '(' || c == '[' || c == '{') return Sign::bracket_open;
  if (c == ')' || c == ']' || c == '}') return Sign::bracket_close;
  if (is_one_of(c, U".,:")) return Sign::point;
  if (c == ' ' || c == 0xA0 || c == 0x202F) return Sign::space;
  if (c == '%' || c == 0x2030 || c == 0xB0) return Sign::percent;
  return Sign::other;
}

struct Character {
  std::size_t at, end;
  char32_t c;
  Sign sign;
};
using Characters = std::vector<Character>;

// Characters [begin, end) of a stretch between right-to-left letters.
struct Part {
  const Characters& all;
  std::size_t begin, end;

  bool is(std::size_t i, Sign sign) const { return i >= begin && i < end && all[i].sign == sign; }
  bool has(std::size_t i, std::u32string_view signs) const {
    return i >= begin && i < end && is_one_of(all[i].c, signs);
  }
  bool stands_alone(std::size_t i) const {  // nothing of a word before it
    return i == begin ? true : all[i - 1].sign == Sign::space || all[i - 1].sign == Sign::bracket_open;
  }
};

std::size_t digits(const Part& p, std::size_t i) {
  while (p.is(i, Sign::digit)) ++i;
  return i;
}

// 12, 1 234,5, 10:30: groups joined by one separator each.
std::size_t number(const Part& p, std::size_t i) {
  for (auto end = digits(p, i); end > i; end = digits(p, i)) {
    i = end;
    const bool joined = (p.is(i, Sign::point) || p.has(i, U"\u00A0\u202F")) && p.is(i + 1, Sign::digit);
    if (!joined) break;
    ++i;
  }
  return i;
}

// 2025-06-10
std::size_t iso_date(const Part& p, std::size_t i) {
  const auto group = [&](std::size_t length) {
    const bool whole = digits(p, i) == i + length;
    i += whole ? length : 0;
    return whole;
  };
  const auto dash = [&] { return p.has(i, U"-") && (++i, true); };
  return group(4) && dash() && group(2) && dash() && group(2) ? i : 0;
}

// +212 5 37 00 00 00, 05 37 70 00 00, 06-61-00-00-00: a plus or a zero, and at least four groups.
std::size_t telephone(const Part& p, std::size_t i) {
  if (!p.has(i, U"+0")) return 0;
  if (p.has(i, U"+")) ++i;
  int groups = 0;
  for (auto end = digits(p, i); end > i && end - i <= 4; end = digits(p, i)) {
    i = end, ++groups;
    const bool goes_on = (p.is(i, Sign::space) || p.has(i, U".-")) && p.is(i + 1, Sign::digit);
    if (!goes_on) break;
    ++i;
  }
  return groups >= 4 ? i : 0;
}

// −0,45, +3, 25 %, −12 %
std::size_t signed_or_percent(const Part& p, std::size_t i) {
  const bool signed_ = p.has(i, U"+-−±");
  const auto from = signed_ ? i + 1 : i;
  auto end = number(p, from);
  if (end == from) return 0;
  const auto percent = p.has(end, U" \u00A0\u202F") ? end + 1 : end;
  if (p.is(percent, Sign::percent)) return percent + 1;
  return signed_ ? end : 0;
}

constexpr std::size_t kLongestFormula = 200;  // characters

// From a letter, digit or bracket to the last of them, when a Latin letter and an operation stand within and
// the brackets agree: g = (post − pre)/(max − pre).
std::size_t formula(const Part& p, std::size_t i) {
  if (!p.is(i, Sign::letter) && !p.is(i, Sign::digit) && !p.is(i, Sign::bracket_open)) return 0;
  int depth = 0;
  bool letters = false, operation = false;
  std::size_t good = 0;
  for (auto k = i; k < std::min(p.end, i + kLongestFormula) && depth >= 0; ++k) {
    const Sign sign = p.all[k].sign;
    const bool word_ends =
        sign == Sign::space && !p.is(k - 1, Sign::operation) && !p.is(k + 1, Sign::operation);
    if (word_ends && depth == 0) break;
    depth += sign == Sign::bracket_open ? 1 : sign == Sign::bracket_close ? -1 : 0;
    letters = letters || sign == Sign::letter;
    operation = operation || (sign == Sign::operation && !p.has(k, U"-–/"));
    const bool ends =
        sign == Sign::letter || sign == Sign::digit || sign == Sign::bracket_close || sign == Sign::percent;
    if (depth == 0 && ends && letters && operation) good = k + 1;
  }
  return good;
}

// OMP-05, A.2/b: letters and digits with signs between, without spaces.
std::size_t code(const Part& p, std::size_t i) {
  if (!p.is(i, Sign::letter) && !p.is(i, Sign::digit)) return 0;
  bool letters = false, numbers = false;
  std::size_t good = 0;
  for (auto k = i; k < p.end && (p.is(k, Sign::letter) || p.is(k, Sign::digit) || p.has(k, U"-–/.")); ++k) {
    letters = letters || p.is(k, Sign::letter), numbers = numbers || p.is(k, Sign::digit);
    if (p.is(k, Sign::letter) || p.is(k, Sign::digit)) good = k + 1;
  }
  return letters && numbers ? good : 0;
}

std::size_t stretch_at(const Part& p, std::size_t i) {
  if (!p.stands_alone(i)) return 0;
  for (const auto rule : {formula, code, iso_date, telephone, signed_or_percent})
    if (const auto end = rule(p, i); end > 0 && !p.is(end, Sign::digit) && !p.is(end, Sign::letter))
      return end;
  return 0;
}

constexpr std::size_t kMarkBytes = 3;

bool is_mark(char32_t c) {
  return (c >= 0x2066 && c <= 0x2069) || (c >= 0x202A && c <= 0x202E) || c == 0x200E || c == 0x200F;
}

// Widens the stretch over the ends of isolates that it cuts; false when there is more between.
bool take_in_isolates(std::string_view text, std::pair<std::size_t, std::size_t>& stretch) {
  int open = 0, closed_before = 0;
  const auto opens = [](std::string_view s) { return s == "\u2066" || s == "\u2067" || s == "\u2068"; };
  for (auto i = stretch.first; i + kMarkBytes <= stretch.second; ++i) {
    const auto mark = text.substr(i, kMarkBytes);
    if (opens(mark)) ++open;
    if (mark == "\u2069" && --open < 0) open = 0, ++closed_before;
  }
  for (; closed_before > 0; --closed_before, stretch.first -= kMarkBytes)
    if (stretch.first < kMarkBytes || !opens(text.substr(stretch.first - kMarkBytes, kMarkBytes)))
      return false;
  for (; open > 0; --open, stretch.second += kMarkBytes)
    if (text.substr(stretch.second, kMarkBytes) != "\u2069") return false;
  return true;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> left_to_right_stretches(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_operation = [](char c) {
    return c == '=' || c == '+' || c == '*' || c == '<' || c == '>' || c == '^' || (c & 0x80);
  };
  if (std::none_of(text.begin(), text.end(), is_digit) &&
      std::none_of(text.begin(), text.end(), is_operation))
    return out;
  Characters all;
  for (std::size_t i = 0; i < text.size();) {
    const auto at = i;
    const char32_t c = next_code_point(text, i);
    if (!is_mark(c)) all.push_back({at, i, c, sign_of(c)});
  }
  for (std::size_t begin = 0; begin < all.size();) {
    if (all[begin].sign == Sign::other) {
      ++begin;
      continue;
    }
    Part part{all, begin, begin};
    while (part.end < all.size() && all[part.end].sign != Sign::other) ++part.end;
    for (auto i = begin; i < part.end;) {
      const auto end = stretch_at(part, i);
      std::pair<std::size_t, std::size_t> found{all[i].at, end > i ? all[end - 1].end : 0};
      if (end > i && take_in_isolates(text, found)) out.push_back(found);
      i = std::max(i + 1, end);
    }
    begin = part.end;
  }
  return out;
}

}  // namespace taqrir::layout
