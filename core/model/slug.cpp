#include "model/slug.hpp"

#include <unicode/uchar.h>

#include "base/unicode.hpp"

namespace taqrir {

namespace {

constexpr std::size_t kLongest = 40;
constexpr std::size_t kShortestCut = 20;

bool kept(char32_t c) {
  const auto mask = U_MASK(u_charType(static_cast<UChar32>(c)));
  return mask & (U_GC_L_MASK | U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ND_MASK);
}

// The last hyphen that leaves enough of a name, else the whole.
std::string cut_at_word(std::string text, std::size_t last_hyphen, std::size_t characters_before) {
  if (last_hyphen != std::string::npos && characters_before >= kShortestCut) text.resize(last_hyphen);
  return text;
}

}  // namespace

std::string slug(std::string_view text) {
  std::string out;
  std::size_t length = 0, hyphen = std::string::npos, before_hyphen = 0;
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (!kept(c)) {
      gap = !out.empty();
      continue;
    }
    if (length >= kLongest) return gap ? out : cut_at_word(std::move(out), hyphen, before_hyphen);
    if (gap) {
      hyphen = out.size();
      before_hyphen = length;
      out += '-';
      ++length;
      gap = false;
    }
    append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    ++length;
  }
  return out;
}

}  // namespace taqrir
