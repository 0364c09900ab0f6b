#include "input/folded_words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "base/unicode.hpp"

namespace taqrir::input {

namespace {

// The ways in which one letter is typed; 0: no letter.
char32_t one_of_its_forms(char32_t c) {
  if (c == 0x622 || c == 0x623 || c == 0x625) return 0x627;  // alif
  if (c == 0x629) return 0x647;                              // ta marbuta
  if (c == 0x649) return 0x64A;                              // alif maqsura
  if (c == 0x640 || (c >= 0x64B && c <= 0x652)) return 0;    // tatweel, vowel signs
  return c;
}

bool is_of_a_word(char32_t c) {
  return U_MASK(u_charType(static_cast<UChar32>(c))) &
         (U_GC_L_MASK | U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ND_MASK);
}

char32_t folded_character(char32_t c) {
  const auto digit = u_charDigitValue(static_cast<UChar32>(c));
  if (digit >= 0 && u_isdigit(static_cast<UChar32>(c))) return static_cast<char32_t>('0' + digit);
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

}  // namespace

std::string without_accents(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = next_code_point(text, i);
    UChar32 plain = static_cast<UChar32>(c);
    if (c >= 0xC0 && c < 0x250) {
      UErrorCode status = U_ZERO_ERROR;
      const auto* nfd = icu::Normalizer2::getNFDInstance(status);
      icu::UnicodeString parts;
      if (U_SUCCESS(status) && nfd->getDecomposition(plain, parts)) plain = parts.char32At(0);
    }
    if (c < 0x300 || c > 0x36F) append_utf8(out, static_cast<char32_t>(plain));
  }
  return out;
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words(1);
  const auto plain = without_accents(text);
  for (std::size_t i = 0; i < plain.size();) {
    const auto c = next_code_point(plain, i);
    if (c == 0x640 || !is_of_a_word(c)) {
      if (c != 0x640 && !words.back().empty()) words.emplace_back();
    } else if (const auto letter = one_of_its_forms(c)) {
      append_utf8(words.back(), folded_character(letter));
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string folded(std::string_view text) {
  std::string out;
  for (const auto& word : folded_words(text)) out += (out.empty() ? "" : "-") + word;
  return out;
}

}  // namespace taqrir::input
