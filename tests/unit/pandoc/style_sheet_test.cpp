// A theme's values in style sheets: what is written, and that no name of a font can end the sheet.
#include "pandoc/style_sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/system_world.hpp"
#include "input/resources.hpp"
#include "unit/model/sample.hpp"

namespace taqrir::pandoc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Theme shipped(const std::string& id = "institutional") {
  app::SystemWorld world;
  return input::load_theme(world, {std::string(TAQRIR_SOURCE_DIR) + "/templates"}, id).value();
}

class PageWords : public test::FewWords {
 public:
  using FewWords::FewWords;
  std::string word(std::string_view, const std::map<std::string, std::string>& arguments) const override {
    return "Page " + arguments.at("page") + " sur " + arguments.at("pages");
  }
};

TEST(StyleSheet, ValuesAreTheThemes) {
  const auto values = style_values(shipped(), PageWords("fr"));
  EXPECT_EQ(values.at("accent"), "#15396b");
  EXPECT_EQ(values.at("h1-size"), "1.7em");
  EXPECT_EQ(values.at("h1-before"), "1.412em");
  EXPECT_EQ(values.at("h1-weight"), "700");
  EXPECT_EQ(values.at("body-points"), "10pt");
  EXPECT_EQ(values.at("arab-scale"), "1.15em");
  EXPECT_EQ(values.at("page-of"), "\"Page \" counter(page) \" sur \" counter(pages)");
  EXPECT_THAT(values.at("body-font"),
              testing::StartsWith("\"Noto Serif\", \"DejaVu Serif\", \"Noto Naskh Arabic\""));
  EXPECT_THAT(values.at("body-font"), testing::EndsWith(", serif"));
  EXPECT_THAT(values.at("heading-font"), testing::EndsWith(", sans-serif"));
}

TEST(StyleSheet, AnArabicDocumentTakesArabicLettersFirst) {
  const auto values = style_values(shipped(), PageWords("ar"));
  EXPECT_THAT(values.at("body-font"), testing::StartsWith("\"Noto Naskh Arabic\", \"Noto Serif\""));
  EXPECT_EQ(values.at("body-points"), "11.5pt");
  EXPECT_EQ(values.at("quote-slant"), "normal");
}

TEST(StyleSheet, ANameOfAFontEndsNothing) {
  auto theme = shipped();
  theme.fonts["body"]["latn"].families = {"A\"; } </style><script>x</script>"};
  const auto css =
      with_values("body { font-family: var(--body-font) }", style_values(theme, PageWords("fr")));
  EXPECT_THAT(css, Not(HasSubstr("</style")));
  EXPECT_THAT(css, Not(HasSubstr("}  ")));
  EXPECT_THAT(css, HasSubstr("\"A\\22 \\3b  \\7d "));
}

TEST(StyleSheet, WhatHasNoValueIsLeftToCss) {
  EXPECT_EQ(with_values("a { color: var(--x); b: var(--y", {{"x", "red"}}), "a { color: red; b: var(--y");
}

/// Every value that the shipped sheets name is one of every shipped theme's.
TEST(StyleSheet, TheShippedSheetsNameNothingElse) {
  for (const auto* theme : {"institutional", "sober"}) {
    const auto values = style_values(shipped(theme), PageWords("fr"));
    for (const auto* file : {"text.css", "page.css", "book.css"}) {
      const auto css = test::read(std::string(TAQRIR_SOURCE_DIR) + "/templates/pandoc/" + file);
      ASSERT_FALSE(css.empty()) << file;
      const auto whole = with_values(css.substr(css.find("*/")), values);
      EXPECT_THAT(whole, Not(HasSubstr("var("))) << file << " " << theme;
    }
  }
}

}  // namespace
}  // namespace taqrir::pandoc
