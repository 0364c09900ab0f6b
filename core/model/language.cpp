#include "model/language.hpp"

#include <algorithm>
#include <array>

#include "base/unicode.hpp"

namespace taqrir {

namespace {

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

// Letters only: digits and signs belong to no script.
int script_of(char32_t c) {
  const bool latin = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x24F) ||
                     (c >= 0x1E00 && c <= 0x1EFF);
  const bool arabic = (c >= 0x620 && c <= 0x64A) || (c >= 0x66E && c <= 0x6D3) || (c >= 0x750 && c <= 0x77F) ||
                      (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
  const bool tifinagh = c >= 0x2D30 && c <= 0x2D7F;
  return latin ? 0 : arabic ? 1 : tifinagh ? 2 : -1;
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  const auto language = primary(tag);
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_subtag = [&](char c) { return is_lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
  return (language.size() == 2 || language.size() == 3) && std::all_of(language.begin(), language.end(), is_lower) &&
         std::all_of(tag.begin(), tag.end(), is_subtag) && tag.back() != '-';
}

Direction direction_of(std::string_view language) {
  static constexpr std::array<std::string_view, 9> kRightToLeft{"ar", "fa", "he", "ur", "yi",
                                                               "ps", "sd", "ckb", "dv"};
  if (language.find("-Latn") != std::string_view::npos) return Direction::ltr;
  if (language.find("-Arab") != std::string_view::npos) return Direction::rtl;
  for (const auto code : kRightToLeft)
    if (primary(language) == code) return Direction::rtl;
  return Direction::ltr;
}

std::string dominant_script(std::string_view text) {
  static constexpr std::array<const char*, 3> kNames{"latn", "arab", "tfng"};
  std::array<std::size_t, 3> counts{};
  for (std::size_t i = 0; i < text.size();) {
    const int script = script_of(next_code_point(text, i));
    if (script >= 0) ++counts[static_cast<std::size_t>(script)];
  }
  std::size_t best = 0;
  for (std::size_t s = 1; s < counts.size(); ++s)
    if (counts[s] > counts[best]) best = s;
  return counts[best] == 0 ? "zyyy" : kNames[best];
}

const std::string& LocalizedText::in(std::string_view language) const {
  static const std::string kEmpty;
  if (by_language.empty()) return kEmpty;
  return by_language.at(language_for(language));
}

std::string LocalizedText::language_for(std::string_view language) const {
  for (const auto& candidate : {std::string(language), std::string(primary(language)), std::string("fr")})
    if (by_language.count(candidate)) return candidate;
  return by_language.empty() ? std::string() : by_language.begin()->first;
}

}  // namespace taqrir
