// Pictures as image XObjects. JPEG goes in as it is, and so does PNG where PDF can hold it so; else it is
// decoded by libpng, because libharu's own PNG reader aborts the process at a broken file. Transparency becomes
// a soft mask.
#pragma once

#include "base/result.hpp"
#include "layout/pages.hpp"
#include "render/pdf/objects.hpp"

namespace taqrir::pdf {

/// A PNG, ready to store.
struct Picture {
  int width = 0, height = 0;
  int bits = 8;  ///< a component
  bool color = false;
  bool as_it_is = false;  ///< `samples` are the file's own
  std::string palette;    ///< RGB triples that the samples point to; empty: none
  std::string samples;    ///< deflated when asked for
  std::string opacity;    ///< likewise, 8 bits; empty: opaque
};

/// Made to run on any thread. Errors name the picture: broken, or too large to decode.
Result<Picture> decode_png(const layout::ImageAsset& asset, bool compress);

/// The XObject's number.
int store_png(ObjectFile& file, Picture picture, bool compress);

/// Errors: a kind of JPEG that PDF has no place for.
Result<int> store_jpeg(ObjectFile& file, const layout::ImageAsset& asset);

}  // namespace taqrir::pdf
