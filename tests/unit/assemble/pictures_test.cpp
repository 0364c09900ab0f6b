#include "assemble/pictures.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <qpdf/QPDF.hh>

namespace taqrir::assemble {
namespace {

/// 3 bytes a pixel, many colours.
std::string photograph(int width, int height) {
  std::string out;
  std::uint32_t state = 1;
  for (int i = 0; i < width * height * 3; ++i)
    state = state * 1664525u + 1013904223u, out += static_cast<char>(state >> 24);
  return out;
}

std::string two_colours(int width, int height) {
  std::string out;
  for (int i = 0; i < width * height; ++i) out += i % 7 == 0 ? std::string(3, '\0') : std::string(3, '\xff');
  return out;
}

std::string object(int number, const std::string& body) {
  return std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
}

std::string stream(const std::string& entries, const std::string& data) {
  return "<<" + entries + "/Length " + std::to_string(data.size()) + ">>stream\n" + data + "\nendstream";
}

/// A page of 72 by 72 points. QPDF finds its objects without a cross-reference table.
Bytes pdf(const std::string& contents, const std::string& image, const std::string& form = "<<>>") {
  return Bytes("%PDF-1.5\n" + object(1, "<</Type/Catalog/Pages 2 0 R>>") +
               object(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>") +
               object(3,
                      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Resources<</XObject<</Im 5 0 R/Fm 6 0 "
                      "R>>>>/Contents 4 0 R>>") +
               object(4, stream("", contents)) + object(5, image) + object(6, form) +
               "trailer<</Root 1 0 R/Size 7>>\n%%EOF\n");
}

std::string image(const std::string& data, int side,
                  const std::string& more = "/ColorSpace/DeviceRGB/BitsPerComponent 8") {
  const auto pixels = std::to_string(side);
  return stream("/Type/XObject/Subtype/Image/Width " + pixels + "/Height " + pixels + more, data);
}

std::vector<DensePicture> dense(const Bytes& file, int dpi) {
  const auto found = dense_pictures(file, "scan.pdf", dpi);
  EXPECT_TRUE(found) << (found ? "" : found.error().front().message.text());
  return found.value_or(std::vector<DensePicture>{});
}

TEST(DensePictures, AreMeasuredWhereTheyStand) {
  const auto whole_page = pdf("q 72 0 0 72 0 0 cm /Im Do Q", image(photograph(300, 300), 300));
  const auto found = dense(whole_page, 110);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].object, 5);
  EXPECT_EQ(found[0].width, 110);
  EXPECT_EQ(found[0].height, 110);
  EXPECT_EQ(found[0].format, "ppm");
  EXPECT_EQ(found[0].data.view().substr(0, 15), "P6\n300 300\n255\n");
  EXPECT_EQ(found[0].stored, 270000u);
  EXPECT_TRUE(dense(whole_page, 280).empty()) << "hardly denser is not worth it";
}

TEST(DensePictures, TheLargestPlaceCountsAndFormsHaveMatrices) {
  const std::string small_and_large = "q 10 0 0 10 0 0 cm /Im Do Q q 0 36 -36 0 36 0 cm /Im Do Q";
  const auto found = dense(pdf(small_and_large, image(photograph(300, 300), 300)), 110);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].width, 55) << "36 points, turned by a right angle";
  const auto form = stream(
      "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Matrix[2 0 0 2 0 0]/Resources<</XObject<</Im 5 0 R>>>>",
      "/Im Do");
  const auto within = dense(pdf("q 18 0 0 18 0 0 cm /Fm Do Q", image(photograph(300, 300), 300), form), 110);
  ASSERT_EQ(within.size(), 1u);
  EXPECT_EQ(within[0].width, 55);
}

TEST(DensePictures, LineArtAndWhatStandsNowhereIsLeftAlone) {
  const std::string page = "q 72 0 0 72 0 0 cm /Im Do Q";
  EXPECT_TRUE(dense(pdf(page, image(two_colours(300, 300), 300)), 110).empty());
  EXPECT_TRUE(
      dense(pdf(page, image(std::string(11400, '\x5a'), 300, "/ColorSpace/DeviceGray/BitsPerComponent 1")),
            110)
          .empty());
  EXPECT_TRUE(
      dense(pdf(page, image(photograph(300, 400), 300, "/ColorSpace/DeviceCMYK/BitsPerComponent 8")), 110)
          .empty());
  EXPECT_TRUE(
      dense(pdf(page, image(photograph(300, 100), 300, "/ImageMask true/BitsPerComponent 1")), 110).empty());
  EXPECT_TRUE(dense(pdf("0 0 m", image(photograph(300, 300), 300)), 110).empty());
}

TEST(DensePictures, GetSmallerOnesInTheirPlaces) {
  const auto file = pdf("q 72 0 0 72 0 0 cm /Im Do Q", image(photograph(300, 300), 300));
  const std::vector<SmallerPicture> smaller{{5, 110, 110, Bytes(std::string("jpeg bytes"))}};
  const auto made = with_pictures(file, "scan.pdf", smaller);
  ASSERT_TRUE(made);
  EXPECT_EQ(*made, *with_pictures(file, "scan.pdf", smaller));
  QPDF read;
  read.processMemoryFile("made", made->data(), made->size());
  auto page = read.getAllPages()[0];
  auto picture = page.getKey("/Resources").getKey("/XObject").getKey("/Im");
  EXPECT_EQ(picture.getDict().getKey("/Width").getIntValue(), 110);
  EXPECT_EQ(picture.getDict().getKey("/Filter").getName(), "/DCTDecode");
  EXPECT_EQ(picture.getDict().getKey("/ColorSpace").getName(), "/DeviceRGB");
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(picture.getRawStreamData()->getBuffer()), 10),
            "jpeg bytes");
}

TEST(DensePictures, TheSameByAChild) {
  const auto file = pdf("q 72 0 0 72 0 0 cm /Im Do Q", image(photograph(300, 300), 300));
  std::string request, answer;
  put_dense_request([&](std::string_view bytes) { request += bytes; }, file, "scan.pdf", 110);
  RecordReader reader(request);
  ASSERT_TRUE(answer_pictures(*reader.next(), [&](std::string_view bytes) { answer += bytes; }));
  const auto told = dense_answer(answer, "scan.pdf");
  ASSERT_TRUE(told);
  ASSERT_EQ(told->size(), 1u);
  EXPECT_EQ(told->front().data.view(), dense(file, 110).front().data.view());
  EXPECT_EQ(told->front().stored, 270000u);
  const auto broken = dense_answer(std::string_view(answer).substr(0, answer.size() / 2), "scan.pdf");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().front().message.text(), "reading this PDF broke off");
}

TEST(DensePictures, WhatIsNoPdfIsAnErrorByName) {
  const auto found = dense_pictures(Bytes(std::string("hello")), "scan.pdf", 110);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().front().span.file->path(), "scan.pdf");
}

}  // namespace
}  // namespace taqrir::assemble
