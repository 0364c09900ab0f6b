// Rows kept in few bytes: what is asked for is what was put in.
#include "input/packed_rows.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "base/date.hpp"

namespace taqrir::input {
namespace {

Cell cell(std::string text, std::uint32_t line, std::uint32_t column) {
  Cell out;
  out.text = std::move(text), out.line = line, out.column = column;
  return out;
}

PackedRows rows(const std::vector<std::vector<Cell>>& all, std::vector<Column> columns) {
  PackedRows out;
  for (const auto& row : all) out.add(row);
  out.describe(std::move(columns), std::make_shared<SourceFile>("t.csv", ""));
  return out;
}

TEST(PackedRows, GivesTextsAndPlacesBack) {
  const auto most = std::numeric_limits<std::uint32_t>::max();
  const std::string long_text(70'000, 'x');
  const auto packed =
      rows({{cell("سلمى", 2, 1), cell("", 2, 128)}, {cell(long_text, 300, 1), cell("b", most, most)}},
           {{"name", ColumnType::text}, {"note", ColumnType::text}});
  ASSERT_EQ(packed.size(), 2u);
  const auto first = packed.row(0), second = packed.row(1);
  EXPECT_EQ(first[0].text, "سلمى");
  EXPECT_TRUE(first[1].missing());
  EXPECT_EQ(packed.span_of(first[1]).column, 128u);
  EXPECT_EQ(second[0].text, long_text);
  EXPECT_EQ(second[1].line, most);
  EXPECT_EQ(second[1].column, most);
}

TEST(PackedRows, TypesCellsByTheirColumns) {
  const auto packed =
      rows({{cell("3,5", 2, 1), cell("03/06/2025", 2, 5), cell("oui", 2, 16), cell("7", 2, 20)},
            {cell("demain", 3, 1), cell("", 3, 8), cell("", 3, 9), cell("", 3, 10)}},
           {{"n", ColumnType::number},
            {"d", ColumnType::date},
            {"b", ColumnType::boolean},
            {"t", ColumnType::text}});
  const auto row = packed.row(0);
  EXPECT_EQ(row[0].number, 3.5);
  EXPECT_EQ(row[1].date, parse_iso_date("2025-06-03"));
  EXPECT_EQ(row[2].boolean, true);
  EXPECT_FALSE(row[3].number);
  const auto wrong = packed.row(1);
  EXPECT_EQ(wrong[0].text, "demain");
  EXPECT_FALSE(wrong[0].number);
  EXPECT_FALSE(wrong[1].date);
}

TEST(PackedRows, KnowsItsColumnsWithoutCase) {
  const auto packed = rows({}, {{"Name", ColumnType::text}});
  EXPECT_EQ(packed.size(), 0u);
  EXPECT_EQ(packed.column("name"), 0u);
  EXPECT_FALSE(packed.column("other"));
}

}  // namespace
}  // namespace taqrir::input
