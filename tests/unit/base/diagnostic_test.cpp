#include "base/diagnostic.hpp"

#include <gtest/gtest.h>

namespace taqrir {
namespace {

SourceRef source(std::string text) { return std::make_shared<SourceFile>("m.toml", std::move(text)); }

TEST(Message, BracesTakeTheArgumentsInTurn) {
  EXPECT_EQ((Message{"“{}” is not {}", {"a", "b"}}.text()), "“a” is not b");
  EXPECT_EQ((Message{"{} {}", {"a"}}.text()), "a ") << "what is lacking is empty";
  EXPECT_EQ((Message{"{x} {", {"a"}}.text()), "{x} {") << "other braces stay";
  EXPECT_EQ((Message{"{}", {"{}"}}.text()), "{}") << "an argument is not a pattern";
}

TEST(Render, PlaceLineCaretHint) {
  const auto d = hinted(error({source("a = 1\ntitel = \"x\"\n"), 2, 1, 6}, "unknown key “{}”", {"titel"}),
                        "did you mean “{}”?", {"title"});
  EXPECT_EQ(render(d),
            "m.toml:2:1: error: unknown key “titel”\n"
            "  titel = \"x\"\n"
            "  ^~~~~\n"
            "  hint: did you mean “title”?\n");
}

TEST(Render, WholeFileAndNowhere) {
  EXPECT_EQ(render(warning(whole_file("a.md"), "empty")), "a.md: warning: empty\n");
  EXPECT_EQ(render(note({}, "done")), "taqrir: note: done\n");
}

TEST(Render, CaretStandsUnderWideAndCombiningCharacters) {
  const auto d = error({source("e\u0301 漢 x"), 1, 6, 0}, "here");
  EXPECT_EQ(render(d), "m.toml:1:6: error: here\n  e\u0301 漢 x\n       ^\n");
}

TEST(Render, TabsStayTabsUnderTheLine) {
  EXPECT_EQ(render(error({source("\ta b"), 1, 4, 0}, "x")), "m.toml:1:4: error: x\n  \ta b\n  \t  ^\n");
}

TEST(Render, HostileInputCannotDriveTheTerminal) {
  const auto d = error({source("a\x1b[2J\u202Eb"), 1, 1, 0}, "bad {}", {"\x07"});
  const auto text = render(d);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
  EXPECT_NE(text.find("\uFFFD"), std::string::npos);
}

TEST(Render, ALongLineIsShownAroundItsColumn) {
  const auto text =
      render(error({source(std::string(5000, 'a') + "X" + std::string(5000, 'b')), 1, 5001, 0}, "x"));
  EXPECT_LT(text.size(), 500u);
  EXPECT_NE(text.find("aX"), std::string::npos);
  const auto line = text.find("  …"), caret = text.find('^');
  EXPECT_EQ(text.find('X') - line - 2, caret - text.find("\n  ", line) - 3 + 2)
      << "the ellipsis takes three bytes, one column";
}

TEST(Order, ByFileLineColumnWithoutRepeats) {
  const auto file = source("a\nb\n");
  Diagnostics all{error({file, 2, 1, 0}, "second"), error({file, 1, 2, 0}, "first"),
                  error({file, 2, 1, 0}, "second"), warning({file, 2, 1, 0}, "second")};
  sort_and_unify(all);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].message.text(), "first");
  EXPECT_EQ(all[1].severity, Severity::error);
  EXPECT_EQ(all[2].severity, Severity::warning);
}

TEST(Places, AFileWithoutLinesTellsThemInWords) {
  const auto places = source("\nunder “Méthode”\nunder “Bilan”");
  const auto path = places->path();
  EXPECT_EQ(place_in_words(in_words(places, 2)), "under “Méthode”");
  EXPECT_EQ(place_in_words(in_words(places, 1)), "");
  EXPECT_EQ(place_in_words(whole_file("a.docx")), "");
  EXPECT_EQ(place_in_words(Span{places, 2, 3, 0}), "") << "a place by its line";
  EXPECT_EQ(render(warning(in_words(places, 2), "w")), path + ": under “Méthode”: warning: w\n");
  EXPECT_EQ(render(warning(in_words(places, 1), "w")), path + ": warning: w\n");
  EXPECT_TRUE(is_whole_file(whole_file("a.docx")));
  EXPECT_FALSE(is_whole_file(in_words(places, 1)));
}

TEST(Places, AreOrderedAsTheyStandInTheFile) {
  const auto places = source("\na\nb");
  Diagnostics all{warning(in_words(places, 3), "w"), warning(in_words(places, 2), "w"),
                  warning(in_words(places, 3), "w")};
  sort_and_unify(all);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(place_in_words(all[0].span), "a");
}

TEST(ExitStatus, TheHighestThatErrorsAskFor) {
  EXPECT_EQ(exit_status({}), 0);
  EXPECT_EQ(exit_status({warning({}, "w"), note({}, "n")}), 0);
  EXPECT_EQ(
      exit_status({error({}, "a"), error({}, "b", {}, Blame::machine), error({}, "c", {}, Blame::usage)}), 3);
}

TEST(Nearest, SlipsAreFound) {
  const std::vector<std::string> known{"title", "place", "organiser"};
  EXPECT_EQ(nearest("titel", known), "title") << "exchanged letters";
  EXPECT_EQ(nearest("organizer", known), "organiser");
  EXPECT_EQ(nearest("plce", known), "place");
  EXPECT_EQ(nearest("xxxxx", known), "");
  EXPECT_EQ(nearest("", {}), "");
  EXPECT_EQ(nearest(std::string(300, 'a'), known), "");
}

}  // namespace
}  // namespace taqrir
