#include "input/size_text.hpp"

#include <gtest/gtest.h>

#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

std::size_t bytes(const std::string& text) {
  const auto size = size_of(text, {});
  EXPECT_TRUE(size) << text;
  return size.value_or(0);
}

TEST(SizeText, DecimalAndBinaryUnits) {
  EXPECT_EQ(bytes("10 MB"), 10'000'000u);
  EXPECT_EQ(bytes("10MB"), 10'000'000u);
  EXPECT_EQ(bytes("10 MiB"), 10'485'760u);
  EXPECT_EQ(bytes("500 kB"), 500'000u);
  EXPECT_EQ(bytes("512 KiB"), 524'288u);
  EXPECT_EQ(bytes("1.5 GB"), 1'500'000'000u);
  EXPECT_EQ(bytes("2 GiB"), 2'147'483'648u);
  EXPECT_EQ(bytes("4096 B"), 4096u);
}

TEST(SizeText, AsWrittenInFrench) {
  EXPECT_EQ(bytes("10 Mo"), 10'000'000u);
  EXPECT_EQ(bytes("1,5 Go"), 1'500'000'000u);
  EXPECT_EQ(bytes("10\u00A0Mio"), 10'485'760u);
  EXPECT_EQ(bytes("10\u202Fko"), 10'000u);
}

TEST(SizeText, WhatIsNoSizeSaysHowToWriteOne) {
  for (const auto* text :
       {"", "MB", "10", "10 pommes", "10 MBs", "1 0,5.2 MB", "-3 MB", "1e3 MB", "0x10 MB", "nan MB"}) {
    const auto size = size_of(text, {});
    ASSERT_FALSE(size) << text;
    EXPECT_EQ(size.error().front().message.text(), "“" + std::string(text) + "” is no size of a file");
    EXPECT_EQ(size.error().front().hint.text(),
              "write a number and a unit: “10 MB” is 10,000,000 bytes, “10 MiB” is 10,485,760");
  }
}

TEST(SizeText, NothingThatHoldsNoPage) {
  for (const auto* text : {"0 MB", "999 B", "1000000 TB"}) {
    const auto size = size_of(text, {});
    ASSERT_FALSE(size) << text;
    EXPECT_EQ(size.error().front().message.text(),
              "no dossier can be of at most “" + std::string(text) + "”");
  }
}

}  // namespace
}  // namespace taqrir::input
