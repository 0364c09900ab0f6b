#include "kit/learning.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "echo_locale.hpp"
#include "kit/learning_view.hpp"
#include "sheets.hpp"

namespace taqrir::kit {
namespace {

using test::EchoLocale;

const std::vector<Score> kScores{{"P1", 8, 14}, {"P2", 10, 15}, {"P3", 6, 13},  {"P4", {}, 16},
                                 {"P5", 9, {}}, {"P6", 12, 12}, {"P7", {}, {}}, {"P8", 7, 17}};

TEST(Learning, OnlyCompletePairsEnter) {
  const Learning learning(kScores, 20);
  EXPECT_EQ(learning.registered(), 8);
  EXPECT_EQ(learning.pairs(), 5);
  EXPECT_EQ(learning.missing_pre(), 2);
  EXPECT_EQ(learning.missing_post(), 2);
  EXPECT_EQ(learning.pre(), (Sample{8, 10, 6, 12, 7}));
  EXPECT_EQ(learning.gains(), (Sample{6, 5, 7, 0, 10}));
}

TEST(Learning, WhoHasOneTestOnlyIsCountedAndNamed) {
  const Learning learning(kScores, 20);
  EXPECT_EQ(learning.pre_only(), std::vector<std::string>{"P5"});
  EXPECT_EQ(learning.post_only(), std::vector<std::string>{"P4"});
  EXPECT_EQ(learning.neither(), std::vector<std::string>{"P7"});
  const EchoLocale locale;
  const auto findings = learning_findings(Words(locale, "kit"), learning);
  ASSERT_EQ(findings.size(), 3u);
  EXPECT_EQ(plain_text(findings[0]), "<kit.learning.pre-only codes=P5 n=1>");
  EXPECT_EQ(plain_text(findings[1]), "<kit.learning.post-only codes=P4 n=1>");
  EXPECT_EQ(plain_text(findings[2]), "<kit.learning.neither codes=P7 n=1>");
  EXPECT_TRUE(learning_findings(Words(locale, "kit"), Learning({{"P1", 8, 9}}, 20)).empty());
}

// By hand: means 8.6 and 14.2, gain 5.6; squared deviations .16 + .36 + 1.96 + 31.36 + 19.36 = 53.2,
// variance 13.3; t(0.975; 4) = 2.776445.
TEST(Learning, FiguresWorkedByHand) {
  const Learning learning(kScores, 20);
  EXPECT_NEAR(*learning.normalised_gain(), 5.6 / (20 - 8.6), 1e-12);
  EXPECT_NEAR(*learning.effect_size(), 5.6 / std::sqrt(13.3), 1e-12);
  const auto interval = *learning.gain_interval();
  EXPECT_NEAR(interval.low, 5.6 - 2.776445 * std::sqrt(13.3 / 5), 1e-5);
  EXPECT_NEAR(interval.high, 5.6 + 2.776445 * std::sqrt(13.3 / 5), 1e-5);
}

TEST(Learning, HakesClasses) {
  EXPECT_EQ(gain_class(0.7), GainClass::high);
  EXPECT_EQ(gain_class(0.69), GainClass::medium);
  EXPECT_EQ(gain_class(0.3), GainClass::medium);
  EXPECT_EQ(gain_class(0.29), GainClass::low);
  EXPECT_EQ(gain_class(-0.2), GainClass::low);
}

TEST(Learning, WhatCannotBeComputedIsAbsent) {
  const Learning none({{"P1", 8, {}}}, 20);
  EXPECT_EQ(none.pairs(), 0);
  EXPECT_FALSE(none.normalised_gain());
  EXPECT_FALSE(none.gain_interval());
  EXPECT_FALSE(none.effect_size());
  const Learning perfect_before({{"P1", 20, 20}, {"P2", 20, 20}}, 20);
  EXPECT_FALSE(perfect_before.normalised_gain()) << "nothing was left to gain";
  const Learning equal_gains({{"P1", 1, 3}, {"P2", 2, 4}}, 20);
  EXPECT_FALSE(equal_gains.effect_size()) << "the deviation of the gains is 0";
}

std::vector<std::string> said(const Learning& learning) {
  std::vector<std::string> messages;
  for (const auto& one : incomplete_pairs(learning)) messages.push_back(one.message.text());
  return messages;
}

TEST(Learning, EachIncompletePairIsWarnedOfAtItsRow) {
  const auto file = std::make_shared<SourceFile>("donnees/pre-post.csv", "code,pre,post\nP1,8,9\nP2,9,\n");
  const auto warnings =
      incomplete_pairs(Learning({{"P1", 8, 9, {file, 2, 1, 3}}, {"P2", 9, {}, {file, 3, 1, 3}}}, 20));
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(render(warnings[0]),
            "donnees/pre-post.csv:3:1: warning: participant “P2” has a pre-test but no post-test\n"
            "  P2,9,\n"
            "  ^~\n"
            "  hint: left out of the gains, and named in the report: fill in the score if it exists\n");
  EXPECT_EQ(said(Learning(kScores, 20)),
            (std::vector<std::string>{"participant “P4” has a post-test but no pre-test",
                                      "participant “P5” has a pre-test but no post-test",
                                      "participant “P7” has neither pre-test nor post-test"}));
}

TEST(Learning, AnEmptyColumnIsWarnedOfOnce) {
  const std::vector<std::string> post{"nobody has a score in “post”: no gain can be computed"};
  EXPECT_EQ(said(Learning({{"P1", 8, {}}, {"P2", 9, {}}}, 20)), post);
  const std::vector<std::string> pre{"nobody has a score in “pre”: no gain can be computed"};
  EXPECT_EQ(said(Learning({{"P1", {}, 8}, {"P2", {}, {}}}, 20)), pre);
  EXPECT_TRUE(said(Learning({{"P1", 8, 9}}, 20)).empty());
  EXPECT_TRUE(said(Learning({}, 20)).empty());
}

TEST(Learning, BandsHoldTheirLowerEndAndTheLastItsUpperToo) {
  const Learning learning({{"P1", 0, 20}, {"P2", 3.9, 16}, {"P3", 4, 15.9}}, 20);
  const auto bands = learning.bands();
  ASSERT_EQ(bands.size(), 5u);
  EXPECT_EQ(bands[0].pre, 2);
  EXPECT_EQ(bands[1].pre, 1);
  EXPECT_EQ(bands[3].post, 1);
  EXPECT_EQ(bands[4].post, 2);
  EXPECT_DOUBLE_EQ(bands[4].to, 20);
}

TEST(Learning, EveryPairIsInOneBand) {
  const Learning learning(kScores, 20);
  int pre = 0, post = 0;
  for (const auto& band : learning.bands()) {
    pre += band.pre;
    post += band.post;
  }
  EXPECT_EQ(pre, 5);
  EXPECT_EQ(post, 5);
}

TEST(Learning, InWords) {
  const EchoLocale locale;
  const Words kit(locale, "kit");
  const Learning learning(kScores, 20);
  EXPECT_EQ(gain_in_words(kit, learning),
            "<kit.learning.gain-in-words gain=5.60 interval=<kit.learning.from-to from=1.07 to=10.13> n=5>");
  EXPECT_EQ(normalised_gain_in_words(kit, learning),
            "<kit.learning.class-of class=<kit.learning.class.medium> gain=0.49>");
  EXPECT_EQ(gain_in_words(kit, Learning({}, 20)), "<document.missing>");
  EXPECT_EQ(normalised_gain_in_words(kit, Learning({}, 20)), "<document.missing>");
}

TEST(Learning, ScoresAreBoundByTheMaximum) {
  const auto shape = learning_shape(20);
  EXPECT_EQ(shape[1].name, "pre");
  EXPECT_EQ(shape[1].minimum, 0.0);
  EXPECT_EQ(shape[2].maximum, 20.0);
  EXPECT_TRUE(shape[1].may_be_missing);
  EXPECT_FALSE(shape[0].may_be_missing);
}

}  // namespace
}  // namespace taqrir::kit
