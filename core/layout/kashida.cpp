#include "layout/kashida.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "base/unicode.hpp"

namespace taqrir::layout {

namespace {

constexpr char32_t kTatweel = 0x640;
constexpr std::size_t kFewestLetters = 3;

struct Letter {
  std::size_t at;  // byte
  char32_t c;
  int group, type;

  bool joins_next() const { return type == U_JT_DUAL_JOINING || type == U_JT_JOIN_CAUSING; }
  bool joins_previous() const { return joins_next() || type == U_JT_RIGHT_JOINING; }
  bool is(std::initializer_list<int> groups) const {
    return std::find(groups.begin(), groups.end(), group) != groups.end();
  }
};

// Marks are left out: they stand on the letter before.
std::vector<Letter> letters_of(std::string_view word) {
  std::vector<Letter> out;
  for (std::size_t i = 0; i < word.size();) {
    const auto at = i;
    const char32_t c = next_code_point(word, i);
    const auto property = [c](UProperty which) {
      return u_getIntPropertyValue(static_cast<UChar32>(c), which);
    };
    const int type = property(UCHAR_JOINING_TYPE);
    if (type != U_JT_TRANSPARENT) out.push_back({at, c, property(UCHAR_JOINING_GROUP), type});
  }
  return out;
}

// How well the word bears an elongation between letters i and i + 1, which join; 0: not at all.
int rank_of(const std::vector<Letter>& letters, std::size_t i) {
  const Letter& a = letters[i];
  const Letter& b = letters[i + 1];
  const auto joins = [&](std::size_t k) {
    return k + 1 < letters.size() && letters[k].joins_next() && letters[k + 1].joins_previous();
  };
  const bool final = !joins(i + 1);
  if (a.c == kTatweel) return 1;
  if (b.c == kTatweel || a.type == U_JT_JOIN_CAUSING || b.type == U_JT_JOIN_CAUSING) return 0;
  if (a.is({U_JG_LAM}) && b.is({U_JG_ALEF})) return 0;
  if (a.is({U_JG_SEEN, U_JG_SAD})) return 2;
  if (!final) {
    const bool tooth = b.is({U_JG_BEH, U_JG_NOON, U_JG_YEH, U_JG_FARSI_YEH});
    const bool ends = !joins(i + 2) && letters[i + 2].is({U_JG_REH, U_JG_YEH, U_JG_FARSI_YEH});
    return tooth && ends ? 5 : 0;
  }
  if (b.is({U_JG_TEH_MARBUTA, U_JG_HEH, U_JG_DAL})) return 3;
  if (b.is({U_JG_ALEF, U_JG_TAH, U_JG_LAM, U_JG_KAF, U_JG_GAF})) return 4;
  if (b.is({U_JG_WAW, U_JG_AIN, U_JG_QAF, U_JG_FEH})) return 6;
  return b.is({U_JG_YEH, U_JG_FARSI_YEH}) ? 0 : 7;
}

}  // namespace

std::optional<Kashida> find_kashida(std::string_view word, const std::function<bool(std::size_t)>& safe) {
  const auto letters = letters_of(word);
  const auto arabic =
      std::count_if(letters.begin(), letters.end(), [](auto& l) { return l.joins_previous(); });
  if (static_cast<std::size_t>(arabic) < kFewestLetters) return {};
  std::optional<Kashida> best;
  for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
    if (!letters[i].joins_next() || !letters[i + 1].joins_previous() || !safe(letters[i + 1].at)) continue;
    const int rank = rank_of(letters, i);
    if (rank > 0 && (!best || rank <= best->rank))
      best = Kashida{letters[i].at, letters[i + 1].at, static_cast<std::uint8_t>(rank)};
  }
  return best;
}

}  // namespace taqrir::layout
