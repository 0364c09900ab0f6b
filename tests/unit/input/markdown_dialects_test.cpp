#include <gtest/gtest.h>

#include "input/markdown/dialects.hpp"
#include "unit/input/support.hpp"

namespace taqrir::input::markdown {
namespace {

// The marks found, each between bars.
std::string marks(std::string_view text) {
  std::string out;
  for (const auto& mark : foreign_marks(text, true)) {
    EXPECT_GT(mark.length, 0u);
    EXPECT_STRNE(mark.message, "");
    EXPECT_STRNE(mark.hint, "");
    out += "|" + std::string(text.substr(mark.at, mark.length));
  }
  return out;
}

TEST(ForeignMarks, Formulas) {
  EXPECT_EQ(marks("soit $a_1$ et $$\\sum x$$."), "|$a_1$|$$\\sum x$$");
  EXPECT_EQ(marks("de 5 $ à 6 $, $HOME et $PATH, US$5 ou US$6, $"), "");
}

TEST(ForeignMarks, Attributes) {
  EXPECT_EQ(marks("Titre {.sans-numero}"), "|{.sans-numero}");
  EXPECT_EQ(marks("Titre {#mon titre}"), "|{#mon titre}");
  EXPECT_EQ(marks("un {ensemble} et {"), "");
}

TEST(ForeignMarks, OpenPlaceholder) {
  EXPECT_EQ(marks("{{ mission.title et la suite"), "|{{");
  EXPECT_TRUE(foreign_marks("{{ mission.title", false).empty());
}

TEST(ForeignMarks, LinksGoneWrong) {
  EXPECT_EQ(marks("voir [la note](ma note.pdf) et la suite"), "|[la note](ma note.pdf)");
  EXPECT_EQ(marks("voir ![la salle](ma salle.png)"), "|![la salle](ma salle.png)");
  EXPECT_EQ(marks("voir [la note](sans fin"), "|[la note](");
  EXPECT_EQ(marks("voir [la note][ref]."), "|[la note][ref]");
  EXPECT_EQ(marks("tableau[0][1], f[i](x), [a] (b), ](, ][x]"), "");
}

TEST(ForeignMarks, SignsInPairs) {
  EXPECT_EQ(marks("==ici== H~2~O m^2^ **gras"), "|==ici==|~2~|^2^|**");
  EXPECT_EQ(marks("a == b, ~5 et ~6, x^2 + y^2, 2**3, ** seul"), "");
}

TEST(ForeignMarks, Fences) {
  EXPECT_EQ(marks("::: note"), "|:::");
  EXPECT_EQ(marks("a ::: b"), "");
}

TEST(FrontMatter, IsFoundAtTheTopOnly) {
  EXPECT_EQ(front_matter("---\ntitle: a\ntags:\n  - b\n---\n# T\n"), 29u);
  EXPECT_EQ(front_matter("---\r\ntitle: a\r\n...\r\ntexte\r\n"), 20u);
  EXPECT_EQ(front_matter("+++\ntitle = \"a\"\n+++\n"), 20u);
  EXPECT_EQ(front_matter("\n---\ntitle: a\n---\n"), 0u);
}

TEST(FrontMatter, ARuleIsNone) {
  EXPECT_EQ(front_matter("---\n\nUn texte : le voici.\n\n---\n"), 0u);
  EXPECT_EQ(front_matter("---\n---\n"), 0u);
  EXPECT_EQ(front_matter("---\ntitle: a\n"), 0u);
  EXPECT_EQ(front_matter("---"), 0u);
}

}  // namespace
}  // namespace taqrir::input::markdown
