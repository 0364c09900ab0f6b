// PNG taken as it is: only when nothing about it is in doubt.
#include "render/pdf/png_stream.hpp"

#include <gmock/gmock.h>
#include <png.h>

#include <vector>

namespace taqrir::pdf {
namespace {

/// A 16 × 8 picture, its samples counting up.
std::string png(png_uint_32 format) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION, image.width = 16, image.height = 8, image.format = format;
  std::vector<unsigned char> samples(PNG_IMAGE_SIZE(image));
  for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<unsigned char>(i);
  png_alloc_size_t size = 0;
  png_image_write_to_memory(&image, nullptr, &size, 0, samples.data(), 0, nullptr);
  std::string out(size, '\0');
  png_image_write_to_memory(&image, out.data(), &size, 0, samples.data(), 0, nullptr);
  return out;
}

TEST(PngStream, OpaqueColoursAndGreysAreTaken) {
  const auto colours = png_stream(png(PNG_FORMAT_RGB));
  ASSERT_TRUE(colours);
  EXPECT_EQ(colours->width, 16);
  EXPECT_EQ(colours->height, 8);
  EXPECT_EQ(colours->bits, 8);
  EXPECT_TRUE(colours->color);
  EXPECT_TRUE(colours->palette.empty());
  const auto greys = png_stream(png(PNG_FORMAT_GRAY));
  ASSERT_TRUE(greys);
  EXPECT_FALSE(greys->color);
}

TEST(PngStream, WhatIsTransparentIsNot) {
  EXPECT_FALSE(png_stream(png(PNG_FORMAT_RGBA)));
  EXPECT_FALSE(png_stream(png(PNG_FORMAT_GA)));
}

TEST(PngStream, NoByteOfItMayBeWrong) {
  const auto good = png(PNG_FORMAT_RGB);
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x10);
    EXPECT_FALSE(png_stream(bad)) << "byte " << i;
  }
}

TEST(PngStream, NoneMayBeMissing) {
  const auto good = png(PNG_FORMAT_RGB);
  for (std::size_t length = 0; length < good.size(); ++length)
    EXPECT_FALSE(png_stream(std::string_view(good).substr(0, length))) << length << " bytes";
}

}  // namespace
}  // namespace taqrir::pdf
