// Where Arabic words are drawn out, and how justified Arabic lines are filled.
#include "layout/kashida.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

// The word with a tatweel where it may be drawn out.
std::string drawn(const std::string& word) {
  auto out = word;
  if (const auto k = find_kashida(word, [](std::size_t) { return true; })) out.insert(k->before, "ـ");
  return out;
}

int rank(const std::string& word) {
  const auto k = find_kashida(word, [](std::size_t) { return true; });
  return k ? k->rank : 0;
}

TEST(Kashida, StandsAfterSeenAndSad) {
  EXPECT_EQ(drawn("المرصد"), "المرصـد");
  EXPECT_EQ(drawn("السجون"), "السـجون");
  EXPECT_EQ(drawn("كرسي"), "كرسـي");
  EXPECT_EQ(rank("المرصد"), 2);
}

TEST(Kashida, StandsBeforeFinalLettersInTheirOrder) {
  EXPECT_EQ(drawn("مشاركة"), "مشـاركة") << "seen goes before teh marbuta";
  EXPECT_EQ(drawn("منظمة"), "منظمـة");
  EXPECT_EQ(rank("منظمة"), 3);
  EXPECT_EQ(drawn("كتاب"), "كتـاب");
  EXPECT_EQ(rank("كتاب"), 4);
  EXPECT_EQ(drawn("كبير"), "كبـير");
  EXPECT_EQ(rank("كبير"), 5);
  EXPECT_EQ(drawn("حقوق"), "حقـوق");
  EXPECT_EQ(rank("حقوق"), 6);
  EXPECT_EQ(drawn("تقرير"), "تقريـر") << "of two places of one rank the last";
}

TEST(Kashida, OneThatTheAuthorTypedIsDrawnFurther) {
  EXPECT_EQ(drawn("محـمد"), "محــمد");
  EXPECT_EQ(rank("محـمد"), 1);
}

TEST(Kashida, NeverStandsInLamAlefShortWordsOrOtherScripts) {
  EXPECT_EQ(drawn("ملا"), "ملا") << "between lam and alef nothing, and no other letter is final";
  for (const char* word : {"من", "في", "دور", "2025", "Rabat", "ⵜⴰⵎⴰ", "", "،"}) EXPECT_EQ(drawn(word), word);
}

TEST(Kashida, PassesMarksAndGoesBehindThem) {
  const std::string word = "مُنَظَّمَة";
  EXPECT_EQ(drawn(word), "مُنَظَّمَـة");
}

TEST(Kashida, StandsOnlyWhereTheFontAllowsIt) {
  const std::string word = "المرصد";
  EXPECT_FALSE(find_kashida(word, [](std::size_t) { return false; }));
  const auto earlier = find_kashida(word, [&](std::size_t at) { return at < word.find("ص"); });
  ASSERT_TRUE(earlier);
  EXPECT_EQ(earlier->before, word.find("ر"));
}

const char* const kSentence =
    "في إطار تنفيذ مشروع الحوار بين الفاعلين في المنظومة السجنية، نظم المرصد المغربي للسجون ورشة تكوينية "
    "لفائدة أعضاء "
    "الجمعيات الشريكة، وذلك بهدف تعزيز قدراتهم في مجال التخطيط الاستراتيجي وتدبير المشاريع وإعداد التقارير "
    "السردية. ";

struct Stroke {
  double x, y, width;
};

// What has width and no text.
std::vector<Stroke> strokes(const Pages& pages) {
  std::vector<Stroke> out;
  for (const auto& page : pages.pages)
    for (const auto& item : page.items) {
      const auto* run = std::get_if<TextRun>(&item.content);
      double x = run ? run->x : 0;
      for (std::uint32_t g = 0; run && g < run->count; ++g) {
        const auto& glyph = page.glyphs[run->first + g];
        if (pages.fonts[run->font].codes[glyph.code].text.empty() && glyph.advance > 0)
          out.push_back({x, run->y, glyph.advance});
        x += glyph.advance;
      }
    }
  return out;
}

TEST(KashidaLines, AreFilledByWordsAndSpacesToTheEdge) {
  const auto laid = lay(document_of({paragraph(std::string(kSentence) + kSentence)}, "ar"));
  EXPECT_GT(strokes(laid.pages).size(), 2U);
  std::map<double, std::pair<double, double>> lines;
  for (const auto& run : body(laid.pages)) {
    auto& line = lines.try_emplace(run.y, 1e9, -1e9).first->second;
    line = {std::min(line.first, run.x), std::max(line.second, run.x + run.width)};
  }
  ASSERT_GT(lines.size(), 3U);
  const double left = theme().margins.outer, right = theme().page.width - theme().margins.outer;
  for (auto it = lines.begin(); std::next(it) != lines.end(); ++it) {
    EXPECT_NEAR(it->second.first, left, 0.2);
    EXPECT_NEAR(it->second.second, right, 0.2);
  }
}

TEST(KashidaLines, LeaveTheLastLineAndTheTextAlone) {
  const auto laid = lay(document_of({paragraph(std::string(kSentence) + kSentence)}, "ar"));
  double last = 0;
  for (const auto& run : body(laid.pages)) last = std::max(last, run.y);
  for (const auto& stroke : strokes(laid.pages)) EXPECT_LT(stroke.y, last - 1);
  EXPECT_EQ(text(laid.pages).find("ـ"), std::string::npos);
}

TEST(KashidaLines, NoStrokeIsShorterOrLongerThanItMayBe) {
  const auto laid = lay(document_of({paragraph(std::string(kSentence) + kSentence)}, "ar"));
  for (const auto& stroke : strokes(laid.pages)) {
    EXPECT_GT(stroke.width, 0.08 * 11.5);
    EXPECT_LT(stroke.width, 0.25 * 11.5) << "a stroke is never wider than the glyph that draws it";
  }
}

TEST(KashidaLines, AThemeMayAskForSpacesAlone) {
  auto spaced = theme();
  spaced.fonts["body"]["arab"].kashida = false;
  const auto laid = lay(document_of({paragraph(std::string(kSentence) + kSentence)}, "ar"), spaced);
  EXPECT_EQ(strokes(laid.pages).size(), 0U);
}

}  // namespace
}  // namespace taqrir::layout::test
