// The tokens of PDF syntax (ISO 32000-1, 7.3), appended to a string. Knows nothing of documents.
// Numbers are written without the C library, so no locale can put a comma in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace taqrir::pdf {

void put_int(std::string& to, std::int64_t value);

/// A value given in hundredths, without needless zeros: 1250 gives `12.5`, -5 gives `-.05`.
void put_hundredths(std::string& to, std::int64_t value);

/// Rounded to hundredths. What is no number, or lies beyond a million, becomes 0.
void put_real(std::string& to, double value);

/// Rounded to thousandths: colour components, sines.
void put_fine(std::string& to, double value);

inline constexpr double kLargest = 1e6;

/// To the nearest integer; halves away from zero. (std::llround is a call for each glyph.)
inline std::int64_t rounded(double value) {
  return static_cast<std::int64_t>(value + (value < 0 ? -0.5 : 0.5));
}

inline std::int64_t hundredths(double value) {
  return value >= -kLargest && value <= kLargest ? rounded(value * 100) : 0;
}

void put_reference(std::string& to, int object);

/// Four hexadecimal digits.
void put_hex4(std::string& to, std::uint32_t value);

/// A literal string of bytes, delimiters and line ends escaped.
void put_string(std::string& to, std::string_view bytes);

/// A text string: ASCII as it is, all else as UTF-16BE with a byte order mark.
void put_text(std::string& to, std::string_view utf8);

/// `/Name`, with `#xx` where the bytes demand it.
void put_name(std::string& to, std::string_view name);

/// UTF-16BE without a byte order mark.
std::string utf16be(std::string_view utf8);

}  // namespace taqrir::pdf
