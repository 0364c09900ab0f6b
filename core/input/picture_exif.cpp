#include "input/picture_exif.hpp"

#include <cstdint>
#include <functional>

namespace taqrir::input {

namespace {

using namespace std::string_view_literals;

std::uint32_t byte(std::string_view bytes, std::size_t i) {
  return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
}

// Numbers of a TIFF structure: “II” little-endian, “MM” big-endian.
struct Tiff {
  std::string_view bytes;

  bool little() const { return bytes.starts_with("II"); }
  std::uint32_t two(std::size_t at) const {
    const auto a = byte(bytes, at), b = byte(bytes, at + 1);
    return little() ? b << 8 | a : a << 8 | b;
  }
  std::uint32_t four(std::size_t at) const {
    const auto a = two(at), b = two(at + 2);
    return little() ? b << 16 | a : a << 16 | b;
  }
};

int orientation_in(std::string_view exif) {
  const Tiff tiff{exif};
  if (!exif.starts_with("II") && !exif.starts_with("MM")) return 1;
  const std::size_t directory = tiff.four(4);
  if (directory + 2 > exif.size()) return 1;
  for (std::size_t i = 0, n = tiff.two(directory); i < n; ++i) {
    const auto entry = directory + 2 + 12 * i;
    if (entry + 12 > exif.size()) break;
    if (tiff.two(entry) != 274) continue;
    const auto value = static_cast<int>(tiff.two(entry + 8));
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

// The header's segments (ITU-T T.81, B.1.1) up to the picture's data: marker, whole segment. `see` says
// whether to go on. Returns where it stopped.
std::size_t each_segment(std::string_view jpeg,
                         const std::function<bool(std::uint32_t marker, std::string_view whole)>& see) {
  std::size_t at = 2;
  while (at + 4 <= jpeg.size() && byte(jpeg, at) == 0xFF) {
    const auto marker = byte(jpeg, at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker == 0xDA || marker == 0xD9) break;
    const std::size_t length = 2 + (byte(jpeg, at + 2) << 8 | byte(jpeg, at + 3));
    if (length < 4 || at + length > jpeg.size() || !see(marker, jpeg.substr(at, length))) break;
    at += length;
  }
  return at;
}

// One past the end-of-image marker that closes the picture whose data begin at `at`: what telephones put
// behind it (previews, a second picture) has camera data of its own.
std::size_t end_of_picture(std::string_view jpeg, std::size_t at) {
  while (at + 2 <= jpeg.size()) {
    const auto marker = byte(jpeg, at + 1);
    if (byte(jpeg, at) != 0xFF || marker == 0 || marker == 0xFF || (marker >= 0xD0 && marker <= 0xD7)) {
      ++at;
      continue;
    }
    if (marker == 0xD9) return at + 2;
    at += 2 + (byte(jpeg, at + 2) << 8 | byte(jpeg, at + 3));
  }
  return jpeg.size();
}

bool is_camera_data(std::uint32_t marker, std::string_view segment) {
  if (marker == 0xED) return true;  // Photoshop's, with IPTC
  return marker == 0xE1 &&
         (segment.substr(4).starts_with("Exif\0"sv) || segment.substr(4).starts_with("http"));
}

bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xFF\xD8\xFF"); }

}  // namespace

int jpeg_orientation(std::string_view jpeg) {
  int out = 1;
  if (is_jpeg(jpeg))
    each_segment(jpeg, [&](std::uint32_t marker, std::string_view segment) {
      const bool exif = marker == 0xE1 && segment.substr(4).starts_with("Exif\0\0"sv);
      if (exif) out = orientation_in(segment.substr(10));
      return !exif;
    });
  return out;
}

bool has_camera_data(std::string_view jpeg) {
  bool found = false;
  if (is_jpeg(jpeg))
    each_segment(jpeg, [&](std::uint32_t marker, std::string_view segment) {
      found = is_camera_data(marker, segment);
      return !found;
    });
  return found;
}

std::string without_camera_data(std::string_view jpeg) {
  if (!is_jpeg(jpeg)) return std::string(jpeg);
  std::string out(jpeg.substr(0, 2));
  const auto rest = each_segment(jpeg, [&](std::uint32_t marker, std::string_view segment) {
    if (!is_camera_data(marker, segment)) out += segment;
    return true;
  });
  return out += jpeg.substr(rest, end_of_picture(jpeg, rest) - rest);
}

}  // namespace taqrir::input
