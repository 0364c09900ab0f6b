#include "base/number_text.hpp"

#include <array>
#include <charconv>

namespace taqrir {

std::string plain_number(double value) {
  auto out = std::to_string(value);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string toml_number(double value) {
  std::array<char, 400> text{};
  const auto end = std::to_chars(text.begin(), text.end(), value, std::chars_format::fixed).ptr;
  std::string out(text.begin(), end);
  return out.find('.') == std::string::npos ? out + ".0" : out;
}

}  // namespace taqrir
