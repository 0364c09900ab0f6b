// What cameras write into JPEG files beside the picture: which side is up, and where it was taken.
#pragma once

#include <string>
#include <string_view>

namespace taqrir::input {

/// 1 to 8 as in TIFF 6.0 / Exif 2.3 (tag 274); 1, upright, when nothing is said.
int jpeg_orientation(std::string_view jpeg);
/// Whether it holds Exif, XMP or IPTC data: place, device, names.
bool has_camera_data(std::string_view jpeg);
/// The same picture, pixel for pixel, without them; the colour profile stays. Its orientation is lost too:
/// turn it first.
std::string without_camera_data(std::string_view jpeg);

}  // namespace taqrir::input
