// Pictures as image XObjects. JPEG goes in as it is; PNG is decoded by libpng, because libharu's own
// PNG reader aborts the process at a broken file. Transparency becomes a soft mask.
#pragma once

#include "base/result.hpp"
#include "layout/pages.hpp"
#include "render/pdf/objects.hpp"

namespace taqrir::pdf {

/// A decoded PNG, ready to store.
struct Picture {
  int width = 0, height = 0;
  bool color = false;
  std::string samples;  ///< 8 bits a component, deflated when asked for
  std::string opacity;  ///< likewise; empty: opaque
};

/// Made to run on any thread. Errors name the picture: broken, or too large to decode.
Result<Picture> decode_png(const layout::ImageAsset& asset, bool compress);

/// The XObject's number.
int store_png(ObjectFile& file, Picture picture, bool compress);

/// Errors: a kind of JPEG that PDF has no place for.
Result<int> store_jpeg(ObjectFile& file, const layout::ImageAsset& asset);

}  // namespace taqrir::pdf
