#include <gtest/gtest.h>

#include "input/markdown.hpp"
#include "model/dump.hpp"
#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::said;
using test::source;

/// A handful of names: {{ title }} is hostile, `yes` holds, `no` does not, `rows` are three, `none` is empty.
class FewNames : public Bindings {
 public:
  explicit FewNames(std::string item = {}) : item_(std::move(item)) {}

  Result<Inlines> value(std::string_view name, const Span& span) const override {
    if (name == "title") return Inlines{{Text{"# **t** {{ x }} | <b>"}, {}}};
    if (name == "item" || name == "item | upper") return Inlines{{Text{item_}, {}}};
    return fail(error(span, "unknown “{}”", {std::string(name)}));
  }
  std::optional<Result<Blocks>> blocks(std::string_view name, const Span&, int level) const override {
    if (name != "whole") return std::nullopt;
    return Blocks{{Heading{level, {{Text{"whole"}, {}}}, false, {}, true}, {}, {}, {}}};
  }
  Result<bool> holds(std::string_view condition, const Span&) const override { return condition == "yes"; }
  Result<std::vector<std::shared_ptr<const Bindings>>> each(std::string_view list,
                                                            const Span&) const override {
    std::vector<std::shared_ptr<const Bindings>> out;
    if (list == "rows")
      for (const auto* one : {"a", "b|c", "* d"}) out.push_back(std::make_shared<FewNames>(one));
    return out;
  }

 private:
  std::string item_;
};

class Templates : public ::testing::Test {
 protected:
  std::string read(const std::string& text) {
    const FewNames names;
    MarkdownOptions options;
    options.languages = {"fr"};
    options.bindings = &names;
    auto read = read_markdown(source(text), options);
    diagnostics = std::move(read.diagnostics);
    Document document;
    document.blocks = std::move(read.blocks);
    const auto all = dump(document);
    return all.substr(all.find('\n') + 1);
  }
  std::string clean(const std::string& text) {
    auto out = read(text);
    EXPECT_EQ(said(diagnostics), "") << text;
    return out;
  }
  Diagnostics diagnostics;
};

TEST_F(Templates, AValueIsTextWhateverItHolds) {
  EXPECT_EQ(clean("{{ title }}\n"), "  paragraph: # \\*\\*t\\*\\* \\{\\{ x \\}\\} | <b>\n");
  EXPECT_EQ(clean("# {{ title }}\n"), "  heading: # \\*\\*t\\*\\* \\{\\{ x \\}\\} | <b>\n");
}

TEST_F(Templates, AValueKnowsItsName) {
  const FewNames names("x");
  MarkdownOptions options;
  options.bindings = &names;
  const auto read = read_markdown(source("{{ item | upper }}"), options);
  const auto& paragraph = std::get<Paragraph>(read.blocks.front().content);
  EXPECT_EQ(std::get<Text>(paragraph.content.front().content).value_of, "item");
}

TEST_F(Templates, LinesChooseBlocks) {
  EXPECT_EQ(clean("{{#if yes}}\nA\n{{else}}\nB\n{{/if}}\nC\n"), "  paragraph: A\n  paragraph: C\n");
  EXPECT_EQ(clean("{{#if no}}\nA\n{{else}}\nB\n{{/if}}\n"), "  paragraph: B\n");
  EXPECT_EQ(clean("{{#if yes}}\n{{#if no}}\nA\n{{else}}\nB\n{{/if}}\n{{/if}}\n"), "  paragraph: B\n");
}

TEST_F(Templates, WithinALineToo) {
  EXPECT_EQ(clean("a{{#if yes}} *b*{{/if}}{{#if no}} c{{else}} d{{/if}} e\n"), "  paragraph: a *b* d e\n");
  EXPECT_EQ(clean("{{#each rows}}{{ item }}, {{/each}}fin\n"), "  paragraph: a, b|c, \\* d, fin\n");
}

TEST_F(Templates, RepeatedItemsAreOneList) {
  EXPECT_EQ(clean("- x\n{{#each rows}}\n- {{ item }}\n{{/each}}\n- y\n"),
            "  list\n    list-item: x\n    list-item: a\n    list-item: b|c\n    list-item: \\* d\n    "
            "list-item: y\n");
}

TEST_F(Templates, RowsOfATableAreRepeated) {
  EXPECT_EQ(clean("| t |\n| --- |\n{{#each rows}}\n| {{ item | upper }} |\n{{/each}}\n"),
            "  table columns=start\n    header-row\n      cell: t\n    row\n      cell: a\n    row\n      "
            "cell: b|c\n    row\n      cell: \\* d\n");
}

TEST_F(Templates, ATableMayBeRepeatedAsAWhole) {
  const auto out = clean("{{#each rows}}\n| {{ item }} |\n| --- |\n| x |\n{{/each}}\n");
  EXPECT_EQ(out.substr(0, out.find('\n')), "  table columns=start");
  EXPECT_NE(out.find("cell: a"), std::string::npos);
  EXPECT_NE(out.find("cell: \\* d"), std::string::npos);
}

TEST_F(Templates, NothingToRepeat) {
  EXPECT_EQ(clean("{{#each none}}\nA\n{{else}}\nB\n{{/each}}\n"), "  paragraph: B\n");
  EXPECT_EQ(clean("{{#each none}}\n- A\n{{/each}}\n"), "");
}

TEST_F(Templates, WholeTextsStandAloneInTheirParagraph) {
  EXPECT_EQ(clean("# h\n\n{{ whole }}\n"), "  heading: h\n  heading level=2 numbered=false: whole\n");
}

TEST_F(Templates, CodeStaysWhatItIs) {
  EXPECT_EQ(clean("```\n{{#if yes}}\n{{ a | b }}\n```\n"), "  code-block text=\"{{#if yes}}\\n{{ a | b }}\\n\"\n");
  EXPECT_EQ(clean("`{{ a | b }}` \\{{ item }}\n"), "  paragraph: `{{ a | b }}` \\{\\{ item \\}\\}\n");
}

TEST_F(Templates, WhatIsNotClosedIsSaidAtItsPlace) {
  read("texte\n\n{{#if yes}}\nA\n");
  EXPECT_EQ(said(diagnostics),
            "t.md:3:1: error: “{{#if yes}}” is not closed\n  {{#if yes}}\n  ^~~~~~~~~~~\n  hint: write "
            "{{/if}} where it ends, in the same "
            "list, quote, cell or paragraph\n");
}

TEST_F(Templates, TwoHundredThousandRepetitionsAreRefused) {
  std::string text;
  for (int i = 0; i < 11; ++i) text += "{{#each rows}}\n";  // 3^11
  text += "x\n";
  for (int i = 0; i < 11; ++i) text += "{{/each}}\n";
  read(text);
  ASSERT_FALSE(diagnostics.empty());
  EXPECT_EQ(diagnostics.front().message.text(), "more than 100000 repetitions in one text");
}

}  // namespace
}  // namespace taqrir::input
