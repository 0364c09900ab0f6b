#include "input/picture.hpp"

#include <gtest/gtest.h>

#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::said;

std::string four(std::uint32_t n) {
  return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8),
          static_cast<char>(n)};
}
std::string two(std::uint32_t n) { return {static_cast<char>(n >> 8), static_cast<char>(n)}; }

std::string png(std::uint32_t width, std::uint32_t height) {
  const std::string header = four(width) + four(height) + std::string("\x08\x02\0\0\0", 5);
  const std::string resolution = four(11811) + four(11811) + "\x01";  // 300 dots an inch
  return "\x89PNG\r\n\x1A\n" + four(13) + "IHDR" + header + "crc." + four(9) + "pHYs" + resolution + "crc." +
         four(0) + "IDATcrc." + four(0) + "IENDcrc.";
}

std::string jpeg(std::uint32_t width, std::uint32_t height) {
  const std::string jfif =
      std::string("JFIF\0\x01\x02\x01", 8) + two(150) + two(150) + std::string("\0\0", 2);
  return "\xFF\xD8\xFF\xE0" + two(16) + jfif + "\xFF\xDB" + two(4) + "xx" + "\xFF\xFF\xC2" + two(11) +
         "\x08" + two(height) + two(width) + "\x01" + "\xFF\xDA" + two(2) + "data" + "\xFF\xD9";
}

Result<PictureInfo> probe(const std::string& bytes) { return probe_picture(Bytes(bytes), "a.png"); }

TEST(Picture, Png) {
  const auto info = probe(png(640, 480));
  ASSERT_TRUE(info) << said(info);
  EXPECT_EQ(info->format, PictureInfo::Format::png);
  EXPECT_EQ(info->width, 640);
  EXPECT_EQ(info->height, 480);
  EXPECT_NEAR(info->dots_per_inch, 300, 0.1);
}

TEST(Picture, Jpeg) {
  const auto info = probe(jpeg(1024, 768));
  ASSERT_TRUE(info) << said(info);
  EXPECT_EQ(info->format, PictureInfo::Format::jpeg);
  EXPECT_EQ(info->width, 1024);
  EXPECT_EQ(info->height, 768);
  EXPECT_EQ(info->dots_per_inch, 150);
}

TEST(Picture, EveryCutIsAnErrorAndNoneReadsBeyondTheEnd) {
  const auto whole_png = png(5, 5), whole_jpeg = jpeg(5, 5);
  for (std::size_t n = 0; n + 4 < whole_png.size(); ++n) EXPECT_FALSE(probe(whole_png.substr(0, n))) << n;
  for (std::size_t n = 0; n + 1 < whole_jpeg.size(); ++n) EXPECT_FALSE(probe(whole_jpeg.substr(0, n))) << n;
  EXPECT_EQ(said(probe(whole_png.substr(0, 20))),
            "a.png: error: the picture is cut off: its header is not whole\n  hint: copy or export the file "
            "again\n");
  for (const auto& cut :
       {whole_png.substr(0, whole_png.size() - 12), whole_jpeg.substr(0, whole_jpeg.size() - 2)})
    EXPECT_EQ(
        said(probe(cut)),
        "a.png: error: the picture is cut off: its end is missing\n  hint: copy or export the file again\n");
}

TEST(Picture, TooLargeOrWithoutSize) {
  EXPECT_EQ(said(probe(png(20001, 10))),
            "a.png: error: the picture is too large: 20001 × 10 pixels\n  hint: reduce it to at most 20000 "
            "pixels a side\n");
  EXPECT_TRUE(probe(png(20000, 20000)));
  EXPECT_FALSE(probe(png(0xFFFFFFFF, 10)));
  EXPECT_EQ(said(probe(jpeg(0, 10))),
            "a.png: error: the picture has no size: its header says 0\n  hint: export the file again\n");
}

TEST(Picture, OtherFilesAreNamed) {
  EXPECT_EQ(said(probe("")),
            "a.png: error: the picture file is empty\n  hint: copy or export the file again\n");
  EXPECT_EQ(said(probe("hello")),
            "a.png: error: this is no picture: neither PNG nor JPEG\n  hint: export it as PNG or JPEG\n");
  EXPECT_EQ(said(probe("<svg xmlns=")),
            "a.png: error: a SVG file is no picture that can be set\n  hint: export it as PNG or JPEG\n");
  EXPECT_NE(said(probe("RIFF....WEBPVP8 ")).find("a WebP file"), std::string::npos);
}

}  // namespace
}  // namespace taqrir::input
