#include "base/word_lists.hpp"

#include <gtest/gtest.h>

#include "base/number_text.hpp"

namespace taqrir {
namespace {

using Words = std::vector<std::string>;

TEST(WordLists, AreListedAndParted) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a", "", "c"}), "a, , c");
  EXPECT_EQ(listed({"a", "b"}, " | "), "a | b");
  EXPECT_EQ(parted("", "\n"), Words{});
  EXPECT_EQ(parted("a\n\nb\n", "\n"), (Words{"a", "", "b"}));
  EXPECT_EQ(parted("rapport-final_ue", "-_ "), (Words{"rapport", "final", "ue"}));
}

TEST(NumberText, SaysNoDecimalsThatSayNothing) {
  EXPECT_EQ(plain_number(400), "400");
  EXPECT_EQ(plain_number(0.5), "0.5");
  EXPECT_EQ(plain_number(-2.25), "-2.25");
  EXPECT_EQ(toml_number(2), "2.0");
  EXPECT_EQ(toml_number(0.1), "0.1");
}

}  // namespace
}  // namespace taqrir
