#include "model/french.hpp"

#include <algorithm>
#include <array>

namespace taqrir {

namespace {

constexpr std::string_view kWide = "\u00A0", kNarrow = "\u202F", kOpen = "«", kClose = "»";
constexpr std::array<std::string_view, 4> kSpaces{" ", kWide, kNarrow, "\u2009"};

/// Bytes of the space with which a text begins; 0: it begins with none.
std::size_t space_at_begin(std::string_view text) {
  for (const auto space : kSpaces)
    if (text.starts_with(space)) return space.size();
  return 0;
}

std::size_t space_at_end(std::string_view text) {
  for (const auto space : kSpaces)
    if (text.ends_with(space)) return space.size();
  return 0;
}

/// Bytes of the sign that wants a space before it; 0: there is none.
std::size_t sign_at_begin(std::string_view text) {
  if (text.starts_with(kClose)) return kClose.size();
  return !text.empty() && std::string_view(";!?:").find(text[0]) != std::string_view::npos ? 1 : 0;
}

/// Whether a sign before `rest` stands at the end of a word: nothing follows, or space, or more signs.
bool ends_word(std::string_view rest) {
  constexpr std::array<std::string_view, 3> kMore{kClose, "”", "…"};
  if (rest.empty() || rest[0] == '\n' || space_at_begin(rest) > 0) return true;
  for (const auto more : kMore)
    if (rest.starts_with(more)) return true;
  return std::string_view(")]!?,").find(rest[0]) != std::string_view::npos;
}

bool is_word(std::string_view before) {
  const auto c = before.empty() ? '\0' : before.back();
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == ')';
}

/// Takes spaces of any kind off the end; whether there were some.
bool drop_spaces(std::string& to, std::size_t floor) {
  bool dropped = false;
  while (const auto length = space_at_end(std::string_view(to).substr(floor)))
    to.resize(to.size() - length), dropped = true;
  return dropped;
}

void append_sign(std::string& to, std::string_view sign, std::string_view rest, std::size_t floor) {
  const bool spaced = drop_spaces(to, floor);
  if (!to.empty() && (spaced || (ends_word(rest) && is_word(to))))
    to += sign == ":" || sign == kClose ? kWide : kNarrow;
  else if (spaced)
    to += ' ';
  to += sign;
}

}  // namespace

bool has_french_spacing(std::string_view language) { return language == "fr" || language.starts_with("fr-"); }

void append_french(std::string& to, std::string_view words, std::size_t floor) {
  const auto skip_spaces = [&] {
    while (const auto length = space_at_begin(words)) words.remove_prefix(length);
  };
  if (to.ends_with("«\u00A0")) skip_spaces();  // typed behind a sign at the end of what stands before
  while (!words.empty()) {
    if (const auto length = sign_at_begin(words)) {
      append_sign(to, words.substr(0, length), words.substr(length), floor);
      words.remove_prefix(length);
    } else if (words.starts_with(kOpen)) {
      (to += kOpen) += kWide;
      words.remove_prefix(kOpen.size());
      skip_spaces();
    } else {  // all to the next byte with which a sign may begin, at once
      const auto next = std::min(words.find_first_of(";!?:\xC2", 1), words.size());
      to += words.substr(0, next);
      words.remove_prefix(next);
    }
  }
}

std::string without_french_spacing(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const auto space = space_at_begin(words);
    if (space > 1 && (sign_at_begin(words.substr(space)) > 0 || out.ends_with(kOpen)))
      out += ' ';
    else
      out += words.substr(0, std::max<std::size_t>(space, 1));
    words.remove_prefix(std::max<std::size_t>(space, 1));
  }
  return out;
}

}  // namespace taqrir
