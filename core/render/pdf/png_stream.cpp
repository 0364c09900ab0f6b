#include "render/pdf/png_stream.hpp"

#include <libdeflate.h>

#include <cstdint>
#include <memory>

namespace taqrir::pdf {

namespace {

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
constexpr std::uint64_t kMostBytes = 200'000'000;  // unpacked
constexpr std::uint32_t kGammaOfSrgb = 45455;
constexpr unsigned kLastFilter = 4;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

/// Chunks that say nothing about how the pixels look here.
bool harmless(std::string_view kind) {
  for (const auto* known : {"sRGB", "pHYs", "tEXt", "zTXt", "iTXt", "tIME", "eXIf"})
    if (kind == known) return true;
  return false;
}

class Chunks {
 public:
  std::optional<PngStream> read(std::string_view png) {
    if (!png.starts_with(kSignature)) return std::nullopt;
    png.remove_prefix(kSignature.size());
    while (!ended_) {
      if (png.size() < 12) return std::nullopt;
      const std::size_t length = number_at(png, 0);
      if (length > png.size() - 12) return std::nullopt;
      const auto summed = png.substr(4, length + 4);
      if (libdeflate_crc32(0, summed.data(), summed.size()) != number_at(png, length + 8))
        return std::nullopt;
      if (!take(summed.substr(0, 4), summed.substr(4))) return std::nullopt;
      png.remove_prefix(length + 12);
    }
    if (out_.width == 0 || indexed_ == out_.palette.empty() || !whole()) return std::nullopt;
    return std::move(out_);
  }

 private:
  bool take(std::string_view kind, std::string_view body) {
    if (out_.width == 0) return kind == "IHDR" && body.size() == 13 && header(body);
    if (kind == "IDAT") return out_.data += body, true;
    if (kind == "IEND") return ended_ = true;
    if (kind == "PLTE") return palette(body);
    if (kind == "gAMA") return body.size() == 4 && number_at(body, 0) == kGammaOfSrgb;
    return harmless(kind);
  }

  bool header(std::string_view body) {
    const auto width = number_at(body, 0), height = number_at(body, 4);
    const int kind = body[9];
    out_.bits = body[8], out_.color = kind == 2, indexed_ = kind == 3;
    if (width == 0 || height == 0 || width > 32767 || height > 32767) return false;
    out_.width = static_cast<int>(width), out_.height = static_cast<int>(height);
    const bool small = out_.bits == 1 || out_.bits == 2 || out_.bits == 4;
    const bool depth = out_.bits == 8 || (small && kind != 2);
    return (kind == 0 || kind == 2 || kind == 3) && depth && body[10] == 0 && body[11] == 0 && body[12] == 0;
  }

  bool palette(std::string_view body) {
    if (!indexed_) return true;  // a suggestion only
    out_.palette = body;
    return !body.empty() && body.size() % 3 == 0 && body.size() <= (std::size_t{3} << out_.bits);
  }

  /// Unpacks the data to see that it is what a reader will want.
  bool whole() const {
    const std::uint64_t row = (std::uint64_t(out_.width) * out_.bits * (out_.color ? 3 : 1) + 7) / 8 + 1;
    const std::uint64_t size = row * static_cast<std::uint64_t>(out_.height);
    if (size > kMostBytes) return false;
    const std::unique_ptr<char[]> rows(new char[size]);  // not filled with zeros
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> unpack(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (libdeflate_zlib_decompress(unpack.get(), out_.data.data(), out_.data.size(), rows.get(), size,
                                   nullptr) != LIBDEFLATE_SUCCESS)
      return false;
    for (std::uint64_t at = 0; at < size; at += row)
      if (static_cast<unsigned char>(rows[at]) > kLastFilter) return false;
    return true;
  }

  PngStream out_;
  bool indexed_ = false, ended_ = false;
};

}  // namespace

std::optional<PngStream> png_stream(std::string_view png) { return Chunks().read(png); }

}  // namespace taqrir::pdf
