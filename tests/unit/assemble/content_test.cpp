// Contents read for their operators only.
#include "assemble/content.hpp"

#include <gtest/gtest.h>

namespace taqrir::assemble {
namespace {

TEST(Content, CountsStatesThatAreLeftOpenOrLack) {
  const auto found = scan("q q (Q) Tj <51> Tj % Q\n Q Q Q q");
  EXPECT_EQ(found.open, 1);
  EXPECT_EQ(found.lacking, 1);
  EXPECT_TRUE(found.shows_text);
}

TEST(Content, PassesOverInlinePictures) {
  const auto found = scan("BI /W 2 /H 1 ID q EIq Q\nEI q");
  EXPECT_TRUE(found.inline_picture);
  EXPECT_EQ(found.open, 1);
  EXPECT_EQ(found.lacking, 0);
}

TEST(Content, TellsWhereTheLastWholeOperationEnds) {
  for (const char* rest : {" (never closed", " [1 2 (a)", " /P << /A 1", " BI /W 9 ID abc", " <41"}) {
    const auto found = scan(std::string("1 g") + rest);
    EXPECT_TRUE(found.unfinished) << rest;
    EXPECT_EQ(found.complete, 3u) << rest;
  }
  EXPECT_FALSE(scan("1 g (a\\) b) Tj").unfinished);
}

TEST(Content, TellsMarksOfAStructureFromOthers) {
  EXPECT_TRUE(scan("/P <</MCID 0>> BDC EMC").marked);
  EXPECT_TRUE(scan("/Artifact BMC EMC").marked);
  EXPECT_FALSE(scan("/OC /L1 BDC /Span <</ActualText (MCID)>> BDC EMC EMC").marked);
  const auto found = scan("EMC /Span BMC");
  EXPECT_EQ(found.marks_lacking, 1);
  EXPECT_EQ(found.marks_open, 1);
}

}  // namespace
}  // namespace taqrir::assemble
