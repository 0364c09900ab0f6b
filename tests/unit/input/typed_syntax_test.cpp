// Our syntax as people type it into word processors.
#include "input/typed_syntax.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/builder.hpp"
#include "model/dump.hpp"

namespace taqrir::input {
namespace {

using testing::HasSubstr;

class TypedSyntax : public testing::Test {
 protected:
  TypedSyntax() {
    options_.placeholders = {"activity.title"};
    options_.placeholder = [](const std::string& name) -> std::optional<std::string> {
      return name == "activity.title" ? std::optional<std::string>("L’atelier") : std::nullopt;
    };
    options_.piece_ids = {"note"};
    options_.piece = [](const std::string& id) -> std::optional<std::string> {
      return id == "note" ? std::optional<std::string>("pièce 1") : std::nullopt;
    };
    place_ = in_words(std::make_shared<const SourceFile>("recit.docx", "\nunder “Méthode”"), 2);
  }

  /// The paragraph's dump.
  std::string bound(Inlines inlines) {
    Blocks blocks{paragraph(std::move(inlines))};
    blocks.front().span = place_;
    said_ = bind_typed_syntax(blocks, options_);
    Document document;
    document.blocks = std::move(blocks);
    const auto all = dump(document);
    return all.substr(all.find("\n  ") + 3);
  }
  std::string bound(const std::string& text) { return bound({{Text{text}, {}}}); }

  MarkdownOptions options_;
  Span place_;
  Diagnostics said_;
};

TEST_F(TypedSyntax, WordsAreLeftAlone) {
  EXPECT_EQ(bound("a [b] {c} [[ ]] {{ }} [[d"),
            "paragraph: a \\[b\\] \\{c\\} \\[\\[ \\]\\] \\{\\{ \\}\\} \\[\\[d\n");
  EXPECT_TRUE(said_.empty());
}

TEST_F(TypedSyntax, PiecesAndPlaceholders) {
  EXPECT_EQ(bound("voir [[piece:note]], {{ activity.title }}."),
            "paragraph: voir [pièce 1](piece:note), L’atelier.\n");
  EXPECT_EQ(bound("[[piece:note|la note]]"), "paragraph: [la note](piece:note)\n");
}

TEST_F(TypedSyntax, WhatWordMakesOfIt) {
  for (const auto* text : {"[[piece\u00A0:\u00A0note]]", "[[Piece:note]]", "[[piece:“note”]]",
                           "[[\u00A0piece\u202F:note ]]", "[[piece:\u200Bnote]]"})
    EXPECT_EQ(bound(text), "paragraph: [pièce 1](piece:note)\n") << text;
  EXPECT_EQ(bound("{{\u00A0Activity.title\u00A0}}"), "paragraph: L’atelier\n");
}

TEST_F(TypedSyntax, OverMarks) {
  EXPECT_EQ(bound({{Text{"a [[pie"}, {}},
                   {Strong{{{Text{"ce:no"}, {}}}}, {}},
                   {Emphasis{{{Text{"te]] b"}, {}}}}, {}}}),
            "paragraph: a [pièce 1](piece:note)* b*\n");
}

TEST_F(TypedSyntax, NotOverOtherThings) {
  const auto text = bound(
      {{Text{"[[pie"}, {}}, {HardBreak{}, {}}, {Text{"ce:note]]"}, {}}, {CodeSpan{"[[piece:note]]"}, {}}});
  EXPECT_THAT(text, testing::Not(HasSubstr("(piece:note)")));
}

TEST_F(TypedSyntax, ABackslashLeavesTheSigns) {
  EXPECT_EQ(bound("\\[[piece:note]] \\{{ activity.title }}"),
            "paragraph: \\[\\[piece:note\\]\\] \\{\\{ activity.title \\}\\}\n");
}

TEST_F(TypedSyntax, AnAnchorNamesTheBlock) {
  EXPECT_EQ(bound("Les présents {#presents}"), "paragraph #presents: Les présents\n");
  EXPECT_EQ(bound("Les {#presents} présents"), "paragraph: Les \\{#presents\\} présents\n");
}

TEST_F(TypedSyntax, MessagesNameTheHeading) {
  bound("[[piece:nota]] {{ activity.titel }}");
  ASSERT_EQ(said_.size(), 2u);
  EXPECT_EQ(render(said_[0]),
            "recit.docx: under “Méthode”: warning: no such piece: “nota”\n  hint: did you mean “note”?\n");
  EXPECT_EQ(render(said_[1]),
            "recit.docx: under “Méthode”: error: unknown placeholder “activity.titel”\n"
            "  hint: did you mean “activity.title”?\n");
}

TEST_F(TypedSyntax, AHeadingWithAnIdIsStillCalledByItsTitle) {
  Blocks blocks{heading(1, {{Text{"La méthode"}, {}}}, "recit-x"),
                paragraph({{Text{"[[#la-méthode]]"}, {}}})};
  EXPECT_TRUE(bind_typed_syntax(blocks, options_).empty());
  const auto& words = std::get<Paragraph>(blocks[1].content).content;
  ASSERT_EQ(words.size(), 1u);
  EXPECT_EQ(std::get<CrossReference>(words[0].content).target, "recit-x");
}

}  // namespace
}  // namespace taqrir::input
