// Hyphenation, bidi, French spacing, fonts: how text is set within its lines.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "app/system_world.hpp"
#include "layout/hyphenation.hpp"
#include "layout/paragraph.hpp"
#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

std::string parted(const std::string& language, const std::string& word) {
  app::SystemWorld world;
  Hyphenation hyphenation(world);
  const auto* dictionary = hyphenation.for_language(language);
  if (!dictionary) return "no dictionary";
  std::string out = word;
  auto points = hyphen_points(*dictionary, word);
  for (auto it = points.rbegin(); it != points.rend(); ++it) out.insert(*it, "-");
  return out;
}

TEST(Hyphenation, PartsFrenchWordsAtTheirSyllables) {
  EXPECT_EQ(parted("fr", "gouvernance"), "gou-ver-nance");
  EXPECT_EQ(parted("fr", "développement"), "dé-ve-lop-pe-ment");
  EXPECT_EQ(parted("fr", "bénéficiaires"), "bé-né-fi-ciaires");
  EXPECT_EQ(parted("fr-MA", "atelier"), "ate-lier");
  EXPECT_EQ(parted("fr", "aujourd’hui"), "au-jour-d’hui");
  EXPECT_EQ(parted("fr", "été"), "été");
}

TEST(Hyphenation, PartsEnglishWordsByTheirCountry) {
  EXPECT_EQ(parted("en", "hyphenation"), "hy-phen-ation");
  EXPECT_NE(parted("en-GB", "hyphenation"), "no dictionary");
}

TEST(Hyphenation, HasNoDictionaryForArabic) { EXPECT_EQ(parted("ar", "المرصد"), "no dictionary"); }

TEST(BidiLevels, AreEmptyWhereNothingRunsRightToLeft) { EXPECT_TRUE(bidi_levels("Un texte à l’écart", false).empty()); }

TEST(BidiLevels, ANumberInArabicRunsLeftToRight) {
  const std::string text = "عام 2025";
  const auto levels = bidi_levels(text, true);
  ASSERT_EQ(levels.size(), text.size());
  EXPECT_EQ(levels[0], 1);
  EXPECT_EQ(levels[text.find('2')], 2);
}

TEST(BidiLevels, AnArabicWordInFrench) {
  const std::string text = "le mot تقرير ici";
  const auto levels = bidi_levels(text, false);
  EXPECT_EQ(levels[0], 0);
  EXPECT_EQ(levels[text.find("ت")], 1);
  EXPECT_EQ(levels[text.size() - 1], 0);
}

double x_of(const Pages& pages, const std::string& part) { return find(pages, part).x; }

TEST(VisualOrder, AnArabicLineRunsFromTheRightAndHoldsNumberAndWord) {
  const auto laid = lay(document_of({paragraph("سنة 2025 مع OMP")}, "ar"));
  const auto& t = theme();
  const auto all = body(laid.pages);
  EXPECT_GT(x_of(laid.pages, "2025"), x_of(laid.pages, "OMP"));
  double right = 0;
  for (const auto& run : all) right = std::max(right, run.x + run.width);
  EXPECT_NEAR(right, t.page.width - t.margins.outer, 0.5);
  std::string read;
  for (const auto& run : all) read += run.text;
  EXPECT_LT(read.find("2025"), read.find("OMP")) << "items stand in reading order";
}

TEST(VisualOrder, BracketsOfAnArabicLineFaceTheirContent) {
  const auto laid = lay(document_of({paragraph("نص (OMP) نص")}, "ar"));
  const auto omp = find(laid.pages, "OMP");
  bool left = false, right = false;  // glyphs are mirrored; each carries the character that was typed
  for (const auto& run : body(laid.pages)) {
    if (run.text.find(')') != std::string::npos && run.x < omp.x + 1) left = true;
    if (run.text.find('(') != std::string::npos && run.x + run.width > omp.x + omp.width - 1) right = true;
  }
  EXPECT_TRUE(left && right) << dump(laid.pages);
}

TEST(VisualOrder, AnIsolatedPhraseDoesNotDragTheNumberAfterIt) {
  Inlines content = plain("Voir ");
  for (auto& i : in_language("ar", "المرصد")) content.push_back(i);
  for (auto& i : plain(" 2025 fin")) content.push_back(i);
  const auto laid = lay(document_of({paragraph(content)}));
  EXPECT_LT(x_of(laid.pages, "Voir"), x_of(laid.pages, "د"));
  EXPECT_LT(x_of(laid.pages, "د"), x_of(laid.pages, "2025"));
}

TEST(VisualOrder, AFrenchPhraseInArabicKeepsItsOwnOrder) {
  Inlines content = plain("انظر ");
  for (auto& i : in_language("fr", "Observatoire des prisons")) content.push_back(i);
  const auto laid = lay(document_of({paragraph(content)}, "ar"));
  EXPECT_NE(text(laid.pages).find("Observatoire des prisons"), std::string::npos) << text(laid.pages);
}

// A no-break space is given back as a space: readers take it for one, and it is as wide.
std::string set_text(const std::string& source, const std::string& language = "fr") {
  return text(lay(document_of({paragraph(source)}, language)).pages);
}

TEST(FrenchSpacing, IsSetWhereItWasTypedOrLeftOut) {
  EXPECT_EQ(set_text("Oui ! Non? Si : la; «mot» et « mot »."),
            "Oui\u202F! Non\u202F? Si : la\u202F; « mot » et « mot ».");
  EXPECT_EQ(set_text("Vraiment ?! (Oui?) « Qui? »"), "Vraiment\u202F?! (Oui\u202F?) « Qui\u202F? »");
}

TEST(FrenchSpacing, IsNotDoubled) {
  EXPECT_EQ(set_text("Un\u00A0: deux\u202F; « trois\u00A0»"), "Un : deux\u202F; « trois »");
}

TEST(FrenchSpacing, LeavesTimesAndAddressesAlone) {
  EXPECT_EQ(set_text("À 10:30, https://omp.ma/?a=b;c fin"), "À 10:30, https://omp.ma/?a=b;c fin");
}

TEST(FrenchSpacing, LeavesCodeAndOtherLanguagesAlone) {
  const auto laid = lay(document_of({paragraph(Inlines{{CodeSpan{"a: b; c?"}, {}}})}));
  EXPECT_EQ(text(laid.pages), "a: b; c?");
  EXPECT_EQ(set_text("Really? Yes: now!", "en"), "Really? Yes: now!");
}

TEST(Fonts, EachScriptHasItsOwnInAFrenchParagraph) {
  const auto laid = lay(document_of({paragraph("Observatoire المرصد ⵜⴰⵎⴰⵣⵉⵖⵜ fin")}));
  EXPECT_TRUE(laid.diagnostics.empty()) << messages(laid.diagnostics);
  std::vector<std::string> families;
  for (const auto& f : laid.pages.fonts) families.push_back(f.family);
  for (const char* family : {"Noto Serif", "Noto Naskh Arabic", "Noto Sans Tifinagh"})
    EXPECT_NE(std::find(families.begin(), families.end(), family), families.end()) << family;
}

TEST(Fonts, ACharacterThatNoFontHasIsNamedOnce) {
  const auto laid = lay(document_of({paragraph("Un 𝀀 et un autre 𝀀.")}));
  EXPECT_EQ(messages(laid.diagnostics),
            "no font of the theme has the characters U+1D000: boxes stand in their place\n"
            "  add a family that has them to the theme's fonts\n");
}

TEST(Fonts, TheThemeHasTheSignsOfTaskLists) {
  List tasks;
  tasks.items = {{{paragraph("fait")}, true}, {{paragraph("à faire")}, false}};
  for (const char* language : {"fr", "ar"}) {
    const auto laid = lay(document_of({block(tasks)}, language));
    EXPECT_EQ(messages(laid.diagnostics), "");
    EXPECT_EQ(find(laid.pages, "☑").text, "☑");
    EXPECT_EQ(find(laid.pages, "☐").text, "☐");
  }
}

TEST(Paragraph, JustifiedLinesEndAtTheEdgeAndTheLastDoesNot) {
  const auto laid = lay(document_of({paragraph(words(60))}));
  const auto all = body(laid.pages);
  const double edge = theme().page.width - theme().margins.outer;
  ASSERT_GT(all.size(), 3U);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) EXPECT_NEAR(all[i].x + all[i].width, edge, 0.2) << all[i].text;
}

TEST(Paragraph, AWordOfTenThousandLettersStaysWithinTheFrame) {
  const auto laid = lay(document_of({paragraph(std::string(10000, 'm'))}));
  EXPECT_EQ(outside(laid.pages), std::vector<std::string>{});
  std::size_t letters = 0;
  for (const auto& run : body(laid.pages)) letters += static_cast<std::size_t>(std::count(run.text.begin(), run.text.end(), 'm'));
  EXPECT_EQ(letters, 10000U);
}

TEST(Paragraph, AWordInManyStylesIsPartedWhenNoLineHoldsIt) {
  Inlines content;
  for (int i = 0; i < 40; ++i) {
    auto part = i % 2 ? strong("wxyz") : emphasis("qrst");
    content.insert(content.end(), part.begin(), part.end());
  }
  const auto laid = lay(document_of({paragraph(content)}, "en"));
  EXPECT_EQ(outside(laid.pages), std::vector<std::string>{});
}

TEST(Paragraph, ALineNeverBeginsWithTheSpaceBeforeIt) {
  std::string source;
  for (int i = 0; i < 80; ++i) source += "mot  ";
  const auto laid = lay(document_of({paragraph(source)}));
  for (const auto& run : body(laid.pages)) EXPECT_NE(run.text.front(), ' ') << run.text;
}

}  // namespace
}  // namespace taqrir::layout::test
