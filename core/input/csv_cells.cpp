#include "input/csv_cells.hpp"

#include <charconv>
#include <map>

#include "base/unicode.hpp"

namespace taqrir::input {

namespace {

// Spaces gone, Arabic digits and decimal mark as Western ones, the minus sign as a hyphen; empty when
// something stands in it that no number has.
std::string western(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009) continue;
    if (c >= 0x660 && c <= 0x669)
      out += static_cast<char>('0' + (c - 0x660));
    else if (c == 0x66B)
      out += ',';
    else if (c == 0x2212)
      out += '-';
    else if (c < 0x80)
      out += static_cast<char>(c);
    else
      return {};
  }
  return out;
}

// `1.234.567`: groups of three after the first, of one to three digits.
bool is_grouped(std::string_view whole, char mark) {
  const auto first = whole.find(mark);
  if (first == 0 || first > 3) return false;
  for (std::size_t at = first; at != std::string_view::npos; at = whole.find(mark, at + 1)) {
    const auto next = whole.find(mark, at + 1);
    if ((next == std::string_view::npos ? whole.size() : next) - at != 4) return false;
  }
  return true;
}

// The decimal mark becomes a point; empty when the marks make no sense.
std::string with_point(std::string text) {
  const auto comma = text.rfind(','), point = text.rfind('.');
  if (comma == std::string::npos) return text;
  const bool both = point != std::string::npos;
  const char group = both && comma > point ? '.' : ',';
  const auto decimal = both ? std::max(comma, point) : comma;
  if (!both && text.find(',') != comma) return {};
  auto whole = text.substr(0, decimal);
  const std::string sign = !whole.empty() && whole.front() == '-' ? "-" : "";
  whole.erase(0, sign.size());
  if (both && !is_grouped(whole, group)) return {};
  std::erase(whole, group);
  return sign + whole + "." + text.substr(decimal + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

}  // namespace

std::optional<double> parse_cell_number(std::string_view text) {
  auto plain = with_point(western(text));
  if (!plain.empty() && plain.front() == '+') plain.erase(0, 1);
  if (plain.empty() || plain.find_first_not_of("0123456789.-") != std::string::npos) return std::nullopt;
  double value = 0;
  const auto [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (fault != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
  return value;
}

bool may_be_thousands(std::string_view text) {
  auto plain = western(text);
  if (plain.starts_with('-') || plain.starts_with('+')) plain.erase(0, 1);
  const auto mark = plain.find_first_of(".,");
  constexpr std::size_t kGroup = 3;
  return mark != std::string::npos && mark > 0 && mark <= kGroup && plain[0] != '0' &&
         plain.size() == mark + 1 + kGroup && plain.find_first_of(".,", mark + 1) == std::string::npos;
}

std::optional<Date> parse_cell_date(std::string_view text) {
  if (const auto date = parse_iso_date(text)) return date;
  const auto day_end = text.find_first_of("/.-");
  if (day_end == std::string_view::npos) return std::nullopt;
  const auto month_end = text.find(text[day_end], day_end + 1);
  if (month_end == std::string_view::npos || text.size() - month_end != 5) return std::nullopt;
  const auto two = [](std::string_view digits) {
    return digits.size() == 1 ? "0" + std::string(digits) : std::string(digits);
  };
  return parse_iso_date(std::string(text.substr(month_end + 1)) + "-" +
                        two(text.substr(day_end + 1, month_end - day_end - 1)) + "-" +
                        two(text.substr(0, day_end)));
}

std::optional<bool> parse_cell_boolean(std::string_view text) {
  static const std::map<std::string, bool> kWords{
      {"1", true},  {"oui", true},  {"yes", true}, {"true", true},   {"vrai", true},  {"نعم", true},
      {"0", false}, {"non", false}, {"no", false}, {"false", false}, {"faux", false}, {"لا", false}};
  const auto it = kWords.find(lower(text));
  if (it == kWords.end()) return std::nullopt;
  return it->second;
}

}  // namespace taqrir::input
