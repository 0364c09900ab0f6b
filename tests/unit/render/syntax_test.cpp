// PDF tokens.
#include "render/pdf/syntax.hpp"

#include <gtest/gtest.h>

#include <clocale>
#include <limits>

namespace taqrir::pdf {
namespace {

std::string real(double value) {
  std::string out;
  put_real(out, value);
  return out;
}

std::string text(std::string_view utf8) {
  std::string out;
  put_text(out, utf8);
  return out;
}

std::string name(std::string_view value) {
  std::string out;
  put_name(out, value);
  return out;
}

TEST(Syntax, RealsHaveNoNeedlessDigits) {
  EXPECT_EQ(real(0), "0");
  EXPECT_EQ(real(12), "12");
  EXPECT_EQ(real(12.5), "12.5");
  EXPECT_EQ(real(-0.05), "-.05");
  EXPECT_EQ(real(0.004), "0");
  EXPECT_EQ(real(595.2756), "595.28");
  EXPECT_EQ(real(-1.999), "-2");
}

TEST(Syntax, WhatIsNoNumberIsZero) {
  EXPECT_EQ(real(std::numeric_limits<double>::quiet_NaN()), "0");
  EXPECT_EQ(real(std::numeric_limits<double>::infinity()), "0");
  EXPECT_EQ(real(1e30), "0");
}

TEST(Syntax, ALocaleWithCommasChangesNothing) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  std::setlocale(LC_ALL, "fr_FR.UTF-8");
  EXPECT_EQ(real(1234.25), "1234.25");
  std::setlocale(LC_ALL, before.c_str());
}

TEST(Syntax, TextIsAsciiOrUtf16) {
  EXPECT_EQ(text("Rapport (1) \\ fin"), "(Rapport \\(1\\) \\\\ fin)");
  EXPECT_EQ(text("é"), std::string("(\xFE\xFF\x00\xE9)", 6));
  EXPECT_EQ(text("𞤀"), std::string("(\xFE\xFF\xD8\x3A\xDD\x00)", 8));
}

// U+0D28 and U+285C hold bytes that a literal string must escape.
TEST(Syntax, BytesOfUtf16AreEscaped) {
  EXPECT_EQ(text("\u0D28"), std::string("(\xFE\xFF\\r\\()"));
  EXPECT_EQ(text("\u285C"), std::string("(\xFE\xFF\\(\\\\)"));
}

TEST(Syntax, NamesEscapeWhatIsNotRegular) {
  EXPECT_EQ(name("Noto Sans/Bold#1"), "/Noto#20Sans#2FBold#231");
  EXPECT_EQ(name("É"), "/#C3#89");
}

}  // namespace
}  // namespace taqrir::pdf
