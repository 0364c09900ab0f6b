#include "input/picture.hpp"

#include <cmath>
#include <cstdint>

#include "input/limits.hpp"

namespace taqrir::input {

namespace {

// Big-endian reads that never leave the bytes: beyond the end everything is 0 (callers check sizes).
struct Reader {
  std::string_view bytes;

  std::uint32_t at(std::size_t i) const {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
  }
  std::uint32_t two(std::size_t i) const { return at(i) << 8 | at(i + 1); }
  std::uint32_t four(std::size_t i) const { return two(i) << 16 | two(i + 2); }
  bool says(std::size_t i, std::string_view text) const {
    return i <= bytes.size() && bytes.substr(i, text.size()) == text;
  }
};

Diagnostic about(const std::string& shown, std::string pattern, std::string hint) {
  return hinted(error(whole_file(shown), std::move(pattern)), std::move(hint));
}

Diagnostic truncated(const std::string& shown) {
  return about(shown, "the picture is cut off: its header is not whole", "copy or export the file again");
}

Diagnostic without_end(const std::string& shown) {
  return about(shown, "the picture is cut off: its end is missing", "copy or export the file again");
}

// ---------------------------------------------------------------- PNG (ISO/IEC 15948)

// pHYs comes before the picture's data; pixels per metre.
double png_resolution(const Reader& file) {
  for (std::size_t at = 8; at + 12 <= file.bytes.size();) {
    const std::size_t length = file.four(at);
    if (file.says(at + 4, "IDAT") || length > file.bytes.size()) break;
    if (file.says(at + 4, "pHYs") && length == 9 && file.at(at + 16) == 1) return file.four(at + 8) * 0.0254;
    at += 12 + length;
  }
  return 0;
}

// Chunk after chunk up to IEND; what follows it is no concern of ours.
bool png_has_end(const Reader& file) {
  std::size_t at = 8;
  while (at + 12 <= file.bytes.size()) {
    if (file.says(at + 4, "IEND")) return true;
    at += 12 + std::size_t{file.four(at)};
  }
  return false;
}

Result<PictureInfo> probe_png(const Reader& file, const std::string& shown) {
  if (file.bytes.size() < 33) return fail(truncated(shown));
  if (!file.says(12, "IHDR"))
    return fail(about(shown, "the PNG file is damaged: it has no header", "export the file again"));
  if (!png_has_end(file)) return fail(without_end(shown));
  PictureInfo out;
  out.format = PictureInfo::Format::png;
  out.width = static_cast<int>(std::min<std::uint32_t>(file.four(16), 0x7FFFFFFF));
  out.height = static_cast<int>(std::min<std::uint32_t>(file.four(20), 0x7FFFFFFF));
  out.dots_per_inch = png_resolution(file);
  return out;
}

// ---------------------------------------------------------------- JPEG (ITU-T T.81), JFIF resolution

bool is_frame(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

double jfif_resolution(const Reader& file, std::size_t at) {
  if (!file.says(at + 4, std::string_view("JFIF\0", 5))) return 0;
  const double density = file.two(at + 12);
  return file.at(at + 11) == 1 ? density : file.at(at + 11) == 2 ? density * 2.54 : 0;
}

// The end-of-image marker, behind the picture's frame: a preview within the header has its own.
bool jpeg_has_end(const Reader& file, std::size_t frame) {
  const auto end = file.bytes.rfind("\xFF\xD9");
  return end != std::string_view::npos && end > frame;
}

Result<PictureInfo> probe_jpeg(const Reader& file, const std::string& shown) {
  PictureInfo out;
  out.format = PictureInfo::Format::jpeg;
  for (std::size_t at = 2; at + 4 <= file.bytes.size();) {
    if (file.at(at) != 0xFF)
      return fail(about(shown, "the JPEG file is damaged in its header", "export the file again"));
    const auto marker = file.at(at + 1);
    if (marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {  // fill bytes, no content
      at += marker == 0xFF ? 1 : 2;
      continue;
    }
    if (marker == 0xD9 || marker == 0xDA) break;
    if (marker == 0xE0) out.dots_per_inch = jfif_resolution(file, at);
    if (is_frame(marker) && at + 9 <= file.bytes.size()) {
      out.height = static_cast<int>(file.two(at + 5));
      out.width = static_cast<int>(file.two(at + 7));
      if (!jpeg_has_end(file, at)) return fail(without_end(shown));
      return out;
    }
    at += 2 + std::max<std::size_t>(file.two(at + 2), 2);
  }
  return fail(truncated(shown));
}

// ---------------------------------------------------------------- other formats, told by name

const char* name_of_format(const Reader& file) {
  if (file.says(0, "GIF8")) return "GIF";
  if (file.says(0, "RIFF") && file.says(8, "WEBP")) return "WebP";
  if (file.says(0, "BM")) return "BMP";
  if (file.says(0, std::string_view("II*\0", 4)) || file.says(0, std::string_view("MM\0*", 4))) return "TIFF";
  if (file.says(4, "ftyp")) return "HEIC or AVIF";
  if (file.says(0, "%PDF")) return "PDF";
  const bool markup = file.says(0, "<svg") || file.says(0, "<?xml") || file.says(0, "<!DOCTYPE svg");
  return markup ? "SVG" : nullptr;
}

Result<PictureInfo> checked(Result<PictureInfo> info, const std::string& shown) {
  if (!info) return info;
  if (info->width == 0 || info->height == 0)
    return fail(about(shown, "the picture has no size: its header says 0", "export the file again"));
  if (info->width > kLargestSide || info->height > kLargestSide)
    return fail(hinted(error(whole_file(shown), "the picture is too large: {} × {} pixels",
                             {std::to_string(info->width), std::to_string(info->height)}),
                       "reduce it to at most {} pixels a side", {std::to_string(kLargestSide)}));
  return info;
}

}  // namespace

Result<PictureInfo> probe_picture(const Bytes& bytes, const std::string& shown) {
  const Reader file{bytes.view()};
  if (file.bytes.empty())
    return fail(about(shown, "the picture file is empty", "copy or export the file again"));
  if (file.says(0, "\x89PNG\r\n\x1A\n")) return checked(probe_png(file, shown), shown);
  if (file.says(0, "\xFF\xD8\xFF")) return checked(probe_jpeg(file, shown), shown);
  if (const char* name = name_of_format(file))
    return fail(hinted(error(whole_file(shown), "a {} file is no picture that can be set", {name}),
                       "export it as PNG or JPEG"));
  return fail(about(shown, "this is no picture: neither PNG nor JPEG", "export it as PNG or JPEG"));
}

}  // namespace taqrir::input
