#include "input/csv.hpp"

#include <gtest/gtest.h>

#include "input/csv_cells.hpp"
#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::said;

ColumnShape column(std::string name, ColumnType type = ColumnType::text) {
  ColumnShape out;
  out.name = std::move(name);
  out.type = type;
  return out;
}

Table read(const std::string& text, const TableShape& shape = {}) {
  auto result = read_csv(Bytes(text), "t.csv", shape);
  EXPECT_TRUE(result) << said(result);
  return result ? result->table : Table();
}

std::string refused(const std::string& text, const TableShape& shape = {}) {
  const auto result = read_csv(Bytes(text), "t.csv", shape);
  EXPECT_FALSE(result);
  return said(result);
}

std::string row_of(const Table& table, std::size_t row) {
  std::string out;
  for (const auto& cell : table.rows.at(row)) out += (out.empty() ? "" : "|") + cell.text;
  return out;
}

// ---------------------------------------------------------------- splitting

TEST(Csv, RowsAndPlaces) {
  const auto table = read("code,pré,post\nP01, 9,14\nP02,\"12\",\n");
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(row_of(table, 0), "P01|9|14");
  EXPECT_EQ(table.rows[0][1].line, 2u);
  EXPECT_EQ(table.rows[0][1].column, 6u) << "the space before it is skipped";
  EXPECT_EQ(table.rows[0][2].column, 8u);
  EXPECT_EQ(table.rows[1][0].line, 3u);
  EXPECT_TRUE(table.rows[1][2].missing());
  EXPECT_EQ(table.cell(0, "PRÉ")->text, "9") << "names are compared without case";
}

TEST(Csv, ColumnsCountCharacters) {
  const auto table = read("a,b\nété,x\n");
  EXPECT_EQ(table.rows[0][1].column, 5u);
}

TEST(Csv, QuotedCellsHoldSeparatorsQuotesAndLineEnds) {
  const auto table = read("a,b\n\"x, \"\"y\"\"\nz\",2\nlast,3\n");
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0][0].text, "x, \"y\"\nz");
  EXPECT_EQ(table.rows[0][0].line, 2u);
  EXPECT_EQ(table.rows[1][0].line, 4u) << "a row's line is the line on which it begins";
}

TEST(Csv, SeparatorsByTheHeader) {
  EXPECT_EQ(row_of(read("a;b\n1,5;2\n"), 0), "1,5|2");
  EXPECT_EQ(row_of(read("a\tb\nx y\t\n"), 0), "x y|");
  EXPECT_EQ(row_of(read("\"a;b;c\",d\n1,2\n"), 0), "1|2") << "quoted separators do not count";
  EXPECT_EQ(row_of(read("sep=;\na;b\n1;2\n"), 0), "1|2") << "as Excel says it";
}

TEST(Csv, LineEndsOfAllSystems) {
  for (const char* text : {"a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n\n1,2\n\n3,4"}) {
    const auto table = read(text);
    ASSERT_EQ(table.rows.size(), 2u) << text;
    EXPECT_EQ(row_of(table, 1), "3|4");
  }
  EXPECT_EQ(read("a,b\r\n1,2\r\n3,4\r\n").rows[1][1].line, 3u);
  EXPECT_EQ(read("a,b\r\n1,2\r\n3,4\r\n").rows[1][1].column, 3u);
}

TEST(Csv, EmptyRowsAndColumnsOfASpreadsheetAreLeftOut) {
  const auto table = read("a,b,,\n1,2,,\n,,,\n3,4,,\n");
  EXPECT_EQ(table.columns.size(), 2u);
  EXPECT_EQ(table.rows.size(), 2u);
}

TEST(Csv, NoRows) {
  const auto result = read_csv(Bytes(std::string("code,pre\n")), "t.csv", {column("code")});
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->table.rows.empty());
  EXPECT_EQ(said(result->warnings),
            "t.csv:1:1: warning: the table has no rows below its header\n  code,pre\n  ^\n");
}

TEST(Csv, EmptyFile) {
  EXPECT_EQ(refused(" \n"), "t.csv: error: the file is empty\n  hint: its first line names the columns\n");
}

TEST(Csv, RaggedRows) {
  EXPECT_EQ(refused("a,b\n1\n1,2,3\n1,2\n"),
            "t.csv:2:1: error: this row has 1 cells, the header has 2\n"
            "  1\n"
            "  ^\n"
            "  hint: leave cells without value empty, but keep their separators\n"
            "t.csv:3:1: error: this row has 3 cells, the header has 2\n"
            "  1,2,3\n"
            "  ^\n"
            "  hint: put cells that hold a comma between quotes, or use “;” between cells\n");
}

TEST(Csv, QuoteThatIsNeverClosed) {
  EXPECT_EQ(refused("a,b\n1,2\n\"x,3\n4,5\n"),
            "t.csv:3:1: error: a quote opens here and is never closed\n"
            "  \"x,3\n"
            "  ^\n"
            "  hint: write two quotes for one quote within a cell: \"\"\n");
}

// ---------------------------------------------------------------- encodings

TEST(Csv, ByteOrderMark) {
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "code\nP01\n")
                .columns[0]
                .name,
            "code");
}

TEST(Csv, Windows1252) {
  const auto result = read_csv(Bytes(std::string("r\xE9gion;prix\nF\xE8s;5 \x80\n")), "t.csv", {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->table.columns[0].name, "région");
  EXPECT_EQ(row_of(result->table, 0), "Fès|5 €");
  EXPECT_EQ(said(result->warnings),
            "t.csv:1:2: note: not UTF-8: read as Windows-1252\n"
            "  région;prix\n"
            "   ^\n"
            "  hint: save the sheet as “CSV UTF-8” to be sure of its accents\n");
}

TEST(Csv, Utf16) {
  const auto table =
      read(std::string("\xFF\xFE"
                       "a\0,\0b\0\n\0\xE9\0,\0"
                       "2\0\n\0",
                       18));
  EXPECT_EQ(row_of(table, 0), "é|2");
}

TEST(Csv, NoText) {
  EXPECT_EQ(refused(std::string("a,b\n1\0,2\n", 9)),
            "t.csv:2:2: error: the file holds a NUL byte here: it is no text\n  1\uFFFD,2\n   ^\n"
            "  hint: save the sheet as “CSV UTF-8”\n");
  EXPECT_EQ(refused("PK\x03\x04 and so on"),
            "t.csv: error: this is a spreadsheet or an archive, not a CSV file\n  hint: save the sheet as "
            "“CSV UTF-8”\n");
}

// ---------------------------------------------------------------- types

TEST(Csv, TypedCells) {
  const auto table = read(
      "n;d;b\n12,5;10/06/2025;oui\n",
      {column("n", ColumnType::number), column("d", ColumnType::date), column("b", ColumnType::boolean)});
  EXPECT_EQ(table.rows[0][0].number, 12.5);
  EXPECT_EQ(iso(*table.rows[0][1].date), "2025-06-10");
  EXPECT_EQ(table.rows[0][2].boolean, true);
}

TEST(Csv, BadCellsAllAtOnce) {
  auto age = column("age", ColumnType::integer);
  age.minimum = 0, age.maximum = 120;
  auto sex = column("sexe");
  sex.allowed = {"F", "M"};
  auto code = column("code");
  code.may_be_missing = false;
  EXPECT_EQ(refused("code,age,sexe,on\n,12.5,f,10-06\nP2,130,M,\nP3,-1,X,2025-02-30\nP4,n.d.,M,\n",
                    {code, age, sex, column("on", ColumnType::date)}),
            "t.csv:2:1: error: the cell of “code” is empty\n"
            "  ,12.5,f,10-06\n"
            "  ^\n"
            "  hint: every row needs a value here\n"
            "t.csv:2:2: error: “12.5” is no whole number\n"
            "  ,12.5,f,10-06\n"
            "   ^~~~\n"
            "  hint: leave the cell empty when the value is missing\n"
            "t.csv:2:7: error: “sexe” cannot be “f”\n"
            "  ,12.5,f,10-06\n"
            "        ^\n"
            "  hint: did you mean “F”? it is one of F, M\n"
            "t.csv:2:9: error: “10-06” is no date\n"
            "  ,12.5,f,10-06\n"
            "          ^~~~~\n"
            "  hint: write 2025-06-30 or 30/06/2025\n"
            "t.csv:3:4: error: “130” is more than 120, the most that “age” can be\n"
            "  P2,130,M,\n"
            "     ^~~\n"
            "  hint: correct the cell, or leave it empty when the value is missing\n"
            "t.csv:4:4: error: “-1” is less than 0, the least that “age” can be\n"
            "  P3,-1,X,2025-02-30\n"
            "     ^~\n"
            "  hint: correct the cell, or leave it empty when the value is missing\n"
            "t.csv:4:7: error: “sexe” cannot be “X”\n"
            "  P3,-1,X,2025-02-30\n"
            "        ^\n"
            "  hint: it is one of F, M\n"
            "t.csv:4:9: error: “2025-02-30” is no date\n"
            "  P3,-1,X,2025-02-30\n"
            "          ^~~~~~~~~~\n"
            "  hint: write 2025-06-30 or 30/06/2025\n"
            "t.csv:5:4: error: “n.d.” is no whole number\n"
            "  P4,n.d.,M,\n"
            "     ^~~~\n"
            "  hint: leave the cell empty when the value is missing\n");
}

TEST(Csv, MissingColumn) {
  EXPECT_EQ(refused("code,prep,post\n1,2,3\n", {column("code"), column("pre"), column("satisfaction")}),
            "t.csv:1:1: error: the column “pre” is missing\n"
            "  code,prep,post\n"
            "  ^\n"
            "  hint: is it the one named “prep”?\n"
            "t.csv:1:1: error: the column “satisfaction” is missing\n"
            "  code,prep,post\n"
            "  ^\n"
            "  hint: the columns are: code, prep, post\n");
}

TEST(Csv, ColumnNames) {
  EXPECT_EQ(refused("code,Code,,x\n1,2,3,4\n"),
            "t.csv:1:6: error: the column “Code” stands twice\n"
            "  code,Code,,x\n"
            "       ^~~~\n"
            "  hint: give each column its own name\n"
            "t.csv:1:11: error: column 3 has no name\n"
            "  code,Code,,x\n"
            "            ^\n"
            "  hint: name it in the first line\n");
}

TEST(Csv, NotMoreErrorsThanAPersonReads) {
  std::string text = "a,b\n";
  for (int i = 0; i < 1000; ++i) text += "1\n";
  const auto result = read_csv(Bytes(text), "t.csv", {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().size(), 51u);
  EXPECT_EQ(render(result.error().back()), "t.csv: note: 950 more errors in this file are not shown\n");
}

TEST(CsvCells, Numbers) {
  const std::pair<const char*, std::optional<double>> cases[] = {
      {"12", 12},          {"-3.5", -3.5},      {"3,5", 3.5},   {"1 234,5", 1234.5}, {"1\u202F234", 1234},
      {"1.234,5", 1234.5}, {"1,234.5", 1234.5}, {"+4", 4},      {"\u221242", -42},   {"٣٫٥", 3.5},
      {"1,234,567", {}},   {"12.3.4", {}},      {"1.23,5", {}}, {"abc", {}},         {"", {}},
      {"5 %", {}},         {"1e5", {}},         {"-", {}},      {"nan", {}},         {"1-2", {}},
  };
  for (const auto& [text, value] : cases) EXPECT_EQ(parse_cell_number(text), value) << text;
}

TEST(CsvCells, Booleans) {
  for (const char* text : {"1", "oui", "OUI", "yes", "Vrai", "نعم"})
    EXPECT_EQ(parse_cell_boolean(text), true) << text;
  for (const char* text : {"0", "non", "No", "faux", "لا"})
    EXPECT_EQ(parse_cell_boolean(text), false) << text;
  EXPECT_EQ(parse_cell_boolean("peut-être"), std::nullopt);
}

// ---------------------------------------------------------------- thousands

TEST(CsvThousands, AreNeverReadAsDecimalsOfPeopleOrMoney) {
  auto people = column("people", ColumnType::integer), paid = column("paid", ColumnType::number);
  paid.amounts = true;
  const auto read =
      read_csv(Bytes(std::string("people;paid\n1.000;1,500\n12,0;2 500,50\n")), "t.csv", {people, paid});
  ASSERT_FALSE(read);
  ASSERT_EQ(read.error().size(), 2u);
  EXPECT_EQ(read.error()[0].message.text(), "“1.000” can be read as 1000 and as 1.000");
  EXPECT_EQ(read.error()[0].hint.text(), "write 1000 if thousands are meant");
  EXPECT_EQ(read.error()[1].message.text(), "“1,500” can be read as 1500 and as 1.500");
}

TEST(CsvThousands, OfOtherNumbersAreAskedForOnce) {
  const auto read = read_csv(Bytes(std::string("mean\n1.500\n2.250\n0.125\n33.5\n")), "t.csv",
                             {column("mean", ColumnType::number)});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->table.rows[0][0].number, 1.5);
  ASSERT_EQ(read->warnings.size(), 1u);
  EXPECT_EQ(read->warnings[0].message.text(), "“1.500” is read as 1.500, not as 1500");
}

TEST(CsvThousands, AreThreeDigitsBehindOneMark) {
  for (const auto* text : {"1.500", "12,000", "-999.999", "١٢٫٠٠٠"})
    EXPECT_TRUE(may_be_thousands(text)) << text;
  for (const auto* text : {"0.500", "1.50", "1500", "1.500,50", "1234.567", ".500", "1.5000"})
    EXPECT_FALSE(may_be_thousands(text)) << text;
}

// ---------------------------------------------------------------- rows that stand for themselves

TEST(CsvRows, AnErrorSpoilsItsRowAlone) {
  auto day = column("day", ColumnType::date);
  const auto read =
      read_csv_rows(Bytes(std::string("name,day\nA,2025-06-03\nB,demain\nC\nD,\n")), "t.csv", {day});
  ASSERT_TRUE(read);
  ASSERT_EQ(read->rows.size(), 4u);
  EXPECT_EQ(read->rows.row(0)[1].date, parse_iso_date("2025-06-03"));
  EXPECT_EQ(read->rows.row(3)[0].text, "D");
  EXPECT_EQ(read->rows.span_of(read->rows.row(3)[0]).line, 5u);
  EXPECT_EQ(read->spoiled, (std::set<std::size_t>{1, 2}));
  ASSERT_EQ(read->diagnostics.size(), 2u);
  EXPECT_EQ(read->diagnostics[0].span.line, 3u);
  EXPECT_EQ(read->diagnostics[1].span.line, 4u);
}

TEST(CsvRows, WhatConcernsAllRowsIsAnErrorOfTheWhole) {
  EXPECT_FALSE(read_csv_rows(Bytes(std::string("nom\nA\n")), "t.csv", {column("name")}));
  EXPECT_FALSE(read_csv_rows(Bytes(std::string("name,\nA,x\n")), "t.csv", {}));
  EXPECT_FALSE(read_csv_rows(Bytes(std::string("")), "t.csv", {}));
  EXPECT_FALSE(read_csv_rows(Bytes(std::string("name\n\"A\n")), "t.csv", {}));
}

TEST(CsvRows, OfManyErrorsTheRestIsCounted) {
  std::string text = "day\n";
  for (int i = 0; i < 100; ++i) text += "demain\n";
  const auto read = read_csv_rows(Bytes(text), "t.csv", {column("day", ColumnType::date)});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->spoiled.size(), 100u);
  EXPECT_LT(read->diagnostics.size(), 60u);
}

TEST(CsvCells, Dates) {
  for (const char* text : {"2025-06-03", "03/06/2025", "3/6/2025", "03.06.2025"})
    EXPECT_EQ(parse_cell_date(text), parse_iso_date("2025-06-03")) << text;
  for (const char* text : {"06/2025", "31/02/2025", "3/6/25", "2025/06/03"})
    EXPECT_EQ(parse_cell_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace taqrir::input
