#include "model/bonds.hpp"

#include <gtest/gtest.h>

namespace taqrir {
namespace {

std::string bonded(std::string_view words) {
  std::string room;
  return std::string(with_bonds(words, room));
}

TEST(Bonds, TheDayAndTheMonthOfADateStandTogether) {
  EXPECT_EQ(bonded("avant le 21 février 2025, du 1er au 3 mai"),
            "avant le 21\u00A0février 2025, du 1er au 3\u00A0mai");
  EXPECT_EQ(bonded("le 1er août"), "le 1er\u00A0août");
  EXPECT_EQ(bonded("10–12 juin"), "10–12\u00A0juin");
  EXPECT_EQ(bonded("يوم 6 ماي 2025"), "يوم 6\u00A0ماي 2025");
}

TEST(Bonds, ANumberStandsBesideItsSign) {
  EXPECT_EQ(bonded("dahir n° 1-58-376"), "dahir n°\u00A01-58-376");
  EXPECT_EQ(bonded("n° de téléphone"), "n° de téléphone");
}

TEST(Bonds, OtherWordsAreLeftAlone) {
  for (const auto* words :
       {"2025 mars", "10 maisons", "cher mai", "3 personnes", " mai", "3 ", "", "rapport du mois de mai"})
    EXPECT_EQ(bonded(words), words);
}

TEST(Bonds, AreTakenBackToPlainSpaces) {
  for (const auto* words : {"le 21 février 2025, n° 3", "يوم 6 ماي 2025", "12\u00A0000 dirhams"})
    EXPECT_EQ(without_bonds(bonded(words)), words);
}

}  // namespace
}  // namespace taqrir
