// Text: what the operators say, and what pdftotext reads back in three scripts.
#include <gmock/gmock.h>

#include <regex>
#include <sstream>

#include "render/pdf/pdf.hpp"
#include "render/pdf/typed_codes.hpp"
#include "unit/render/draft.hpp"
#include "unit/render/reading.hpp"

namespace taqrir::pdf::test {
namespace {

using layout::Tag;
using testing::HasSubstr;
using testing::Not;

// Words as pdftotext gives them, without the direction marks that it puts in itself.
std::vector<std::string> words(const std::string& pdf) {
  std::string text = run({"pdftotext", "-enc", "UTF-8", "@", "-"}, pdf).out;
  for (const char* mark : {"\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\f"})
    for (std::size_t at; (at = text.find(mark)) != std::string::npos;)
      text.erase(at, std::string(mark).size());
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

std::vector<std::string> split(const std::vector<std::string>& lines) {
  std::vector<std::string> out;
  for (const auto& line : lines) {
    std::istringstream in(line);
    for (std::string word; in >> word;) out.push_back(word);
  }
  return out;
}

// What goes in and does not come out, and the reverse.
void expect_read_back(const std::string& font, const std::vector<std::string>& lines, bool rtl) {
  Draft draft;
  const auto id = draft.font(font);
  double y = 90;
  for (const auto& line : lines)
    draft.line({0, draft.node(Tag::p), rtl ? 535.0 : 60.0, y += 24, line, id, 13, rtl});
  const auto in = split(lines), out = words(rendered(draft.pages));
  ASSERT_EQ(out.size(), in.size());
  for (std::size_t i = 0; i < in.size(); ++i) EXPECT_EQ(out[i], in[i]) << "word " << i;
}

const std::vector<std::string> kArabic = {
    "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.",
    "وقد وُهبوا عقلاً وضميرًا، وعليهم أن يعامل بعضهم بعضًا بروح الإخاء.",
    "لكل فرد حق في الحياة والحرية وفي الأمان على شخصه؛ لما كان المُلك كبيرًا، مكّنه الله.",
};

TEST(Text, FrenchIsReadBack) {
  const std::vector<std::string> lines = {"L’efficacité de l’œuvre : « affirmer », offre d’été à 12,5 %.",
                                          "VAVAT To AVEC Ty; Yves."};
  expect_read_back(kLatin, lines, false);
}

TEST(Text, TifinaghIsReadBack) {
  const std::vector<std::string> lines = {"ⴰⵍⵖⵓ ⴰⵎⴰⴹⵍⴰⵏ ⵏ ⵉⵣⵔⴼⴰⵏ ⵏ ⵓⴼⴳⴰⵏ"};
  expect_read_back(kTifinagh, lines, false);
}

TEST(Text, ArabicIsReadBackFromNaskh) { expect_read_back(kNaskh, kArabic, true); }
TEST(Text, ArabicIsReadBackFromAmiri) { expect_read_back(kAmiri, kArabic, true); }

// A number is a run of its own within the line.
TEST(Text, ANumberInAnArabicLineKeepsItsSpaces) {
  Draft draft;
  const auto naskh = draft.font(kNaskh);
  const auto p = draft.node(Tag::p);
  const double right = draft.line({0, p, 535, 90, "المادة ", naskh, 13, true});
  const double number = draft.line({0, p, 535 - right - 16, 90, "25", naskh, 13, false});
  draft.line({0, p, 535 - right - 16, 90, " من الإعلان", naskh, 13, true});
  EXPECT_LT(number, 17);
  EXPECT_EQ(words(rendered(draft.pages)), split({"المادة 25 من الإعلان"}));
}

TEST(Text, SignsAreShownWithoutRise) {
  Draft draft;
  draft.line({0, draft.node(Tag::p), 535, 90, "وُهبوا عقلاً مكّنه", draft.font(kNaskh), 13, true});
  const std::string operators = content(*read(rendered(draft.pages)), 0);
  EXPECT_THAT(operators, Not(HasSubstr(" Ts")));
  EXPECT_EQ(times(operators, "TJ"), 1);
}

TEST(Text, EveryCodeThatIsShownHasAText) {
  Draft draft;
  draft.line({0, draft.node(Tag::p), 535, 90, "للكرامة والمُلك كبيرًا", draft.font(kAmiri), 13, true});
  const TypedText text = type_text(draft.pages);
  for (const auto& glyph : text.glyphs(draft.pages, 0))
    if (glyph.code != kMerged) EXPECT_FALSE(text.fonts[0][glyph.code].text.empty());
}

// The pictures of both ways of drawing must not differ: offsets by glyphs of our own, and by layout's.
TEST(Text, ComposedGlyphsLookAsLayoutPlacedThem) {
  Draft draft;
  const auto amiri = draft.font(kAmiri);
  draft.line({0, draft.node(Tag::p), 535, 120, "بسم الله الرحمن كبيرًا وُهبوا للكرامة", amiri, 30, true});
  Draft plain = draft;
  const auto picture = [](const std::string& pdf) {
    return run({"pdftoppm", "-r", "40", "-gray", "@"}, pdf).out;
  };
  const std::string composed = picture(rendered(draft.pages));
  // The reference: each glyph a run of its own, put where layout's offsets put it.
  layout::Page apart = plain.page(0);
  const auto run = std::get<layout::TextRun>(apart.items[0].content);
  apart.items.clear();
  double x = run.x;
  for (std::uint32_t i = 0; i < run.count; ++i) {
    auto& glyph = apart.glyphs[run.first + i];
    layout::TextRun one = run;
    one.first = run.first + i, one.count = 1, one.x = x + glyph.dx, one.y = run.y - glyph.dy;
    x += glyph.advance;
    glyph.dx = glyph.dy = 0;
    apart.items.push_back({one, 1});
  }
  plain.pages.pages[0] = apart;
  const std::string reference = picture(rendered(plain.pages));
  ASSERT_EQ(composed.size(), reference.size());
  long difference = 0, ink = 0;
  for (std::size_t i = 0; i < composed.size(); ++i) {
    difference +=
        std::abs(static_cast<unsigned char>(composed[i]) - static_cast<unsigned char>(reference[i]));
    ink += 255 - static_cast<unsigned char>(reference[i]);
  }
  EXPECT_GT(ink, 10'000);
  EXPECT_LT(difference, ink / 20) << "of " << ink;
}

TEST(Text, FontColourAndSizeAreSetWhenTheyChange) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  const auto p = draft.node(Tag::p);
  draft.line({0, p, 60, 90, "un", latin, 11});
  draft.line({0, p, 60, 110, "deux", latin, 11});
  draft.line({0, p, 60, 130, "trois", latin, 11, false, {1, 0, 0}});
  const std::string operators = content(*read(rendered(draft.pages)), 0);
  EXPECT_EQ(times(operators, "Tf"), 1);
  EXPECT_EQ(times(operators, "BT"), 1);
  EXPECT_EQ(times(operators, "rg"), 1);
  EXPECT_EQ(times(operators, "BDC"), 1);
  EXPECT_THAT(operators, HasSubstr("0 -20 Td"));
}

TEST(Text, SpacesOfAJustifiedLineAreAdjusted) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  draft.line({0, draft.node(Tag::p), 60, 90, "a b c", latin, 10, false, {}, 0, 2});
  const std::string operators = content(*read(rendered(draft.pages)), 0);
  EXPECT_EQ(times(operators, ")-200("), 2) << operators;
}

TEST(Text, AWatermarkIsTurned) {
  Draft draft;
  const auto latin = draft.font(kLatin);
  draft.line({0, layout::kArtifact, 100, 700, "PROVISOIRE", latin, 60, false, {0.9, 0.9, 0.9}, 45});
  draft.line({0, layout::kArtifact, 100, 720, "droit", latin, 10});
  const std::string operators = content(*read(rendered(draft.pages)), 0);
  EXPECT_THAT(operators, HasSubstr(".707 .707 -.707 .707 100 141.89 Tm"));
  EXPECT_THAT(operators, HasSubstr("1 0 0 1 100 121.89 Tm"));
  EXPECT_THAT(operators, Not(HasSubstr(" gs")));
}

// A picture would hide a watermark behind it; one above it shows on light and on dark places.
TEST(Text, AWatermarkOverAPieceDarkensAndItsOutlineLightens) {
  Draft draft;
  draft.line({0, layout::kArtifact, 100, 700, "PROVISOIRE", draft.font(kLatin), 60, false, {0.9, 0.9, 0.9}, 45});
  draft.pages.pages[0].foreign = layout::ForeignSlot{"a.pdf", 0, "a", layout::kArtifact, "", ""};
  const auto pdf = read(rendered(draft.pages));
  const std::string operators = content(*pdf, 0);
  const auto multiply = operators.find("/B gs"), lines = operators.find("/L gs"), normal = operators.find("/N gs");
  EXPECT_TRUE(multiply < lines && lines < normal && normal != std::string::npos) << operators;
  EXPECT_THAT(operators.substr(lines), HasSubstr("1 Tr\n"));
  EXPECT_THAT(operators.substr(lines), HasSubstr("0 Tr\n"));
}

}  // namespace
}  // namespace taqrir::pdf::test
