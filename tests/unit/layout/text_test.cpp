// Hyphenation, bidi, French spacing, fonts: how text is set within its lines.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/system_world.hpp"
#include "layout/hyphenation.hpp"
#include "layout/isolates.hpp"
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

// What an Arabic paragraph shows, from left to right, of one line.
std::string shown(const std::string& source) {
  auto all = body(lay(document_of({paragraph(source)}, "ar")).pages);
  std::stable_sort(all.begin(), all.end(), [](auto& a, auto& b) { return a.x < b.x; });
  std::string out;
  for (const auto& run : all) out += run.text;
  return out;
}

bool shows(const std::string& source, const std::string& part) { return shown(source).find(part) != std::string::npos; }

TEST(ArabicNumbers, SignsAndPercentagesStandAsTheyAreWritten) {
  EXPECT_TRUE(shows("الفرق −0,45 نقطة", "−0,45")) << shown("الفرق −0,45 نقطة");
  EXPECT_TRUE(shows("الفرق -0,45 نقطة", "-0,45"));
  EXPECT_TRUE(shows("بلغت 25% من", "25%"));
  EXPECT_TRUE(shows("بلغت 25 % من", "25 %"));
  EXPECT_TRUE(shows("زاد +12 هذا", "+12"));
}

TEST(ArabicNumbers, DatesCodesAndTelephoneNumbersAreNotTurnedAbout) {
  EXPECT_TRUE(shows("يوم 2025-06-10 في", "2025-06-10"));
  EXPECT_TRUE(shows("يوم 10/06/2025 في", "10/06/2025"));
  EXPECT_TRUE(shows("الرمز OMP-05 هنا", "OMP-05"));
  EXPECT_TRUE(shows("الهاتف 05 37 70 00 00 هنا", "05 37 70 00 00"));
  EXPECT_TRUE(shows("الهاتف +212 5 37 70 00 00 هنا", "+212 5 37 70 00 00"));
}

TEST(ArabicNumbers, ARangeIsReadFromTheRight) { EXPECT_TRUE(shows("من 12–14 يونيو", "14–12")) << shown("من 12–14 يونيو"); }

TEST(ArabicNumbers, AFormulaRunsFromTheLeft) {
  EXPECT_TRUE(shows("الصيغة g = (post − pre)/(max − pre) هنا", "g = (post − pre)/(max − pre)"));
  EXPECT_TRUE(shows("الصيغة (post − pre)/(max − pre) هنا", "(post − pre)/(max − pre)"))
      << shown("الصيغة (post − pre)/(max − pre) هنا");
  EXPECT_TRUE(shows("حيث n = 14 هنا", "n = 14"));
}

TEST(ArabicNumbers, OrdinaryNumbersAndWordsAreNotIsolated) {
  EXPECT_TRUE(left_to_right_stretches("سنة 2025 و 12 (OMP) و 12–14 و Rabat 2025").empty());
  EXPECT_TRUE(left_to_right_stretches("").empty());
}

// Markdown marks Latin words in Arabic as of their own language, and with it as isolates: signs beside them stay.
TEST(ArabicNumbers, AStretchThatHoldsAForeignWordTakesItInWhole) {
  const auto set = [](const std::string& before, const std::string& word, const std::string& after) {
    Inlines content = plain("هذا " + before);
    for (auto& i : in_language("fr", word)) content.push_back(i);
    for (auto& i : plain(after + " هنا")) content.push_back(i);
    auto all = body(lay(document_of({paragraph(content)}, "ar")).pages);
    std::stable_sort(all.begin(), all.end(), [](auto& a, auto& b) { return a.x < b.x; });
    std::string out;
    for (const auto& run : all) out += run.text;
    return out;
  };
  EXPECT_NE(set("", "OMP", "-05").find("OMP-05"), std::string::npos) << set("", "OMP", "-05");
  EXPECT_NE(set("", "g = (post − pre)/(max − pre", ")").find("g = (post − pre)/(max − pre)"), std::string::npos);
  EXPECT_NE(set("12 + ", "reste", " = 20").find("12 + reste = 20"), std::string::npos) << set("12 + ", "reste", " = 20");
}

TEST(ArabicNumbers, InlineCodeIsIsolated) {
  Inlines content = plain("الأمر ");
  content.push_back({CodeSpan{"--out = 12"}, {}});
  for (auto& i : plain(" ثم 2025")) content.push_back(i);
  const auto laid = lay(document_of({paragraph(content)}, "ar"));
  EXPECT_NE(text(laid.pages).find("--out = 12"), std::string::npos) << text(laid.pages);
  EXPECT_LT(x_of(laid.pages, "2025"), x_of(laid.pages, "--out"));
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
            "no font of the theme has U+1D000 (1 of the script Common, 2 in all): boxes stand in their place\n"
            "  install the package fonts-symbola (or another font of the script) and add its family “Symbola” to the theme's "
            "fonts\n");
}

TEST(Fonts, AMissingCharacterIsToldWithItsPlaceAndThePackage) {
  const auto file = std::make_shared<SourceFile>("récit.md", "un\n漢字 かな 漢\n");
  const Inlines content{{Text{"un"}, {file, 1, 1, 3}}, {SoftBreak{}, {}}, {Text{"漢字 かな 漢"}, {file, 2, 1, 8}}};
  const auto laid = lay(document_of({paragraph(content)}));
  ASSERT_EQ(laid.diagnostics.size(), 2U) << messages(laid.diagnostics);
  EXPECT_EQ(laid.diagnostics[0].span.line, 2U);
  EXPECT_EQ(messages({laid.diagnostics[0]}),
            "no font of the theme has U+6F22, U+5B57 (2 of the script Han, 3 in all): boxes stand in their place\n"
            "  install the package fonts-noto-cjk (or another font of the script) and add its family “Noto Serif CJK SC” to "
            "the theme's fonts\n");
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

double seconds_to_set(const std::string& source, const std::string& language = "fr") {
  const auto begin = std::chrono::steady_clock::now();
  const auto laid = lay(document_of({paragraph(source)}, language));
  EXPECT_FALSE(laid.pages.pages.empty());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::string repeated(const std::string& text, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += text;
  return out;
}

// Four times the text takes about four times as long; were it quadratic it would take sixteen times.
void expect_linear(const std::string& text, const std::string& language = "fr") {
  seconds_to_set(repeated(text, 50'000), language);  // fonts and dictionaries are loaded
  const double quarter = seconds_to_set(repeated(text, 250'000), language);
  const double whole = seconds_to_set(repeated(text, 1'000'000), language);
  EXPECT_LT(whole, 9 * quarter + 0.2) << quarter;
  EXPECT_LT(whole, 30);
}

TEST(Paragraph, OfOneMegabyteTakesLinearTime) { expect_linear("Les mécanismes de concertation, et 12 % des autres. "); }
TEST(Paragraph, OfOneMegabyteInArabicTakesLinearTime) { expect_linear("نظم المرصد المغربي للسجون ورشة تكوينية، أي 25 %. ", "ar"); }
TEST(Paragraph, OfOneMegabyteWithoutSpacesTakesLinearTime) {
  expect_linear("mot-");
  expect_linear("a\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B");
}
TEST(Paragraph, OfOneMegabyteInThaiTakesLinearTime) { expect_linear("มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกัน", "en"); }

TEST(Paragraph, ThaiIsPartedBetweenWordsWithoutSpaces) {
  const auto laid = lay(document_of({paragraph(repeated("มนุษย์ทั้งหลายเกิดมามีอิสระ", 2000))}, "en"));
  EXPECT_EQ(outside(laid.pages), std::vector<std::string>{});
  const std::string all = text(laid.pages);
  ASSERT_NE(all.find('|'), std::string::npos);
  for (auto at = all.find('|'); at != std::string::npos; at = all.find('|', at + 1)) {
    const auto next = all.substr(at + 1, 6);
    EXPECT_TRUE(next == "มน" || next == "ทั" || next == "เก" || next == "มา" || next == "มี" || next == "อิ") << next;
  }
}

TEST(Paragraph, LinesOfScriptsWithoutSpacesAreNotStretchedByTheFewTheyHave) {
  const auto laid = lay(document_of({paragraph(repeated("มนุษย์ทั้งหลายเกิดมามีอิสระ ", 3000))}, "en"));
  const double edge = theme().page.width - theme().margins.outer;
  const auto all = body(laid.pages);
  ASSERT_GT(all.size(), 3U);
  EXPECT_TRUE(std::any_of(all.begin(), std::prev(all.end()),
                          [&](const Placed& run) { return run.x + run.width < edge - 2; }));
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
