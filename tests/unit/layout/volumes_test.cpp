// One volume of a set: the contents list of the whole, and links that lead into other files.
#include <gmock/gmock.h>

#include "model/builder.hpp"
#include "unit/layout/support.hpp"

namespace taqrir::layout {
namespace {

using namespace test;
using testing::HasSubstr;

/// The first volume: a contents list and one of two chapters; it refers to the other.
struct Set {
  Document whole, first;
  Companions companions;

  explicit Set(const std::string& language, const std::string& words) {
    whole = document_of(
        {contents(3, "C"), heading(1, plain("Alpha"), "alpha"), heading(1, plain("Beta"), "beta")}, language);
    first = document_of({contents(3, "C"), page_break(), heading(1, plain("Alpha"), "alpha"), paragraph("x")},
                        language);
    companions.whole = &whole;
    companions.elsewhere["beta"] = {"d-2.pdf", 13, 700, words};
    companions.widest = words;
  }
};

TEST(Volumes, TheContentsListIsThatOfTheWhole) {
  const Set set("fr", "vol. 2, p. 14");
  const auto laid = lay(set.first, theme(), 1, &set.companions);
  EXPECT_EQ(page_of(laid.pages, "Beta"), 0);
  const auto place = find(laid.pages, "vol. 2, p. 14"), own = find(laid.pages, "Alpha"),
             title = find(laid.pages, "Beta");
  EXPECT_NEAR(place.y, title.y, 0.1);
  const Pt edge = theme().page.width - theme().margins.outer;
  EXPECT_NEAR(place.x + place.width, edge, 1) << "at the edge, where page numbers stand";
  EXPECT_LT(own.y, title.y);
  EXPECT_THAT(overlaps(laid.pages), testing::IsEmpty());
  EXPECT_THAT(outside(laid.pages), testing::IsEmpty());
}

TEST(Volumes, InArabicThePlaceStandsOnTheLeft) {
  const Set set("ar", "المجلد 2، ص 14");
  const auto laid = lay(set.first, theme(), 1, &set.companions);
  const auto place = find(laid.pages, "14");  // words stand in visual order
  EXPECT_LT(place.x, theme().page.width / 3);
  EXPECT_THAT(outside(laid.pages), testing::IsEmpty());
}

TEST(Volumes, LinksSayAloudWhereTheyLead) {
  const Set set("fr", "vol. 2, p. 14");
  const auto laid = lay(set.first, theme(), 1, &set.companions);
  ASSERT_EQ(laid.pages.elsewhere.count("beta"), 1u);
  std::string description;
  for (const auto& link : laid.pages.pages[0].links)
    if (link.destination == "beta") description = link.description;
  EXPECT_EQ(description, "Beta – vol. 2, p. 14");
}

TEST(Volumes, PagesEndAlikeWhateverTheNumbersAre) {
  Set set("fr", "vol. 2, p. 14");
  set.companions.widest = "vol. 2, p. 000";
  const auto one = lay(set.first, theme(), 1, &set.companions);
  set.companions.elsewhere["beta"].words = "vol. 2, p. 9";
  const auto other = lay(set.first, theme(), 1, &set.companions);
  EXPECT_EQ(find(one.pages, "Beta").y, find(other.pages, "Beta").y);
  EXPECT_EQ(one.pages.destinations.at("alpha").page, other.pages.destinations.at("alpha").page);
}

}  // namespace
}  // namespace taqrir::layout
