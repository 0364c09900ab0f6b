// Fonts as they stand in the file.
#include <gmock/gmock.h>
#include <hb.h>

#include <qpdf/Buffer.hh>

#include "render/pdf/pdf.hpp"
#include "unit/render/draft.hpp"
#include "unit/render/reading.hpp"

namespace taqrir::pdf::test {
namespace {

using layout::Tag;
using testing::HasSubstr;

QPDFObjectHandle font_of(QPDF& pdf) {
  return page(pdf, 0).getKey("/Resources").getKey("/Font").getKey("/F0");
}

std::string stream(QPDFObjectHandle object) {
  const auto data = object.getStreamData();
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

Draft one_line(const char* path, const std::string& text, bool rtl = false) {
  Draft draft;
  draft.line({0, draft.node(Tag::p), rtl ? 535.0 : 60.0, 90, text, draft.font(path), 12, rtl});
  return draft;
}

TEST(Font, IsEmbeddedAsASubsetWithUnicode) {
  const auto list = run({"pdffonts", "@"}, rendered(one_line(kLatin, "Été").pages)).out;
  EXPECT_THAT(list,
              testing::ContainsRegex(
                  "[A-Z][A-Z][A-Z][A-Z][A-Z][A-Z].NotoSans-Regular +CID TrueType +Identity-H +yes yes yes"));
}

TEST(Font, SubsetIsSmallAndHoldsOnlyWhatPdfNeeds) {
  const std::string bytes = rendered(one_line(kLatin, "Été").pages);
  const auto pdf = read(bytes);
  auto descriptor = font_of(*pdf).getKey("/DescendantFonts").getArrayItem(0).getKey("/FontDescriptor");
  const std::string program = stream(descriptor.getKey("/FontFile2"));
  EXPECT_LT(program.size(), 3000u);
  EXPECT_EQ(descriptor.getKey("/FontFile2").getDict().getKey("/Length1").getIntValue(),
            static_cast<long long>(program.size()));
  for (const char* table : {"glyf", "loca", "hmtx", "head", "hhea", "maxp"})
    EXPECT_THAT(program.substr(0, 300), HasSubstr(table));
  for (const char* table : {"GSUB", "GPOS", "cmap", "fpgm"})
    EXPECT_THAT(program.substr(0, 300), Not(HasSubstr(table)));
  for (const char* key :
       {"/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV"})
    EXPECT_TRUE(descriptor.hasKey(key)) << key;
}

// One glyph with two texts has two codes; both map to the glyph, each to its own text.
TEST(Font, CodesAreNotGlyphs) {
  Draft draft = one_line(kLatin, "-");
  auto& codes = draft.pages.fonts[0].codes;
  codes.push_back({codes[1].glyph, "\u2010", codes[1].advance});
  draft.page(0).glyphs.push_back({2, 5});
  std::get<layout::TextRun>(draft.page(0).items[0].content).count = 2;
  const std::string bytes = rendered(draft.pages);
  const auto pdf = read(bytes);
  const std::string map = stream(font_of(*pdf).getKey("/ToUnicode"));
  EXPECT_THAT(map, HasSubstr("2 beginbfchar\n<0001><002D>\n<0002><2010>\nendbfchar"));
  const std::string glyphs =
      stream(font_of(*pdf).getKey("/DescendantFonts").getArrayItem(0).getKey("/CIDToGIDMap"));
  EXPECT_EQ(glyphs, std::string("\0\0\0\1\0\1", 6));
}

TEST(Font, WidthsInTheFileAreThoseOfTheProgram) {
  const std::string bytes = rendered(one_line(kAmiri, "كبيرًا وُهبوا للكرامة", true).pages);
  const auto pdf = read(bytes);
  auto descendant = font_of(*pdf).getKey("/DescendantFonts").getArrayItem(0);
  const std::string program = stream(descendant.getKey("/FontDescriptor").getKey("/FontFile2"));
  const std::string map = stream(descendant.getKey("/CIDToGIDMap"));
  hb_blob_t* blob = hb_blob_create(program.data(), static_cast<unsigned>(program.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  hb_face_t* face = hb_face_create(blob, 0);
  hb_font_t* font = hb_font_create(face);
  auto widths = descendant.getKey("/W").getArrayItem(1);
  ASSERT_EQ(widths.getArrayNItems(), static_cast<int>(map.size() / 2));
  for (int code = 0; code < widths.getArrayNItems(); ++code) {
    const auto high = static_cast<unsigned char>(map[2 * code]),
               low = static_cast<unsigned char>(map[2 * code + 1]);
    const double own = hb_font_get_glyph_h_advance(font, static_cast<hb_codepoint_t>(high << 8 | low)) *
                       1000.0 / hb_face_get_upem(face);
    if (code > 0) EXPECT_NEAR(widths.getArrayItem(code).getNumericValue(), own, 0.5) << "code " << code;
  }
  hb_font_destroy(font);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
}

// A glyph's part of the glyf table is empty or holds at least its header.
TEST(Font, GlyphsOfOurOwnAreWellFormed) {
  const auto pdf = read(rendered(one_line(kNaskh, "الإعلان لله عقلاً وُهبوا مكّنه", true).pages));
  auto descendant = font_of(*pdf).getKey("/DescendantFonts").getArrayItem(0);
  const std::string program = stream(descendant.getKey("/FontDescriptor").getKey("/FontFile2"));
  hb_blob_t* blob = hb_blob_create(program.data(), static_cast<unsigned>(program.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  hb_face_t* face = hb_face_create(blob, 0);
  hb_blob_t* loca = hb_face_reference_table(face, HB_TAG('l', 'o', 'c', 'a'));
  unsigned length = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(hb_blob_get_data(loca, &length));
  const auto offset = [&](unsigned i) {
    return static_cast<unsigned>(bytes[4 * i]) << 24 | bytes[4 * i + 1] << 16 | bytes[4 * i + 2] << 8 |
           bytes[4 * i + 3];
  };
  ASSERT_EQ(length, 4 * (hb_face_get_glyph_count(face) + 1));
  int blanks = 0;
  for (unsigned i = 0; i < hb_face_get_glyph_count(face); ++i) {
    const unsigned size = offset(i + 1) - offset(i);
    EXPECT_TRUE(size == 0 || size >= 10) << "glyph " << i << " has " << size << " bytes";
    blanks += size == 0;
  }
  EXPECT_GE(blanks, 3) << "the space, and two letters of the ligature";
  hb_blob_destroy(loca);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
}

TEST(Font, CffIsEmbeddedWithAnEncodingOfItsOwn) {
  const std::string text = "Efficacité, fin du récit";
  const std::string bytes = rendered(one_line(kCff, text).pages);
  EXPECT_THAT(run({"pdffonts", "@"}, bytes).out, testing::ContainsRegex("CID Type 0C +.*yes yes yes"));
  EXPECT_THAT(run({"pdftotext", "@", "-"}, bytes).out, HasSubstr(text));
  EXPECT_EQ(run({"qpdf", "--check", "@"}, bytes).status, 0);
}

TEST(Font, AnUnusedFontIsLeftOut) {
  Draft draft = one_line(kLatin, "a");
  draft.font(kAmiri);
  EXPECT_EQ(times(rendered(draft.pages), "/FontDescriptor"), 2) << "one object and one reference";
}

TEST(Font, WhatIsNoFontIsReportedByName) {
  Draft draft = one_line(kLatin, "a");
  draft.pages.fonts[0].file = Bytes(std::string("no font at all"));
  draft.pages.fonts[0].path = "fonts/broken.ttf";
  draft.pages.fonts[0].family = "Broken";
  const auto pdf = render(draft.pages);
  ASSERT_FALSE(pdf);
  EXPECT_EQ(taqrir::render(pdf.error()[0]),
            "fonts/broken.ttf: error: this font cannot be embedded: its file cannot be read as a font\n"
            "  hint: install the font “Broken” again, or name another one in the theme\n");
  EXPECT_EQ(exit_status(pdf.error()), 3);
}

}  // namespace
}  // namespace taqrir::pdf::test
