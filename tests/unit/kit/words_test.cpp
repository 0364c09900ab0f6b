#include "kit/words.hpp"

#include <gtest/gtest.h>

#include "echo_locale.hpp"
#include "model/document.hpp"

namespace taqrir::kit {
namespace {

TEST(Words, StandUnderTheirTopic) {
  const test::EchoLocale locale;
  const Words words(locale, "dossier");
  EXPECT_EQ(words("due", {{"date", "x"}}), "<dossier.due date=x>");
  EXPECT_EQ(words.plural("pages", 3), "<dossier.pages 3>");
}

class LatinLocale : public test::EchoLocale {
 public:
  std::string word(std::string_view, const std::map<std::string, std::string>&) const override {
    return "الوسيط: \u2066s / √n\u2069 (\u2066Hake\u2069)؛ \u2066x";
  }
};

TEST(Words, LatinPartsKeepTheirOwnDirection) {
  const LatinLocale locale;
  const auto parts = Words(locale, "kit").with_latin("formula");
  ASSERT_EQ(parts.size(), 6u);
  EXPECT_EQ(std::get<LanguageSpan>(parts[1].content).language, "en");
  EXPECT_EQ(plain_text(std::get<LanguageSpan>(parts[1].content).content), "s / √n");
  EXPECT_EQ(plain_text(parts), "الوسيط: s / √n (Hake)؛ x") << "one that is not closed goes to the end";
}

TEST(Words, WhatIsMissingIsSaid) {
  const test::EchoLocale locale;
  const Words words(locale, "kit");
  EXPECT_EQ(words.number({}, 2), "<document.missing>");
  EXPECT_EQ(words.percent({}), "<document.missing>");
  EXPECT_EQ(words.date({}), "<document.missing>");
  EXPECT_EQ(words.or_missing(""), "<document.missing>");
  EXPECT_EQ(plain_text(words.localized({})), "<document.missing>");
}

TEST(Words, ValuesHaveTheDecimalsTheyNeed) {
  const test::EchoLocale locale;
  const Words words(locale, "kit");
  EXPECT_EQ(words.value(12.0), "12");
  EXPECT_EQ(words.value(4.5), "4.5");
  EXPECT_EQ(words.value(0.25), "0.25");
  EXPECT_EQ(words.value(1 / 3.0), "0.33");
  EXPECT_EQ(words.value(-3.0), "-3");
}

TEST(Words, ATextInAnotherLanguageIsMarked) {
  const test::EchoLocale french("fr-MA");
  const Words words(french, "kit");
  const auto own = words.localized({{{"fr", "Statuts"}, {"ar", "القانون"}}});
  EXPECT_TRUE(std::holds_alternative<Text>(own.at(0).content));
  const auto other = words.localized({{{"ar", "القانون"}}});
  ASSERT_TRUE(std::holds_alternative<LanguageSpan>(other.at(0).content));
  EXPECT_EQ(std::get<LanguageSpan>(other[0].content).language, "ar");
  const auto plain = words.localized({{{"", "Rabat"}}});
  EXPECT_TRUE(std::holds_alternative<Text>(plain.at(0).content));
}

TEST(Words, WhatSomebodyWroteKeepsItsOwnDirection) {
  const test::EchoLocale french("fr"), arabic("ar");
  const auto marked = [](const Locale& locale, const std::string& text) {
    const auto words = Words(locale, "kit").as_written(text);
    const auto* span = std::get_if<LanguageSpan>(&words.at(0).content);
    return span ? span->language : std::string();
  };
  EXPECT_EQ(marked(arabic, "Formatrice F1"), "und-Latn");
  EXPECT_EQ(marked(arabic, "الاستشارة (C1)"), "");
  EXPECT_EQ(marked(french, "الاستشارة (C1)"), "und-Arab");
  EXPECT_EQ(marked(french, "Consultance (C1)"), "");
}

}  // namespace
}  // namespace taqrir::kit
