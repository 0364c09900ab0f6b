// PNG whose pixels a PDF can hold as they are: PNG and PDF compress and predict in the same way (ISO 32000-1,
// 7.4.4.4), so the data need only be taken out of its chunks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace taqrir::pdf {

struct PngStream {
  int width = 0, height = 0;
  int bits = 8;         ///< of a component, or of an index into the palette
  bool color = false;   ///< three components; else one
  std::string palette;  ///< RGB triples; empty: none
  std::string data;     ///< zlib, each row led by the number of its filter
};

/// Nothing when the picture has transparency, is interlaced, has 16 bits, asks for its colours to be
/// converted, or is in any way not as it should be: then it is decoded (render/pdf/image.hpp). What is given
/// was unpacked to its end, every checksum was right, and every row is there.
std::optional<PngStream> png_stream(std::string_view png);

}  // namespace taqrir::pdf
