// The little of Unicode that messages need. Text setting uses ICU and HarfBuzz instead.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace taqrir {

/// Byte offset of the first byte that is not valid UTF-8 (RFC 3629); nullopt when all is valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Decodes the code point at `index` and moves `index` past it; U+FFFD and one byte on bad input.
char32_t next_code_point(std::string_view text, std::size_t& index);

void append_utf8(std::string& to, char32_t code_point);

/// One element a code point (bad bytes one element each).
std::vector<std::string> split_characters(std::string_view text);

/// Columns that a terminal gives a code point: 0 for combining marks, 2 for wide East Asian, else 1.
std::size_t display_width(std::string_view character);

/// The text with control characters, bad bytes and bidi overrides (U+202A–E, U+2066–9) as U+FFFD,
/// so that input quoted in a message can neither drive a terminal nor reorder the line.
std::string printable(std::string_view text);

}  // namespace taqrir
