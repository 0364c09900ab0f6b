// Spans of inlines: cmark-gfm's columns are in bytes and wrong in places. What a span covers must be what the
// inline says, wherever the text is written as it is.
#include <gtest/gtest.h>

#include "base/unicode.hpp"
#include "input/markdown.hpp"
#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::source;

// What the file says under a span.
std::string under(const Span& span) {
  const auto characters = split_characters(span.file->line(span.line));
  std::string out;
  for (std::size_t i = span.column - 1; i < characters.size() && i + 1 < span.end_column; ++i)
    out += characters[i];
  return out;
}

struct Walk {
  std::string wrong;
  std::size_t texts = 0;

  void inlines(const Inlines& all) {
    for (const auto& x : all) {
      if (const auto* text = std::get_if<Text>(&x.content)) check(text->text, x.span);
      if (const auto* code = std::get_if<CodeSpan>(&x.content)) check(code->text, x.span);
      if (const auto* y = std::get_if<Emphasis>(&x.content)) inlines(y->content);
      if (const auto* y = std::get_if<Strong>(&x.content)) inlines(y->content);
      if (const auto* y = std::get_if<Link>(&x.content)) inlines(y->content);
      if (const auto* y = std::get_if<LanguageSpan>(&x.content)) inlines(y->content);
      if (const auto* y = std::get_if<Footnote>(&x.content)) blocks(y->content);
    }
  }
  void blocks(const Blocks& all) {
    for (const auto& x : all) {
      if (const auto* y = std::get_if<Paragraph>(&x.content)) inlines(y->content);
      if (const auto* y = std::get_if<Heading>(&x.content)) inlines(y->content);
      if (const auto* y = std::get_if<Quote>(&x.content)) blocks(y->content);
      if (const auto* y = std::get_if<Callout>(&x.content)) blocks(y->content);
      if (const auto* y = std::get_if<Division>(&x.content)) blocks(y->content);
      if (const auto* y = std::get_if<List>(&x.content))
        for (const auto& item : y->items) blocks(item.content);
      if (const auto* y = std::get_if<DataTable>(&x.content))
        for (const auto* part : {&y->header, &y->rows})
          for (const auto& row : *part)
            for (const auto& cell : row) blocks(cell.content);
    }
  }
  void check(const std::string& text, const Span& span) {
    ++texts;
    if (under(span).find(text) != 0)
      wrong += "“" + text + "” at " + std::to_string(span.line) + ":" + std::to_string(span.column) +
               " is “" + under(span) + "”\n";
  }
};

Walk walked(const std::string& text) {
  Walk walk;
  walk.blocks(read_markdown(source(text), {}).blocks);
  return walk;
}

TEST(MarkdownPlaces, EveryTextIsUnderItsSpan) {
  const std::pair<const char*, std::size_t> cases[] = {
      {"été *œuvre* **fin** `code é` suite\n", 7},
      {"un\n   deux *trois*\nquatre\n", 4},
      {"- é un *deux*\n  trois\nparesseux *quatre*\n", 5},
      {"> été *un*\n> deux\ntrois **quatre**\n", 5},
      {"> - é [un](https://x.org) deux\n>   trois `quatre` cinq\n", 6},
      {"| é | b *c* |\n|---|---|\n| x `y` | été **z** w |\n", 8},
      {"| a \\| é | [b](https://x.org) c |\n|---|---|\n| é \\| *x* | y |\n", 6},
      {"é[^1] fin\n\n[^1]: note *é*\n    suite **x**\n", 6},
      {"## Été *un* deux\n\nTitre é\n===\n", 4},
      {"<div lang=\"en\">\nété *un* deux\n</div>\n", 3},
      {"<div lang=\"en\">\n\n> été *un* deux\n\n</div>\n", 3},
      {"1. é\n\n   suite *un*\n   deux\n", 4},
      {"é https://x.org/é suite\n", 3},
      {"a<br>é *b* <sub>x</sub> c\n", 5},
      {"un\r\nété *deux*\r\n", 3},
      {"\tcode\n\nété *deux*\n", 2},
      {"> [!NOTE] titre\n> été *un*\n", 2},
  };
  for (const auto& [text, least] : cases) {
    const auto walk = walked(text);
    // Escaped pipes stand in the file and not in the text: those texts alone may differ.
    EXPECT_TRUE(walk.wrong.empty() || std::string(text).find("\\|") != std::string::npos)
        << text << walk.wrong;
    EXPECT_GE(walk.texts, least) << text;
  }
}

TEST(MarkdownPlaces, AfterAnEscapedPipeToo) {
  const auto walk = walked("| a \\| é | b |\n|---|---|\n| é \\| x | *yé* z |\n");
  EXPECT_EQ(walk.wrong.find("yé"), std::string::npos) << walk.wrong;
  EXPECT_EQ(walk.wrong.find("“ z”"), std::string::npos) << walk.wrong;
}

TEST(MarkdownPlaces, BlocksKnowTheirLine) {
  const auto read = read_markdown(source("# A\n\nb\nc\n\n- d\n\n| e |\n|---|\n"), {});
  ASSERT_EQ(read.blocks.size(), 4u);
  EXPECT_EQ(read.blocks[0].span.line, 1u);
  EXPECT_EQ(read.blocks[0].span.end_column, 4u);
  EXPECT_EQ(read.blocks[1].span.line, 3u);
  EXPECT_EQ(read.blocks[2].span.line, 6u);
  EXPECT_EQ(read.blocks[3].span.line, 8u);
}

}  // namespace
}  // namespace taqrir::input
