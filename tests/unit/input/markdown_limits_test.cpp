// Text made to hurt: refused with a place, or read in bounded time. cmark-gfm alone takes seconds to minutes
// on the refused ones.
#include <gtest/gtest.h>

#include <chrono>

#include "input/markdown.hpp"
#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::said;
using test::source;

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

MarkdownText limited(const std::string& text) { return read_markdown(source(text), {}); }

// The first line of what is said about the text.
std::string first_words(const std::string& text) {
  const auto all = said(limited(text).diagnostics);
  return all.substr(0, all.find('\n'));
}

TEST(MarkdownLimits, Refusals) {
  EXPECT_EQ(first_words("# Titre\n\n" + repeated("![[]()", 40'000)),
            "t.md:3:1: error: too many brackets and marks up to this line: the text is not read");
  EXPECT_EQ(first_words(repeated("a@", 120'000)),
            "t.md:1:1: error: too many brackets and marks up to this line: the text is not read");
  EXPECT_EQ(first_words("a\n" + repeated("> ", 101) + "b\n"),
            "t.md:2:1: error: this line opens more than 100 quotes or lists");
  EXPECT_EQ(first_words("|" + repeated("a|", 300) + "\n|" + repeated("-|", 300) + "\n"),
            "t.md:2:1: error: a table has more than 200 columns here");
  EXPECT_EQ(
      first_words("|" + repeated("a|", 150) + "\n|" + repeated("-|", 150) + "\n" + repeated("|x\n", 2000)),
      "t.md:1336:1: error: a table has more than 200,000 cells up to here");
  EXPECT_EQ(first_words(repeated("a\n", 60'000) + "|-\n"),
            "t.md:60001:1: error: too many brackets and marks up to this line: the text is not read");
  EXPECT_EQ(first_words(std::string((16u << 20) + 1, 'a')), "t.md: error: the text is larger than 16 MB");
}

TEST(MarkdownLimits, ATableIsNoHidingPlace) {
  const auto lines = repeated("|![[]()\n", 40'000);
  EXPECT_NE(first_words("|a|\n|-|\n# b\n" + lines).find("too many brackets"), std::string::npos);
}

TEST(MarkdownLimits, WhatPeopleWriteIsFarBelow) {
  std::string table = "| a | b | c |\n|---|---|---|\n";
  for (int i = 0; i < 3000; ++i) table += "| [x](https://x.org) | [[#a]] | 3 |\n";
  EXPECT_EQ(said(limited(table).diagnostics), "");
  EXPECT_EQ(said(limited(repeated("Un [lien](https://x.org) et [[#a]].\n\n", 20'000)).diagnostics), "");
}

TEST(MarkdownLimits, DeepNestingIsCutWithAPlace) {
  std::string lists;
  for (int i = 0; i < 90; ++i) lists += repeated("  ", i) + "- a\n";
  EXPECT_NE(
      first_words(lists).find(
          "error: lists, quotes or emphasis are nested more than 60 deep here; what is deeper is left out"),
      std::string::npos)
      << first_words(lists);
  EXPECT_NE(first_words(repeated("*a **a ", 100) + repeated("a** a* ", 100)).find("nested more than 60 deep"),
            std::string::npos);
  EXPECT_NE(first_words(repeated("<div lang=\"ar\">\n\n", 100)).find("nested more than 60 deep"),
            std::string::npos);
}

// Each case took cmark-gfm or an earlier form of the reader more than its share once. The bound is generous:
// a slow machine under a sanitizer keeps it, a square does not.
TEST(MarkdownLimits, LinearWhereItIsNotRefused) {
  const std::string cases[] = {
      repeated("mot *é* ", 25'000),
      repeated("<div>a", 40'000),
      repeated("<div>a</div>\n", 15'000),
      repeated("{{a", 80'000),
      repeated("{#", 100'000),
      repeated("[^", 8'000),
      repeated("`a``b", 40'000),
      repeated("www.", 60'000),
      repeated("~~a ", 60'000),
      repeated("نص a ", 30'000),
      repeated("<sub>a</sub>", 15'000),
      repeated("_", 200'000),
      repeated("<!-- ", 40'000),
      repeated("# a\n", 20'000),
      repeated("![a](b.png)\n\n", 10'000),
      repeated("> [!NOTE]\n\n", 10'000),
      repeated("a  \n", 50'000),
      repeated("```\n", 50'000),
  };
  for (const auto& text : cases) {
    const auto begin = std::chrono::steady_clock::now();
    limited(text);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(8)) << text.substr(0, 20);
  }
}

TEST(MarkdownLimits, AFootnoteReferredToOftenIsNotCopiedWithoutEnd) {
  const auto text = repeated("[^a] ", 3'000) + "\n\n[^a]: " + repeated("*x* ", 1'000) + "\n";
  EXPECT_NE(said(limited(text).diagnostics).find("this text refers to its footnotes too often"),
            std::string::npos);
}

}  // namespace
}  // namespace taqrir::input
