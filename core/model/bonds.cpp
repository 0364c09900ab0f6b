#include "model/bonds.hpp"

#include <algorithm>
#include <array>

namespace taqrir {

namespace {

constexpr std::string_view kBond = "\u00A0";

constexpr std::array<std::string_view, 24> kMonths{
    "janvier",   "février", "mars",     "avril",    "mai",   "juin",   "juillet", "août",
    "septembre", "octobre", "novembre", "décembre", "يناير", "فبراير", "مارس",    "أبريل",
    "ماي",       "يونيو",   "يوليوز",   "غشت",      "شتنبر", "أكتوبر", "نونبر",   "دجنبر"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// “3”, “31”, “1er”.
bool ends_in_day(std::string_view before) {
  if (before.ends_with("1er")) before.remove_suffix(2);
  std::size_t digits = 0;
  while (digits < before.size() && is_digit(before[before.size() - 1 - digits])) ++digits;
  return digits == 1 || digits == 2;
}

bool begins_with_month(std::string_view after) {
  const auto begins = [&](std::string_view month) {
    if (!after.starts_with(month)) return false;
    const auto next = after.substr(month.size());
    return next.empty() || !((next[0] | 0x20) >= 'a' && (next[0] | 0x20) <= 'z');
  };
  return std::any_of(kMonths.begin(), kMonths.end(), begins);
}

bool belong_together(std::string_view before, std::string_view after) {
  if (before.empty() || after.empty()) return false;
  if (before.ends_with("n°") || before.ends_with("N°")) return is_digit(after[0]);
  const bool may_be_day = is_digit(before.back()) || before.back() == 'r';
  return may_be_day && ends_in_day(before) && begins_with_month(after);
}

/// Calls `put(words up to the space, bonded)` for each space of the kind `from`, and once for the rest.
template <class Put>
void at_spaces(std::string_view words, std::string_view from, const Put& put) {
  std::size_t begin = 0;
  for (auto at = words.find(from); at != std::string_view::npos; at = words.find(from, at + from.size())) {
    if (!belong_together(words.substr(0, at), words.substr(at + from.size()))) continue;
    put(words.substr(begin, at - begin), true);
    begin = at + from.size();
  }
  put(words.substr(begin), false);
}

}  // namespace

std::string_view with_bonds(std::string_view words, std::string& room) {
  room.clear();
  bool any = false;
  at_spaces(words, " ", [&](std::string_view some, bool bonded) {
    any = any || bonded;
    if (any) room += some;
    if (bonded) room += kBond;
  });
  return any ? std::string_view(room) : words;
}

std::string without_bonds(std::string_view words) {
  std::string out;
  at_spaces(words, kBond, [&](std::string_view some, bool bonded) {
    out += some;
    if (bonded) out += ' ';
  });
  return out;
}

}  // namespace taqrir
