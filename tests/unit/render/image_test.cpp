// Pictures: taken in once, transparent where they are, refused with a reason.
#include <gmock/gmock.h>
#include <png.h>

#include <qpdf/Buffer.hh>

#include "render/pdf/pdf.hpp"
#include "unit/render/draft.hpp"
#include "unit/render/reading.hpp"

namespace taqrir::pdf::test {
namespace {

using layout::ImageAsset;
using layout::Tag;

struct Kind {
  int color = PNG_COLOR_TYPE_RGB, depth = 8;
  bool interlaced = false;
};

// A 16 × 8 picture, its samples counting up.
std::string png(const Kind& kind) {
  std::string out;
  png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(writer);
  png_set_write_fn(
      writer, &out,
      [](png_structp w, png_bytep data, size_t size) {
        static_cast<std::string*>(png_get_io_ptr(w))->append(reinterpret_cast<char*>(data), size);
      },
      [](png_structp) {});
  png_set_IHDR(writer, info, 16, 8, kind.depth, kind.color,
               kind.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (kind.color == PNG_COLOR_TYPE_PALETTE) {
    const png_color colors[] = {{255, 0, 0}, {0, 255, 0}};
    const png_byte opacity[] = {0};
    png_set_PLTE(writer, info, colors, 2);
    png_set_tRNS(writer, info, opacity, 1, nullptr);
  }
  png_write_info(writer, info);
  const auto row_size = png_get_rowbytes(writer, info);
  std::vector<std::string> rows(8, std::string(row_size, '\0'));
  for (std::size_t y = 0; y < rows.size(); ++y)
    for (std::size_t x = 0; x < row_size; ++x)
      rows[y][x] = static_cast<char>(kind.color == PNG_COLOR_TYPE_PALETTE ? x % 2 : 16 * y + x);
  std::vector<png_bytep> pointers;
  for (auto& row : rows) pointers.push_back(reinterpret_cast<png_bytep>(row.data()));
  png_write_image(writer, pointers.data());
  png_write_end(writer, nullptr);
  png_destroy_write_struct(&writer, &info);
  return out;
}

// The smallest header that says: baseline JPEG, 3 components, 20 × 10; and no more than that.
std::string jpeg(int marker = 0xC0) {
  std::string out = "\xFF\xD8\xFF";
  out += static_cast<char>(marker);
  out += std::string("\x00\x11\x08\x00\x0A\x00\x14\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00", 17);
  return out + "\xFF\xD9";
}

Draft with(ImageAsset::Format format, std::string bytes) {
  Draft draft;
  draft.pages.images.push_back({format, Bytes(std::move(bytes)), 16, 8, "photos/essai.png"});
  const auto figure = draft.node(Tag::figure);
  draft.page(0).items.push_back({layout::PlacedImage{0, 100, 200, 160, 80}, figure});
  return draft;
}

QPDFObjectHandle image_of(QPDF& pdf, std::size_t index = 0) {
  return page(pdf, index).getKey("/Resources").getKey("/XObject").getKey("/I0");
}

TEST(Image, AnOpaquePngHasNoMask) {
  const std::string bytes = rendered(with(ImageAsset::Format::png, png({})).pages);
  const auto pdf = read(bytes);
  auto dict = image_of(*pdf).getDict();
  EXPECT_EQ(dict.getKey("/ColorSpace").getName(), "/DeviceRGB");
  EXPECT_EQ(dict.getKey("/Width").getIntValue(), 16);
  EXPECT_EQ(dict.getKey("/Height").getIntValue(), 8);
  EXPECT_FALSE(dict.hasKey("/SMask"));
  EXPECT_EQ(image_of(*pdf).getStreamData()->getSize(), 16u * 8 * 3);
  EXPECT_THAT(content(*pdf, 0), testing::HasSubstr("q 160 0 0 80 100 561.89 cm/I0 Do Q"));
  EXPECT_EQ(run({"qpdf", "--check", "@"}, bytes).status, 0);
}

TEST(Image, TransparencyBecomesASoftMask) {
  for (const Kind kind :
       {Kind{PNG_COLOR_TYPE_RGB_ALPHA}, Kind{PNG_COLOR_TYPE_GRAY_ALPHA}, Kind{PNG_COLOR_TYPE_PALETTE},
        Kind{PNG_COLOR_TYPE_RGB_ALPHA, 16}, Kind{PNG_COLOR_TYPE_RGB_ALPHA, 8, true}}) {
    const auto pdf = read(rendered(with(ImageAsset::Format::png, png(kind)).pages));
    auto mask = image_of(*pdf).getDict().getKey("/SMask");
    ASSERT_TRUE(mask.isStream()) << kind.color;
    EXPECT_EQ(mask.getDict().getKey("/ColorSpace").getName(), "/DeviceGray");
    EXPECT_EQ(mask.getStreamData()->getSize(), 16u * 8);
  }
}

TEST(Image, InterlacedAndPlainGiveTheSameSamples) {
  const auto samples = [](bool interlaced) {
    const auto pdf =
        read(rendered(with(ImageAsset::Format::png, png({PNG_COLOR_TYPE_RGB, 8, interlaced})).pages));
    const auto data = image_of(*pdf).getStreamData();
    return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  };
  EXPECT_EQ(samples(true), samples(false));
  EXPECT_EQ(samples(false)[4], 4);
}

TEST(Image, IsEmbeddedOnceHoweverOftenItIsShown) {
  Draft draft = with(ImageAsset::Format::png, png({}));
  draft.page(1);
  draft.page(1).items = draft.page(0).items;
  const std::string bytes = rendered(draft.pages);
  const auto pdf = read(bytes);
  EXPECT_EQ(image_of(*pdf, 0).getObjGen(), image_of(*pdf, 1).getObjGen());
  EXPECT_EQ(times(bytes, "/Subtype/Image"), 1);
}

TEST(Image, AJpegGoesInAsItIs) {
  const auto pdf = read(rendered(with(ImageAsset::Format::jpeg, jpeg()).pages));
  auto dict = image_of(*pdf).getDict();
  EXPECT_EQ(dict.getKey("/Width").getIntValue(), 20);
  EXPECT_EQ(dict.getKey("/Height").getIntValue(), 10);
  EXPECT_EQ(dict.getKey("/ColorSpace").getName(), "/DeviceRGB");
  const auto data = image_of(*pdf).getRawStreamData();
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize()), jpeg());
}

std::string refusal(ImageAsset::Format format, std::string bytes) {
  const auto pdf = render(with(format, std::move(bytes)).pages);
  if (pdf) return "taken";
  return taqrir::render(pdf.error()[0]);
}

TEST(Image, BrokenPngsAreRefusedNotFatal) {
  const std::string whole = png({});
  EXPECT_EQ(refusal(ImageAsset::Format::png, whole.substr(0, 60)),
            "photos/essai.png: error: this PNG picture cannot be read: read beyond end of data\n"
            "  hint: open the picture in an image editor and save it again as PNG\n");
  std::string damaged = whole;
  damaged[damaged.find("IDAT") + 8] ^= 0x55;
  EXPECT_THAT(refusal(ImageAsset::Format::png, damaged),
              testing::HasSubstr("this PNG picture cannot be read: "));
  EXPECT_THAT(refusal(ImageAsset::Format::png, ""), testing::HasSubstr("this PNG picture cannot be read: "));
}

TEST(Image, AnEnormousPngIsRefusedBeforeItIsDecoded) {
  std::string huge = png({});
  huge.replace(16, 8, std::string("\x00\x01\x00\x00\x00\x01\x00\x00", 8));
  huge.replace(29, 4, std::string("\x00\x00\x00\x00", 4));
  EXPECT_THAT(refusal(ImageAsset::Format::png, huge), testing::HasSubstr("error: this "));
}

TEST(Image, AJpegOfAnotherKindIsRefused) {
  EXPECT_EQ(refusal(ImageAsset::Format::jpeg, "\xFF\xD8 no picture"),
            "photos/essai.png: error: this JPEG picture is broken, or of a kind that PDF cannot hold\n"
            "  hint: open the picture in an image editor and save it again as JPEG\n");
}

}  // namespace
}  // namespace taqrir::pdf::test
