// What files say of themselves. Whether it is so is asked of veraPDF: tests/archive.
#include "render/pdf/claims.hpp"

#include <gmock/gmock.h>

#include <qpdf/Buffer.hh>

#include "base/pdf_marks.hpp"
#include "render/pdf/colour_profile.hpp"
#include "unit/render/draft.hpp"
#include "unit/render/reading.hpp"

namespace taqrir::pdf::test {
namespace {

using layout::Tag;
using testing::HasSubstr;
using testing::Not;

Draft titled() {
  Draft draft;
  draft.line({0, draft.node(Tag::p), 60, 90, "Texte", draft.font(kLatin)});
  return draft;
}

// The code that shows the text's first letter.
layout::FontUse::Code& first_code(Draft& draft) {
  return draft.pages.fonts[0].codes.at(draft.pages.pages[0].glyphs.at(0).code);
}

TEST(Claims, BothAreMadeInTheMetadata) {
  const auto bytes = rendered(titled().pages);
  EXPECT_THAT(bytes, HasSubstr(kAccessibilityClaim));
  EXPECT_THAT(bytes, HasSubstr(kArchivalClaim));
}

TEST(Claims, NeitherWithoutTitleOrLanguage) {
  for (const auto member : {&layout::Metadata::title, &layout::Metadata::language}) {
    Draft draft = titled();
    (draft.pages.metadata.*member).clear();
    const auto bytes = rendered(draft.pages);
    EXPECT_THAT(bytes, Not(HasSubstr(kAccessibilityClaim)));
    EXPECT_THAT(bytes, Not(HasSubstr(kArchivalClaim)));
  }
}

TEST(Claims, NeitherWhenACharacterHasNoGlyph) {
  Draft draft = titled();
  first_code(draft).glyph = 0;
  EXPECT_FALSE(claims(draft.pages).accessible);
  EXPECT_FALSE(claims(draft.pages).archival);
}

TEST(Claims, ACodeThatIsNotShownDoesNoHarm) {
  Draft draft = titled();
  draft.pages.fonts[0].codes.push_back({0, "-", 0});
  EXPECT_TRUE(claims(draft.pages).accessible);
  EXPECT_TRUE(claims(draft.pages).archival);
}

TEST(Claims, CharactersOfPrivateUseAreNotArchival) {
  Draft draft = titled();
  first_code(draft).text = "\uF001";
  EXPECT_TRUE(claims(draft.pages).accessible);
  EXPECT_FALSE(claims(draft.pages).archival);
}

TEST(Claims, AFigureWithoutADescriptionIsNotAccessible) {
  Draft draft = titled();
  const auto figure = draft.node(Tag::figure);
  EXPECT_FALSE(claims(draft.pages).accessible);
  EXPECT_TRUE(claims(draft.pages).archival);
  draft.at(figure).alternative = "La salle";
  EXPECT_TRUE(claims(draft.pages).accessible);
}

TEST(Claims, TheProfileIsAnIccProfileOfAFixedDate) {
  const std::string& profile = srgb_profile();
  ASSERT_GT(profile.size(), 128u);
  EXPECT_LT(profile.size(), 1000u);
  EXPECT_EQ(profile.substr(8, 2), (std::string{4, 0x20})) << "version 4.2";
  EXPECT_EQ(profile.substr(12, 12), "mntrRGB XYZ ");
  EXPECT_EQ(profile.substr(24, 12), std::string("\x07\xCF\0\x0A\0\x01\0\0\0\0\0\0", 12));
  EXPECT_EQ(profile.substr(36, 4), "acsp");
}

TEST(Claims, TheCatalogNamesTheProfile) {
  const auto pdf = read(rendered(titled().pages));
  auto intent = pdf->getRoot().getKey("/OutputIntents").getArrayItem(0);
  EXPECT_EQ(intent.getKey("/S").getName(), "/GTS_PDFA1");
  EXPECT_EQ(intent.getKey("/OutputConditionIdentifier").getUTF8Value(), "sRGB IEC61966-2.1");
  const auto data = intent.getKey("/DestOutputProfile").getStreamData();
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize()), srgb_profile());
}

}  // namespace
}  // namespace taqrir::pdf::test
