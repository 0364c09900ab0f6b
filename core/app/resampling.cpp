#include "app/resampling.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "app/piece_worker.hpp"
#include "app/pool.hpp"
#include "base/hash.hpp"
#include "input/picture.hpp"

namespace taqrir::app {

namespace {

constexpr double kWorthwhile = 0.87;  // of the sides: a picture that is hardly too fine stays
constexpr double kSmaller = 0.9;      // of the bytes
constexpr double kPointsPerInch = 72;

struct Extent {
  double width = 0, height = 0;  // points
};

/// How large each picture stands at its largest.
std::map<layout::ImageId, Extent> extents(const layout::Pages& pages) {
  std::map<layout::ImageId, Extent> out;
  for (const auto& page : pages.pages)
    for (const auto& item : page.items)
      if (const auto* placed = std::get_if<layout::PlacedImage>(&item.content)) {
        auto& extent = out[placed->image];
        extent.width = std::max(extent.width, placed->width),
        extent.height = std::max(extent.height, placed->height);
      }
  return out;
}

/// Of a PNG's header (ISO/IEC 15948, 11.2.2).
struct PngKind {
  bool drawn = false;  // 1, 2, 4 bits or a palette: line art
  bool transparent = false;
};

PngKind kind_of_png(std::string_view bytes) {
  if (bytes.size() < 26) return {true, false};
  const int bits = bytes[24], colour = bytes[25];
  const auto body = bytes.substr(0, std::min<std::size_t>(bytes.size(), 4096));
  return {bits < 8 || colour == 3, colour == 4 || colour == 6 || body.find("tRNS") != body.npos};
}

}  // namespace

void Resampling::note(const std::string& name) {
  const std::lock_guard lock(mutex_);
  resampled_.insert(name);
}

std::set<std::string> Resampling::resampled() const {
  const std::lock_guard lock(mutex_);
  return resampled_;
}

// ---------------------------------------------------------------- our own pages

void Resampling::thin(layout::Pages& pages) {
  const auto sizes = extents(pages);
  run_parallel(pages.images.size(), thread_count(threads_, pages.images.size()), [&](std::size_t i) {
    const auto size = sizes.find(static_cast<layout::ImageId>(i));
    if (size != sizes.end() && thin(pages.images[i], size->second.width, size->second.height))
      note(pages.images[i].name);
  });
}

bool Resampling::thin(layout::ImageAsset& image, double width, double height) {
  const double share = std::max(width / kPointsPerInch * fineness_.dpi / std::max(image.width, 1),
                                height / kPointsPerInch * fineness_.dpi / std::max(image.height, 1));
  if (!(share > 0) || share > kWorthwhile) return false;
  const bool png = image.format == layout::ImageAsset::Format::png;
  const auto kind = png ? kind_of_png(image.bytes.view()) : PngKind{};
  if (kind.drawn) return false;
  Conversions::PictureWish wish{std::max(1, static_cast<int>(std::lround(image.width * share))),
                                std::max(1, static_cast<int>(std::lround(image.height * share))),
                                fineness_.quality, png, kind.transparent};
  const auto made = conversions_.scaled(image.bytes, png ? "png" : "jpg", wish, image.name);
  if (!made || static_cast<double>(made->size()) > kSmaller * static_cast<double>(image.bytes.size()))
    return false;
  const auto info = input::probe_picture(*made, image.name);
  if (!info) return false;
  image.format = info->format == input::PictureInfo::Format::jpeg ? layout::ImageAsset::Format::jpeg
                                                                  : layout::ImageAsset::Format::png;
  image.bytes = *made, image.width = info->width, image.height = info->height;
  return true;
}

// ---------------------------------------------------------------- foreign PDFs

Bytes Resampling::thin(const Bytes& pdf, const std::string& shown) {
  const std::lock_guard lock(mutex_);
  if (const auto known = pdfs_.find(shown); known != pdfs_.end()) return known->second;
  const auto what =
      "pictures of a PDF at " + std::to_string(fineness_.dpi) + " dpi, Q" + std::to_string(fineness_.quality);
  const auto made = conversions_.remembered(what, pdf, [&] { return thinned(pdf, shown); });
  const bool smaller =
      made && static_cast<double>(made->size()) <= kSmaller * static_cast<double>(pdf.size());
  if (smaller) resampled_.insert(shown);
  return pdfs_.emplace(shown, smaller ? *made : pdf).first->second;
}

Result<std::string> Resampling::thinned(const Bytes& pdf, const std::string& shown) {
  PieceWorkers workers(world_, program_, 1);
  auto dense = workers.dense_pictures(pdf, shown, fineness_.dpi);
  if (!dense) return fail(std::move(dense.error()));
  std::vector<assemble::SmallerPicture> smaller(dense->size());
  run_parallel(dense->size(), thread_count(threads_, dense->size()), [&](std::size_t i) {
    const auto& one = (*dense)[i];
    const auto made =
        conversions_.scale(one.data, one.format, {one.width, one.height, fineness_.quality}, shown);
    const bool worth =
        made && static_cast<double>(made->size()) <= kSmaller * static_cast<double>(one.stored);
    if (worth) smaller[i] = {one.object, one.width, one.height, Bytes(*made)};
  });
  std::erase_if(smaller, [](const auto& one) { return one.jpeg.empty(); });
  if (smaller.empty()) return std::string(pdf.view());
  return workers.with_pictures(pdf, shown, smaller);
}

}  // namespace taqrir::app
