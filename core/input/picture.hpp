// What a picture file is: format and size in pixels, read from its header with care.
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/world.hpp"

namespace taqrir::input {

struct PictureInfo {
  enum class Format { jpeg, png };
  Format format = Format::png;
  int width = 0, height = 0;  ///< pixels
  double dots_per_inch = 0;   ///< 0: not said
};

/// Errors name the file: empty, truncated, unknown format, or larger than 20,000 pixels a side.
Result<PictureInfo> probe_picture(const Bytes& bytes, const std::string& shown);

}  // namespace taqrir::input
