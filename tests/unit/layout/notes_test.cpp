// Paragraphs that call for footnotes are parted as well as others.
#include <gtest/gtest.h>

#include "model/builder.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

Inlines with_notes(int count) {
  Inlines out;
  for (int i = 0; i < count; ++i) {
    for (auto& part : plain(words(17, "accord") + " ")) out.push_back(part);
    out.push_back({Footnote{{paragraph(words(9 + i % 3 * 12, "note"))}}, {}});
  }
  return out;
}

// Lines of text proper on each page, by the paragraph's node.
std::map<NodeId, std::map<int, std::set<double>>> lines_proper(const Pages& pages) {
  std::map<NodeId, std::map<int, std::set<double>>> out;
  for (const auto& run : body(pages))
    if (run.text.find("accord") != std::string::npos) out[run.node][run.page].insert(run.y);
  return out;
}

TEST(NotesInParagraphs, LeaveNoLineAloneWhereverThePageEnds) {
  int parted = 0;
  for (int shift = 0; shift < 24; ++shift) {
    Blocks blocks;
    for (int i = 0; i < shift; ++i) blocks.push_back(paragraph("ligne"));
    for (int i = 0; i < 12; ++i) blocks.push_back(paragraph(with_notes(2 + i % 4)));
    const auto laid = lay(document_of(blocks));
    for (const auto& [node, pages] : lines_proper(laid.pages)) {
      if (pages.size() < 2) continue;
      ++parted;
      for (const auto& [page, lines] : pages)
        EXPECT_GE(lines.size(), 2U) << "page " << page + 1 << ", after " << shift;
    }
    EXPECT_EQ(outside(laid.pages), std::vector<std::string>{});
    EXPECT_EQ(overlaps(laid.pages), std::vector<std::string>{});
  }
  EXPECT_GT(parted, 10);
}

}  // namespace
}  // namespace taqrir::layout::test
