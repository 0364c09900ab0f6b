// Cameras' data in JPEG files: found, obeyed, removed.
#include "input/picture_exif.hpp"

#include <gtest/gtest.h>

namespace taqrir::input {
namespace {

using namespace std::string_literals;

std::string segment(char marker, const std::string& content) {
  const auto length = content.size() + 2;
  return "\xFF"s + marker + static_cast<char>(length >> 8) + static_cast<char>(length & 0xFF) + content;
}

std::string exif(const std::string& tiff) { return segment('\xE1', "Exif\0\0"s + tiff); }

const std::string kBig = "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 34.02"s;
const std::string kLittle = "II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0"s;
const std::string kProfile = segment('\xE2', "ICC_PROFILE\0colours"s);
const std::string kData = segment('\xDA', "scan"s) + "\x12\xFF\0\xFF\xD0\x34"s;
const std::string kEnd = "\xFF\xD9"s;

std::string jpeg(const std::string& header) { return "\xFF\xD8"s + header + kData + kEnd; }

TEST(CameraData, SaysWhichSideIsUp) {
  EXPECT_EQ(jpeg_orientation(jpeg(exif(kBig))), 6);
  EXPECT_EQ(jpeg_orientation(jpeg(kProfile + exif(kLittle))), 8);
  EXPECT_EQ(jpeg_orientation(jpeg(kProfile)), 1);
  EXPECT_EQ(jpeg_orientation("no picture"), 1);
}

TEST(CameraData, DamagedItSaysNothing) {
  const auto whole = jpeg(exif(kBig));
  for (std::size_t n = 0; n < whole.size(); ++n) {
    const auto orientation = jpeg_orientation(whole.substr(0, n));
    EXPECT_TRUE(orientation == 1 || orientation == 6) << n;
  }
  EXPECT_EQ(jpeg_orientation(jpeg(exif("MM\0\x2A\xFF\xFF\xFF\xF0"s))), 1);
  EXPECT_EQ(jpeg_orientation(jpeg(exif("MM\0\x2A\0\0\0\x08\xFF\xFF"s))), 1);
}

TEST(CameraData, IsRemovedAndNothingElse) {
  const auto given = jpeg(segment('\xE0', "JFIF\0"s) + exif(kBig) + kProfile +
                          segment('\xE1', "http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>"s) +
                          segment('\xED', "Photoshop 3.0"s));
  EXPECT_TRUE(has_camera_data(given));
  const auto clean = without_camera_data(given);
  EXPECT_EQ(clean, jpeg(segment('\xE0', "JFIF\0"s) + kProfile));
  EXPECT_FALSE(has_camera_data(clean));
  EXPECT_EQ(without_camera_data(clean), clean);
}

TEST(CameraData, BehindThePictureGoesToo) {
  EXPECT_EQ(without_camera_data(jpeg(exif(kBig)) + jpeg(exif(kBig))), jpeg(""));
}

TEST(CameraData, OfAnotherFormatIsLeftAlone) { EXPECT_EQ(without_camera_data("\x89PNG GPS"), "\x89PNG GPS"); }

}  // namespace
}  // namespace taqrir::input
