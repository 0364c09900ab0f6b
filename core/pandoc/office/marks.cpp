#include "pandoc/office/marks.hpp"

namespace taqrir::pandoc::office {

namespace {

constexpr std::string_view kEscaped = "%\"?<>&\n\r\t";
constexpr std::string_view kDigits = "0123456789abcdef";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (kEscaped.find(c) == std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%', out += kDigits[byte >> 4], out += kDigits[byte & 15];
  }
  return out;
}

std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 2 >= text.size()) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(kDigits.find(text[i + 1]) * 16 + kDigits.find(text[i + 2]));
    i += 2;
  }
  return out;
}

}  // namespace

std::string Mark::value(const std::string& key) const {
  const auto found = values.find(key);
  return found == values.end() ? std::string() : found->second;
}

std::string text_of(const Mark& mark) {
  auto out = "<?" + std::string(kMarkTarget) + " " + mark.name;
  for (const auto& [key, value] : mark.values) out += " " + key + "=\"" + escaped(value) + "\"";
  return out + "?>";
}

Mark mark_of(std::string_view content) {
  Mark out;
  std::size_t at = content.find(' ');
  out.name = std::string(content.substr(0, at));
  while (at != std::string_view::npos) {
    const auto equals = content.find("=\"", at);
    if (equals == std::string_view::npos) break;
    const auto end = content.find('"', equals + 2);
    if (end == std::string_view::npos) break;
    out.values[std::string(content.substr(at + 1, equals - at - 1))] =
        plain(content.substr(equals + 2, end - equals - 2));
    at = content.find(' ', end);
  }
  return out;
}

}  // namespace taqrir::pandoc::office
