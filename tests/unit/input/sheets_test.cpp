// Sheets of a spreadsheet's XML as tables.
#include "input/sheets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace taqrir::input {
namespace {

using testing::HasSubstr;

const std::string kHead =
    R"(<x xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
    R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">)";

std::string cell(const std::string& attributes, const std::string& shown) {
  return "<table:table-cell " + attributes + "><text:p>" + shown + "</text:p></table:table-cell>";
}
std::string text(const std::string& words) { return cell("office:value-type=\"string\"", words); }
std::string row(const std::string& cells, const std::string& attributes = "") {
  return "<table:table-row" + attributes + ">" + cells + "</table:table-row>";
}
std::string sheet(const std::string& rows, const std::string& name = "Mai") {
  return "<table:table table:name=\"" + name + "\">" + rows + "</table:table>";
}

std::vector<Sheet> sheets(const std::string& inner) {
  auto out = sheets_in(kHead + inner + "</x>", "b.ods");
  EXPECT_TRUE(out) << (out ? "" : render(out.error().front()));
  return out ? std::move(*out) : std::vector<Sheet>{};
}
std::string csv(const std::string& rows) { return sheets(sheet(rows)).at(0).csv; }

TEST(Sheets, CellsAreTheirValues) {
  EXPECT_EQ(
      csv(row(cell(R"(office:value-type="float" office:value="1234.5")", "1 234,50 €") +
              cell(R"(office:value-type="percentage" office:value="0.4567")", "46 %") +
              cell(R"(office:value-type="date" office:date-value="2025-06-18")", "18/06/25") +
              cell(R"(office:value-type="date" office:date-value="2025-06-18T00:00:00")", "x") +
              cell(R"(office:value-type="time" office:time-value="PT12H30M00S")", "12h30") +
              cell(R"(office:value-type="boolean" office:boolean-value="true")", "VRAI") + text("=1+1"))),
      "1234.5,0.4567,2025-06-18,2025-06-18,12:30,true,=1+1\n");
}

TEST(Sheets, SeparatorsAndQuotesAreQuotedLineEndsAreSpaces) {
  EXPECT_EQ(csv(row(text("a,b") + text("c;d") + text("e\"f") + text("g\nh</text:p><text:p>i"))),
            "\"a,b\",\"c;d\",\"e\"\"f\",g h i\n");
}

TEST(Sheets, EmptyCellsAndRowsKeepTheirPlacesButForThoseAtTheEnd) {
  const auto empty = [](int times) {
    return "<table:table-cell table:number-columns-repeated=\"" + std::to_string(times) + "\"/>";
  };
  EXPECT_EQ(csv(row(text("a") + empty(2) + text("b") + empty(16000)) + row(empty(16384)) + row(text("c")) +
                row(empty(16384), " table:number-rows-repeated=\"1048000\"")),
            "a,,,b\n\nc,,,\n");
}

TEST(Sheets, RepeatedCellsAndRowsAndCoveredOnes) {
  EXPECT_EQ(
      csv(row(cell(R"(table:number-columns-repeated="2" office:value-type="float" office:value="7")", "7") +
                  "<table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>" + text("z"),
              " table:number-rows-repeated=\"2\"")),
      "7,7,hidden,z\n7,7,hidden,z\n");
}

TEST(Sheets, NotesAndDrawingsAreNoText) {
  EXPECT_EQ(
      csv(row(
          "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p>"
          "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></table:table-cell>")),
      "a\n");
}

TEST(Sheets, TooLargeOrBrokenIsAnError) {
  const auto huge = sheets_in(
      kHead +
          sheet(row(
              cell(R"(table:number-columns-repeated="150" office:value-type="float" office:value="1")", ""),
              " table:number-rows-repeated=\"1000000\"")) +
          "</x>",
      "b.ods");
  ASSERT_FALSE(huge);
  EXPECT_EQ(huge.error().front().message.text(), "a sheet in it has more than 200 columns or 200000 cells");
  for (const auto* broken : {"", "<x", "<x/>"}) EXPECT_FALSE(sheets_in(broken, "b.ods")) << broken;
  EXPECT_FALSE(
      sheets_in("<!DOCTYPE x [<!ENTITY e \"f\">]>" + kHead + sheet(row(text("&e;"))) + "</x>", "b.ods"));
}

TEST(Sheets, MessagesNameTheCell) {
  const auto all =
      sheets(sheet(row(text("code") + text("note")) + row("") + row(text("A") + text("beaucoup"))));
  const auto read = read_sheet(all.at(0), "b.ods", {{"note", ColumnType::number}});
  ASSERT_FALSE(read);
  EXPECT_THAT(render(read.error().front()),
              HasSubstr("b.ods: sheet “Mai”, cell B3: error: “beaucoup” is no number"));
}

TEST(Sheets, CellsOfATableKnowTheirPlace) {
  const auto all = sheets(sheet(row(text("code") + text("a,b")) + row(text("A") + text("x"))));
  const auto read = read_sheet(all.at(0), "b.ods", {});
  ASSERT_TRUE(read);
  const auto& table = read->table;
  EXPECT_EQ(place_in_words(table.span_of(table.rows.at(0).at(1))), "sheet “Mai”, cell B2");
  EXPECT_EQ(table.file->path(), "b.ods");
}

TEST(Sheets, APathMayNameASheet) {
  EXPECT_EQ(file_and_sheet("d/b.xlsx#Mai 2"), (std::pair<std::string, std::string>{"d/b.xlsx", "Mai 2"}));
  EXPECT_EQ(file_and_sheet("d/b.ods#1#2"), (std::pair<std::string, std::string>{"d/b.ods#1#2", ""}));
  EXPECT_EQ(file_and_sheet("d/b#c.csv"), (std::pair<std::string, std::string>{"d/b#c.csv", ""}));
}

}  // namespace
}  // namespace taqrir::input
