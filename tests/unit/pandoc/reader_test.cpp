// Pandoc's document tree as Blocks.
#include <gtest/gtest.h>

#include "base/memory_world.hpp"
#include "pandoc/reading.hpp"

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

ReadText read_note(const std::string& blocks, int level = 3) {
  auto out = from_pandoc_json(document(blocks), "note.docx", level);
  EXPECT_TRUE(out) << said(out ? Diagnostics{} : out.error());
  return out ? std::move(*out) : ReadText{};
}

const std::string kWords =
    R"([{"t":"Str","c":"un"},{"t":"Space"},{"t":"Emph","c":[{"t":"Str","c":"deux"}]}])";

TEST(PandocReader, HeadingsBeginAtTheLevelAskedFor) {
  const auto text = read_note(R"({"t":"Header","c":[2,["a",[],[]],[{"t":"Str","c":"A"}]]},)"
                              R"({"t":"Header","c":[4,["b",[],[]],[{"t":"Str","c":"B"}]]})");
  ASSERT_EQ(text.blocks.size(), 2u);
  EXPECT_EQ(std::get<Heading>(text.blocks[0].content).level, 3);
  EXPECT_EQ(std::get<Heading>(text.blocks[1].content).level, 5);
  EXPECT_FALSE(std::get<Heading>(text.blocks[0].content).numbered);
}

TEST(PandocReader, ParagraphsAndMarks) {
  const auto text = read_note(R"({"t":"Para","c":)" + kWords + "}");
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
    return std::get<Paragraph>(read_note(link(url)).blocks.at(0).content).content.at(0);
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
  const auto text = read_note(R"({"t":"Table","c":[["",[],[]],[null,[]],[)" + column + "," + column +
                              R"(],[["",[],[]],[)" + row(cell("", 1, 1) + "," + cell("", 1, 1)) +
                              R"(]],[[["",[],[]],0,[],[)" + row(cell("a", 1, 2)) + "," +
                              row(cell("b", 1, 1) + "," + cell("c", 1, 1)) + R"(]]],[["",[],[]],[]]]})");
  const auto& table = std::get<DataTable>(text.blocks.at(0).content);
  EXPECT_TRUE(table.header.empty());
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].at(0).column_span, 2);
  EXPECT_EQ(table.columns[0].alignment, Alignment::end);
  EXPECT_EQ(table.columns[0].width, 0.25);
}

std::string image(const std::string& url, const std::string& size = "", const std::string& title = "") {
  return R"({"t":"Image","c":[["",[],[)" + size + R"(]],[{"t":"Str","c":"plan"}],[")" + url + R"(",")" +
         title + R"("]]})";
}

/// A paragraph with all pictures of which it is known where they are.
ReadText read_pictures(const std::string& inlines, const std::string& alt = {}) {
  auto out = from_pandoc_json(
      document(R"({"t":"Para","c":[)" + inlines + "]}"), "note.docx", 3,
      [](const std::string& url) {
        return url == "./lost.emf" ? std::nullopt : std::optional(FileRef{"@in/" + url, {}});
      },
      alt);
  EXPECT_TRUE(out);
  return out ? std::move(*out) : ReadText{};
}

TEST(PandocReader, PicturesThatCannotBeHadAreLeftOutAndToldOf) {
  const auto text = read_pictures(image("./lost.emf"));
  EXPECT_EQ(said(text.warnings),
            "note.docx: warning: pictures in it that cannot be taken in are left out: 1\n"
            "  hint: write as = \"pages\" in its [[piece]], or export it as PDF\n");
  EXPECT_EQ(plain_text(std::get<Paragraph>(text.blocks.at(0).content).content), "plan");
  const auto without = read_note(R"({"t":"Para","c":[)" + image("./media/a.png") + "]}");
  EXPECT_EQ(without.warnings.size(), 1u) << "nothing is known of where pictures are";
}

TEST(PandocReader, PicturesElsewhereAreNotEvenAskedFor) {
  const auto text =
      read_pictures(image("https://example.org/a.png") + "," + image("file:///etc/passwd") + "," +
                    image("../../a.png") + "," + image("//host/a.png") + "," + image("/etc/a.png"));
  EXPECT_EQ(said(text.warnings),
            "note.docx: warning: pictures that do not lie in it are not fetched: 5\n"
            "  hint: put them into the file itself, or export it as PDF\n");
  ASSERT_EQ(text.blocks.size(), 1u);
  EXPECT_EQ(plain_text(std::get<Paragraph>(text.blocks[0].content).content), "planplanplanplanplan");
}

TEST(PandocReader, APictureStandsByItselfInItsSize) {
  const auto text = read_pictures(image("./media/a.png", R"(["width","3.5in"],["height","2in"])"));
  ASSERT_EQ(text.blocks.size(), 1u);
  const auto& figure = std::get<Figure>(text.blocks[0].content);
  EXPECT_EQ(figure.image.file.path, "@in/./media/a.png");
  EXPECT_EQ(figure.image.alt, "plan");
  EXPECT_EQ(figure.image.width, 252);
  EXPECT_TRUE(figure.caption.empty()) << "our numbers would count it";
  EXPECT_TRUE(text.warnings.empty());
}

TEST(PandocReader, ALowPictureStaysInItsLine) {
  for (const auto* size : {R"(["width","90pt"],["height","20.0pt"])", R"(["width","1cm"])"}) {
    const auto text = read_pictures(R"({"t":"Str","c":"a"},)" + image("./i.png", size));
    ASSERT_EQ(text.blocks.size(), 1u) << size;
    const auto& content = std::get<Paragraph>(text.blocks[0].content).content;
    ASSERT_EQ(content.size(), 2u);
    EXPECT_EQ(std::get<Image>(content[1].content).file.path, "@in/./i.png");
  }
}

TEST(PandocReader, ATallOneStandsBelowItsParagraph) {
  const auto text = read_pictures(R"({"t":"Str","c":"vor"},{"t":"Space"},)" + image("./i.png") +
                                  R"(,{"t":"Space"},{"t":"Str","c":"nach"})");
  ASSERT_EQ(text.blocks.size(), 2u);
  EXPECT_EQ(plain_text(std::get<Paragraph>(text.blocks[0].content).content), "vor nach");
  EXPECT_TRUE(std::holds_alternative<Figure>(text.blocks[1].content));
}

TEST(PandocReader, ThePictureOfAHeadingStandsBelowIt) {
  const auto out = from_pandoc_json(
      document(R"({"t":"Header","c":[1,["a",[],[]],[{"t":"Str","c":"A"},)" + image("./a.png") + "]]}"),
      "note.docx", 3, [](const std::string& url) {
        return std::optional(FileRef{url, {}});
      });
  ASSERT_TRUE(out);
  ASSERT_EQ(out->blocks.size(), 2u);
  EXPECT_EQ(plain_text(std::get<Heading>(out->blocks[0].content).content), "A");
  EXPECT_TRUE(std::holds_alternative<Figure>(out->blocks[1].content));
}

TEST(PandocReader, WordsOfAFigureStandAboveIt) {
  const auto text = read_pictures(image("./a.png", "", "fig:"));
  ASSERT_EQ(text.blocks.size(), 2u);
  EXPECT_EQ(std::get<Paragraph>(text.blocks[0].content).role, Paragraph::Role::label);
  EXPECT_EQ(plain_text(std::get<Paragraph>(text.blocks[0].content).content), "plan");
  EXPECT_TRUE(std::holds_alternative<Figure>(text.blocks[1].content));
}

TEST(PandocReader, APictureWithoutWordsGetsThoseOfThePiece) {
  const auto text = read_pictures(R"({"t":"Image","c":[["",[],[]],[],["./a.png",""]]})", "Compte rendu");
  EXPECT_EQ(std::get<Figure>(text.blocks.at(0).content).image.alt, "Compte rendu");
}

TEST(PandocReader, SizesOfPicturesInAllUnits) {
  const auto width = [](const std::string& attribute) {
    return std::get<Figure>(read_pictures(image("./a.png", attribute)).blocks.at(0).content).image.width;
  };
  EXPECT_EQ(width(R"(["width","120px"])"), 90);
  EXPECT_EQ(width(R"(["width","120"])"), 90);
  EXPECT_EQ(width(R"(["width","25.4mm"])"), 72);
  EXPECT_EQ(width(R"(["width","2.54cm"])"), 72);
  EXPECT_EQ(width(R"(["style","max-width: 1in; width: 2in"])"), 144);
  for (const auto* none :
       {R"(["width","50%"])", R"(["width","-3in"])", R"(["width","wide"])", R"(["style","width"])", ""})
    EXPECT_EQ(width(none), std::nullopt) << none;
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
