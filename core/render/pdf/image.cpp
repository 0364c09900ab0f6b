#include "render/pdf/image.hpp"

#include <png.h>

#include "base/phases.hpp"
#include "render/pdf/deflate.hpp"
#include "render/pdf/png_stream.hpp"
#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

constexpr std::uint64_t kMostPixels = 100'000'000;

// libpng's state, freed on every way out.
struct Reader {
  png_image image{};
  Reader() { image.version = PNG_IMAGE_VERSION; }
  ~Reader() { png_image_free(&image); }
};

// At the place that names the picture when there is one, else at its file.
Diagnostic about(const layout::ImageAsset& asset, const std::string& pattern, std::vector<std::string> args) {
  if (!asset.span) return error(whole_file(asset.name), pattern, std::move(args));
  args.insert(args.begin(), asset.name);
  return error(asset.span, "“{}”: " + pattern, std::move(args));
}

Diagnostic broken(const layout::ImageAsset& asset, const char* reason) {
  return hinted(about(asset, "this PNG picture cannot be read: {}", {reason}),
                "open the picture in an image editor and save it again as PNG");
}

Diagnostic too_large(const layout::ImageAsset& asset, const png_image& image) {
  return hinted(about(asset, "this picture is too large: {} × {} pixels",
                      {std::to_string(image.width), std::to_string(image.height)}),
                "scale it down: 4,000 pixels a side fill a page");
}

// Splits samples with alpha; an alpha that is opaque everywhere is dropped.
void split(const std::string& interleaved, std::size_t components, Picture& to) {
  const std::size_t count = interleaved.size() / (components + 1);
  to.samples.resize(count * components);
  to.opacity.resize(count);
  bool opaque = true;
  for (std::size_t i = 0; i < count; ++i) {
    const char* pixel = interleaved.data() + i * (components + 1);
    std::copy(pixel, pixel + components, to.samples.data() + i * components);
    to.opacity[i] = pixel[components];
    opaque = opaque && to.opacity[i] == '\xFF';
  }
  if (opaque) to.opacity.clear();
}

std::string size_entries(const Picture& picture) {
  std::string out = "/Type/XObject/Subtype/Image/Width ";
  put_int(out, picture.width);
  out += "/Height ";
  put_int(out, picture.height);
  return out;
}

std::string mask_entries(const Picture& picture) {
  return size_entries(picture) + "/ColorSpace/DeviceGray/BitsPerComponent 8";
}

std::string entries(const Picture& picture) {
  auto out = size_entries(picture) + "/ColorSpace";
  if (picture.palette.empty()) {
    out += picture.color ? "/DeviceRGB" : "/DeviceGray";
  } else {
    out += "[/Indexed/DeviceRGB ";
    put_int(out, static_cast<int>(picture.palette.size() / 3) - 1);
    put_string(out, picture.palette);
    out += "]";
  }
  out += "/BitsPerComponent ";
  put_int(out, picture.bits);
  if (!picture.as_it_is) return out;
  out += "/DecodeParms<</Predictor 15/Columns ";
  put_int(out, picture.width);
  out += "/BitsPerComponent ";
  put_int(out, picture.bits);
  return out + (picture.color ? "/Colors 3>>" : ">>");
}

std::optional<Picture> taken_as_it_is(const layout::ImageAsset& asset) {
  auto png = png_stream(asset.bytes.view());
  if (!png) return std::nullopt;
  return Picture{png->width, png->height, png->bits, png->color, true, std::move(png->palette), std::move(png->data), {}};
}

}  // namespace

Result<Picture> decode_png(const layout::ImageAsset& asset, bool compress) {
  const PhaseScope scope(Phase::pictures);
  if (compress)
    if (auto picture = taken_as_it_is(asset)) return std::move(*picture);
  Reader reader;
  png_image& image = reader.image;
  if (!png_image_begin_read_from_memory(&image, asset.bytes.view().data(), asset.bytes.size()))
    return fail(broken(asset, image.message));
  if (std::uint64_t{image.width} * image.height > kMostPixels) return fail(too_large(asset, image));
  const bool color = (image.format & PNG_FORMAT_FLAG_COLOR) != 0;
  const bool alpha = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
  image.format = (color ? PNG_FORMAT_FLAG_COLOR : 0) | (alpha ? PNG_FORMAT_FLAG_ALPHA : 0);
  std::string samples(PNG_IMAGE_SIZE(image), '\0');
  if (!png_image_finish_read(&image, nullptr, samples.data(), 0, nullptr))
    return fail(broken(asset, image.message));
  Picture out;
  out.width = static_cast<int>(image.width), out.height = static_cast<int>(image.height), out.color = color;
  if (alpha) {
    split(samples, color ? 3 : 1, out);
  } else {
    out.samples = std::move(samples);
  }
  if (compress) out.samples = deflated(out.samples);
  if (compress && !out.opacity.empty()) out.opacity = deflated(out.opacity);
  return out;
}

int store_png(ObjectFile& file, Picture picture, bool compress) {
  const int object = file.reserve();
  std::string own = entries(picture);
  if (!picture.opacity.empty()) {
    const int mask = file.reserve();
    file.set_stream(mask, mask_entries(picture), std::move(picture.opacity), compress);
    own += "/SMask ";
    put_reference(own, mask);
  }
  file.set_stream(object, std::move(own), std::move(picture.samples), compress);
  return object;
}

Result<int> store_jpeg(ObjectFile& file, const layout::ImageAsset& asset) {
  const int object = file.add_jpeg(asset.bytes.view());
  if (object > 0) return object;
  return fail(
      hinted(about(asset, "this JPEG picture is broken, or of a kind that PDF cannot hold", {}),
             "open the picture in an image editor and save it again as JPEG"));
}

}  // namespace taqrir::pdf
