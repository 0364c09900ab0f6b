// Unicode, spans, dates, hashes: the small things that everything rests on.
#include <gtest/gtest.h>

#include "base/date.hpp"
#include "base/hash.hpp"
#include "base/span.hpp"
#include "base/unicode.hpp"

namespace taqrir {
namespace {

// ---------------------------------------------------------------- Unicode

TEST(Utf8, FirstInvalidByte) {
  EXPECT_EQ(first_invalid_utf8("été ⵉⵣⵔⴼⴰⵏ 😀"), std::nullopt);
  const std::pair<std::string, std::size_t> bad[] = {
      {"a\xE9t", 1},            // Windows-1252
      {"\xC0\xAF", 0},          // overlong
      {"\xE0\x80\x80", 0},      // overlong
      {"\xED\xA0\x80", 0},      // surrogate
      {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
      {"ab\xE2\x82", 2},        // cut off
      {"\x80", 0},
  };
  for (const auto& [text, at] : bad) EXPECT_EQ(first_invalid_utf8(text), at) << at;
}

TEST(Utf8, DecodesAndEncodesEveryLength) {
  for (const char32_t c : {U'a', U'é', U'ع', U'ⵣ', U'\uFFFD', U'😀'}) {
    std::string text;
    append_utf8(text, c);
    std::size_t at = 0;
    EXPECT_EQ(next_code_point(text, at), c);
    EXPECT_EQ(at, text.size());
  }
  std::size_t at = 0;
  EXPECT_EQ(next_code_point("\xFFz", at), U'\uFFFD');
  EXPECT_EQ(at, 1u) << "a bad byte is one step";
}

TEST(Utf8, SplitAndWidth) {
  EXPECT_EQ(split_characters("aé\xFF"), (std::vector<std::string>{"a", "é", "\xFF"}));
  EXPECT_EQ(display_width("\u0301"), 0u);
  EXPECT_EQ(display_width("漢"), 2u);
  EXPECT_EQ(display_width("é"), 1u);
}

TEST(Printable, ControlsAndOverridesAreReplaced) {
  EXPECT_EQ(printable("a\tb\x7F\u0085\u2066c"), "a\uFFFDb\uFFFD\uFFFD\uFFFDc");
  EXPECT_EQ(printable("نص é"), "نص é");
}

// ---------------------------------------------------------------- spans

TEST(SourceFile, LinesWithoutTheirEnds) {
  const SourceFile file("a", "un\r\ndeux\n\nquatre");
  EXPECT_EQ(file.line(1), "un");
  EXPECT_EQ(file.line(2), "deux");
  EXPECT_EQ(file.line(3), "");
  EXPECT_EQ(file.line(4), "quatre");
  EXPECT_EQ(file.line(0), "");
  EXPECT_EQ(file.line(5), "");
}

TEST(Columns, CountCharacters) {
  EXPECT_EQ(column_of_byte("été", 0), 1u);
  EXPECT_EQ(column_of_byte("été", 3), 3u);
  EXPECT_EQ(column_of_byte("été", 99), 4u);
}

// ---------------------------------------------------------------- dates

TEST(Dates, OnlyIsoDaysThatExist) {
  EXPECT_EQ(iso(*parse_iso_date("2024-02-29")), "2024-02-29");
  for (const char* text :
       {"2025-02-29", "2025-2-03", "2025-13-01", "03/02/2025", "2025-02-3x", "", "2025-00-10", "-025-01-01"})
    EXPECT_EQ(parse_iso_date(text), std::nullopt) << text;
}

TEST(Dates, DaysAcrossMonthsAndYears) {
  const auto day = *parse_iso_date("2024-12-31");
  EXPECT_EQ(iso(add_days(day, 1)), "2025-01-01");
  EXPECT_EQ(iso(add_days(day, -366)), "2023-12-31");
  EXPECT_EQ(days_between(day, *parse_iso_date("2025-01-15")), 15);
  EXPECT_EQ(days_between(*parse_iso_date("2025-01-15"), day), -15);
}

// ---------------------------------------------------------------- hashes

TEST(Sha256, KnownAnswers) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 pieces;
  pieces.add("a"), pieces.add(""), pieces.add("bc");
  EXPECT_EQ(pieces.hex(), sha256_hex("abc"));
}

}  // namespace
}  // namespace taqrir
