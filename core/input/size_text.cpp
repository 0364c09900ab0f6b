#include "input/size_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace taqrir::input {

namespace {

constexpr double kMost = 1e15;   // more is no size of a file
constexpr double kLeast = 1000;  // bytes; less holds no page

struct Unit {
  std::string_view name;
  double bytes;
};
constexpr std::array<Unit, 8> kUnits{{{"", 1},
                                      {"k", 1e3},
                                      {"m", 1e6},
                                      {"g", 1e9},
                                      {"ki", 1024.0},
                                      {"mi", 1048576.0},
                                      {"gi", 1073741824.0},
                                      {"t", 1e12}}};

Result<std::size_t> no_size(const std::string& text, const Span& span) {
  return fail(hinted(error(span, "“{}” is no size of a file", {text}),
                     "write a number and a unit: “10 MB” is 10,000,000 bytes, “10 MiB” is 10,485,760"));
}

/// Lower case, without spaces, a point before decimals.
std::string plain(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\u00A0") == 0)
      ++i;
    else if (text.compare(i, 3, "\u202F") == 0)
      i += 2;
    else if (text[i] == ',')
      out += '.';
    else if (text[i] >= 'A' && text[i] <= 'Z')
      out += static_cast<char>(text[i] + 32);
    else if (text[i] != ' ')
      out += text[i];
  }
  return out;
}

}  // namespace

Result<std::size_t> size_of(const std::string& text, const Span& span) {
  const auto written = plain(text);
  if (written.empty() || written[0] < '0' || written[0] > '9') return no_size(text, span);
  double number = 0;
  const char* const last = written.data() + written.size();
  const auto [end, problem] = std::from_chars(written.data(), last, number, std::chars_format::fixed);
  if (problem != std::errc()) return no_size(text, span);
  std::string_view unit(end, static_cast<std::size_t>(last - end));
  if (unit.empty() || (unit.back() != 'b' && unit.back() != 'o')) return no_size(text, span);
  unit.remove_suffix(1);
  const auto found =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& one) { return one.name == unit; });
  if (found == kUnits.end()) return no_size(text, span);
  const double bytes = std::floor(number * found->bytes);
  if (!(bytes >= kLeast && bytes <= kMost))
    return fail(
        hinted(error(span, "no dossier can be of at most “{}”", {text}), "write a size such as “10 MB”"));
  return static_cast<std::size_t>(bytes);
}

}  // namespace taqrir::input
