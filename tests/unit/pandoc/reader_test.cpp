// Pandoc's document tree as Blocks.
#include <gtest/gtest.h>

#include "base/memory_world.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::pandoc {
namespace {

std::string document(const std::string& blocks) {
  return R"({"pandoc-api-version":[1,22,2,1],"meta":{},"blocks":[)" + blocks + "]}";
}

std::string said(const Diagnostics& diagnostics) {
  std::string out;
  for (const auto& one : diagnostics) out += render(one);
  return out;
}

ReadText read(const std::string& blocks, int level = 3) {
  auto out = from_pandoc_json(document(blocks), "note.docx", level);
  EXPECT_TRUE(out) << said(out ? Diagnostics{} : out.error());
  return out ? std::move(*out) : ReadText{};
}

const std::string kWords =
    R"([{"t":"Str","c":"un"},{"t":"Space"},{"t":"Emph","c":[{"t":"Str","c":"deux"}]}])";

TEST(PandocReader, HeadingsBeginAtTheLevelAskedFor) {
  const auto text = read(R"({"t":"Header","c":[2,["a",[],[]],[{"t":"Str","c":"A"}]]},)"
                         R"({"t":"Header","c":[4,["b",[],[]],[{"t":"Str","c":"B"}]]})");
  ASSERT_EQ(text.blocks.size(), 2u);
  EXPECT_EQ(std::get<Heading>(text.blocks[0].content).level, 3);
  EXPECT_EQ(std::get<Heading>(text.blocks[1].content).level, 5);
  EXPECT_FALSE(std::get<Heading>(text.blocks[0].content).numbered);
}

TEST(PandocReader, ParagraphsAndMarks) {
  const auto text = read(R"({"t":"Para","c":)" + kWords + "}");
  ASSERT_EQ(text.blocks.size(), 1u);
  const auto& content = std::get<Paragraph>(text.blocks[0].content).content;
  EXPECT_EQ(plain_text(content), "un deux");
  EXPECT_TRUE(std::holds_alternative<Emphasis>(content.at(1).content));
}

TEST(PandocReader, OnlyLinksToTheWebStayLinks) {
  const auto link = [](const std::string& url) {
    return R"({"t":"Para","c":[{"t":"Link","c":[["",[],[]],[{"t":"Str","c":"ici"}],[")" + url +
           R"(",""]]}]})";
  };
  const auto first = [&](const std::string& url) {
    return std::get<Paragraph>(read(link(url)).blocks.at(0).content).content.at(0);
  };
  EXPECT_TRUE(std::holds_alternative<Link>(first("https://example.org").content));
  EXPECT_TRUE(std::holds_alternative<Text>(first("#_Toc12").content));
  EXPECT_TRUE(std::holds_alternative<Text>(first("file:///etc/passwd").content));
}

TEST(PandocReader, TablesKeepSpansAndDropAnEmptyHeader) {
  const auto cell = [](const std::string& text, int rows, int columns) {
    const auto inner = text.empty() ? "" : R"({"t":"Plain","c":[{"t":"Str","c":")" + text + R"("}]})";
    return R"([["",[],[]],{"t":"AlignDefault"},)" + std::to_string(rows) + "," + std::to_string(columns) +
           ",[" + inner + "]]";
  };
  const auto row = [](const std::string& cells) { return R"([["",[],[]],[)" + cells + "]]"; };
  const std::string column = R"([{"t":"AlignRight"},{"t":"ColWidth","c":0.25}])";
  const auto text =
      read(R"({"t":"Table","c":[["",[],[]],[null,[]],[)" + column + "," + column + R"(],[["",[],[]],[)" +
           row(cell("", 1, 1) + "," + cell("", 1, 1)) + R"(]],[[["",[],[]],0,[],[)" + row(cell("a", 1, 2)) +
           "," + row(cell("b", 1, 1) + "," + cell("c", 1, 1)) + R"(]]],[["",[],[]],[]]]})");
  const auto& table = std::get<DataTable>(text.blocks.at(0).content);
  EXPECT_TRUE(table.header.empty());
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].at(0).column_span, 2);
  EXPECT_EQ(table.columns[0].alignment, Alignment::end);
  EXPECT_EQ(table.columns[0].width, 0.25);
}

TEST(PandocReader, PicturesAreLeftOutAndToldOf) {
  const auto text = read(
      R"({"t":"Para","c":[{"t":"Image","c":[["",[],[]],[{"t":"Str","c":"plan"}],["media/a.png",""]]}]})");
  EXPECT_EQ(said(text.warnings),
            "note.docx: warning: pictures in it that cannot be taken in are left out: 1\n"
            "  hint: write as = \"pages\" in its [[piece]], or export it as PDF\n");
  EXPECT_EQ(plain_text(std::get<Paragraph>(text.blocks.at(0).content).content), "plan");
}

TEST(PandocReader, WhatIsNoDocumentIsAnError) {
  for (const std::string json : {"", "{}", R"({"blocks":[{"t":"Para"}]})", R"({"blocks":[{"c":1}]})"}) {
    const auto out = from_pandoc_json(json, "note.docx", 1);
    ASSERT_FALSE(out) << json;
    EXPECT_EQ(said(out.error()),
              "note.docx: error: the text was not read: Pandoc's answer is not understood\n"
              "  hint: open it in its own program and save it again\n");
  }
}

TEST(PandocReader, DeepNestingIsAnErrorAndNoCrash) {
  std::string inner = R"({"t":"Para","c":[]})";
  for (int i = 0; i < 2000; ++i) inner = R"({"t":"BlockQuote","c":[)" + inner + "]}";
  const auto out = from_pandoc_json(document(inner), "note.docx", 1);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().at(0).message.text(), "the text was not read: it is nested too deeply");
}

TEST(PandocReader, WithoutPandocThereIsAHint) {
  MemoryWorld world;
  const auto out = take_text(world, world, Bytes("x"), "docx", "note.docx");
  ASSERT_FALSE(out);
  EXPECT_EQ(said(out.error()),
            "note.docx: error: Pandoc reads this file, and is not installed\n"
            "  hint: install it: “sudo apt install pandoc”\n");
}

}  // namespace
}  // namespace taqrir::pandoc
