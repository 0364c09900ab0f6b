#include "pandoc/office/finishing.hpp"

#include <algorithm>

#include "pandoc/office/theme_change.hpp"

namespace taqrir::pandoc::office {

std::string Finishing::color(const std::string& name) const {
  if (!theme) return {};
  return hex(theme->color(name));
}

double Finishing::text_width() const {
  const Theme usual;
  const auto& used = theme ? *theme : usual;
  return used.page.width - used.margins.inner - used.margins.outer;
}

Size watermark_size(const std::string& text) {
  constexpr double kHeight = 62, kLetter = 0.85, kMost = 500;  // a capital's height, and its width to it
  const auto letters =
      static_cast<double>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  const double wish = std::max(letters, 1.0) * kHeight * kLetter, width = std::min(wish, kMost);
  return {width, kHeight * width / wish};
}

std::string sequence_name(const Locale& locale, const std::string& kind) {
  auto word = locale.word("document." + kind, {{"n", ""}});
  for (const std::string_view space : {" ", "\u00A0", "\u202F"})
    for (std::size_t at; (at = word.find(space)) != std::string::npos;) word.erase(at, space.size());
  return word;
}

}  // namespace taqrir::pandoc::office
