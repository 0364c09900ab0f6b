// How large a picture is: one rule for the PDF and for formats whose pages are not ours.
#pragma once

#include "base/units.hpp"
#include "layout/pages.hpp"
#include "model/document.hpp"

namespace taqrir::layout {

/// As wide as was asked for; else 120 pixels to the inch, no wider than the column and no taller than a good
/// part of it, so that a portrait does not take a page of its own.
Size figure_size(const Image& image, const ImageAsset& asset, Size column);

/// Of a picture in a line, before it has to fit there: as was asked for; else 96 pixels to the inch.
inline Pt picture_width(const Image& image, const ImageAsset& asset) {
  return image.width.value_or(asset.width * 0.75);
}

}  // namespace taqrir::layout
