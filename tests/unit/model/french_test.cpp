#include "model/french.hpp"

#include <gtest/gtest.h>

namespace taqrir {
namespace {

std::string spaced(std::string_view words, std::string before = {}) {
  const auto floor = before.size();
  append_french(before, words, floor);
  return before;
}

TEST(FrenchSpacing, IsNarrowBeforeHighSignsAndWideBeforeTheColonAndWithinGuillemets) {
  EXPECT_EQ(spaced("Oui ; non ! Quoi ? Ceci : cela."), "Oui\u202F; non\u202F! Quoi\u202F? Ceci\u00A0: cela.");
  EXPECT_EQ(spaced("dit « un mot » ici"), "dit «\u00A0un mot\u00A0» ici");
}

TEST(FrenchSpacing, ReplacesWhateverSpacesWereTyped) {
  EXPECT_EQ(spaced("un\u00A0; deux\u202F: trois  ?"), "un\u202F; deux\u00A0: trois\u202F?");
  EXPECT_EQ(spaced("«\u202Fmot\u2009»"), "«\u00A0mot\u00A0»");
}

TEST(FrenchSpacing, IsPutWhereItWasLeftOutOnlyAtTheEndOfAWord) {
  EXPECT_EQ(spaced("Objet: «mot», vraiment?!"), "Objet\u00A0: «\u00A0mot\u00A0», vraiment\u202F?!");
  EXPECT_EQ(spaced("https://exemple.ma/?a=b;c 12:30 (?)"), "https://exemple.ma/?a=b;c 12:30 (?)");
}

TEST(FrenchSpacing, LooksBackOnWhatStandsBeforeAndLeavesItAlone) {
  EXPECT_EQ(spaced(" : suite", "mot"), "mot\u00A0: suite");
  EXPECT_EQ(spaced("?", "mot"), "mot\u202F?");
  EXPECT_EQ(spaced(" mot", "«\u00A0"), "«\u00A0mot");
  EXPECT_EQ(spaced(": suite", "mot "), "mot : suite");
}

TEST(FrenchSpacing, IsTakenBackToPlainSpaces) {
  for (const auto* typed : {"Oui ; non ! Quoi ? Ceci : cela.", "dit « un mot » ici", "12\u00A0000 dirhams"})
    EXPECT_EQ(without_french_spacing(spaced(typed)), typed);
}

TEST(FrenchSpacing, IsOfFrenchTextsAlone) {
  EXPECT_TRUE(has_french_spacing("fr") && has_french_spacing("fr-MA"));
  EXPECT_FALSE(has_french_spacing("ar") || has_french_spacing("en") || has_french_spacing("fro"));
}

}  // namespace
}  // namespace taqrir
