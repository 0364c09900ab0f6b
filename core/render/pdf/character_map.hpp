// CMaps (ISO 32000-1, 9.7.5 and 9.10.3): code -> text, and code -> glyph.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "render/pdf/typed_codes.hpp"

namespace taqrir::pdf {

/// ToUnicode. Codes without text are left out.
std::string to_unicode_map(const TypedFont& codes);

/// The encoding of a CFF font, whose CIDs are glyph ids.
std::string encoding_map(const std::vector<std::uint16_t>& glyphs);
/// What its stream dictionary must repeat.
std::string encoding_map_entries();

}  // namespace taqrir::pdf
