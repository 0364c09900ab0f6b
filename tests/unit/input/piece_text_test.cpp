// Annexed plain texts and sheets as blocks.
#include "input/piece_text.hpp"

#include <gtest/gtest.h>

#include "input/csv.hpp"

namespace taqrir::input {
namespace {

TEST(PlainTexts, AreParagraphsAtEmptyLines) {
  const auto blocks = plain_text_blocks("\xEF\xBB\xBFMonsieur,\r\n\r\n  ligne courte\nautre ligne\n\n\n");
  ASSERT_EQ(blocks.size(), 2u);
  EXPECT_EQ(plain_text(std::get<Paragraph>(blocks[0].content).content), "Monsieur,");
  const auto& lines = std::get<Paragraph>(blocks[1].content).content;
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_TRUE(std::holds_alternative<HardBreak>(lines[1].content)) << "a short line keeps its end";
}

TEST(PlainTexts, LongLinesFlow) {
  const auto blocks = plain_text_blocks(std::string(70, 'a') + "\nfin\n");
  EXPECT_TRUE(
      std::holds_alternative<SoftBreak>(std::get<Paragraph>(blocks.at(0).content).content.at(1).content));
}

TEST(PlainTexts, AlignedColumnsStayAligned) {
  const std::string text = "poste      montant\nsalle      1200\nrepas       800\n";
  EXPECT_EQ(std::get<CodeBlock>(plain_text_blocks(text).at(0).content).text, text);
}

TEST(PlainTexts, AreReadAsWindows1252WhenTheyAreNoUtf8) {
  EXPECT_EQ(plain_text(std::get<Paragraph>(plain_text_blocks("Pr\xE9sence \x80").at(0).content).content),
            "Présence €");
}

TEST(PlainTexts, NothingIsNoBlock) { EXPECT_TRUE(plain_text_blocks("\n \n").empty()); }

TEST(Sheets, AreOneTableUnderTheirColumnNames) {
  const auto read = read_csv(Bytes("code;note;date\nA1;12,5;2025-06-10\nA2;;2025-06-11\n"), "a.csv", {});
  ASSERT_TRUE(read);
  const auto block = sheet_block(read->table);
  const auto& table = std::get<DataTable>(block.content);
  ASSERT_EQ(table.columns.size(), 3u);
  EXPECT_EQ(table.columns[0].alignment, Alignment::start);
  EXPECT_EQ(table.columns[1].alignment, Alignment::decimal) << "numbers, one of them missing";
  ASSERT_EQ(table.header.size(), 1u);
  EXPECT_EQ(table.rows.size(), 2u);
}

}  // namespace
}  // namespace taqrir::input
