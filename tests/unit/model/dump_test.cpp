#include "model/dump.hpp"

#include <gtest/gtest.h>

#include "model/builder.hpp"
#include "sample.hpp"

namespace taqrir {
namespace {

TEST(Dump, ShowsEveryNodeOnItsLine) {
  test::expect_same(TAQRIR_SOURCE_DIR "/tests/unit/model/every_node.dump", dump(test::every_node(), true));
}

TEST(Dump, EscapesWhatItsOwnMarksMean) {
  Document document;
  document.blocks.push_back(paragraph("a*b_[c]{d}\\e\nf"));
  EXPECT_EQ(dump(document), "document language=\"fr\"\n  paragraph: a\\*b\\_\\[c\\]\\{d\\}\\\\e\\nf\n");
}

TEST(Dump, PlacesAreShownOnlyWhenAskedFor) {
  Document document;
  document.blocks.push_back(paragraph("a"));
  document.blocks[0].span = {std::make_shared<SourceFile>("a.md", ""), 7, 3, 0};
  EXPECT_EQ(dump(document), "document language=\"fr\"\n  paragraph: a\n");
  EXPECT_EQ(dump(document, true), "document language=\"fr\"\n  paragraph @7:3: a\n");
}

}  // namespace
}  // namespace taqrir
