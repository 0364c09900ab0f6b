#include "model/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "model/builder.hpp"
#include "model/dump.hpp"
#include "sample.hpp"

namespace taqrir {
namespace {

using Json = nlohmann::json;
using test::messages;

/// A document with the members of `more`.
std::string with(const std::string& more) {
  return R"({"format":"taqrir-document","version":1,"language":"fr","blocks":[])" + more + "}";
}

std::string with_blocks(const std::string& blocks) {
  return R"({"format":"taqrir-document","version":1,"language":"fr","blocks":)" + blocks + "}";
}

std::string with_inlines(const std::string& inlines) {
  return with_blocks(R"([{"type":"paragraph","content":)" + inlines + "}]");
}

std::string refusal(const std::string& json) {
  const auto read = document_from_json(json, "plugin.json");
  return read ? "accepted" : messages(read.error());
}

TEST(DocumentJson, EveryNodeComesBackAsItWas) {
  const auto document = test::every_node();
  const auto json = to_json(document);
  const auto read = document_from_json(json, "x");
  ASSERT_TRUE(read) << messages(read.error());
  EXPECT_EQ(to_json(*read), json);
  EXPECT_EQ(dump(*read, true), dump(document, true));
}

TEST(DocumentJson, PlacesComeBackWithTheirFiles) {
  const auto read = document_from_json(to_json(test::every_node()), "x");
  ASSERT_TRUE(read);
  const auto& block = read->blocks.at(2);
  EXPECT_EQ(block.span.file->path(), "activities/05/recit.md");
  EXPECT_EQ(block.span.line, 1u);
  const auto& text = std::get<Paragraph>(read->blocks.at(4).content).content.at(0);
  EXPECT_EQ(text.span.column, 1u);
  EXPECT_EQ(text.span.end_column, 18u);
  EXPECT_EQ(text.span.file, block.span.file);
}

TEST(DocumentJson, WhatIsAsInAFreshNodeIsLeftOut) {
  Document document;
  document.blocks.push_back(heading(1, plain("A")));
  document.blocks.push_back(block(Rule{}));
  EXPECT_EQ(
      to_json(document),
      R"({"format":"taqrir-document","version":1,"language":"fr","blocks":[{"type":"heading","content":)"
      R"([{"type":"text","text":"A"}]},{"type":"rule"}]})"
      "\n");
}

TEST(DocumentJson, ABareDocumentHasTheDefaultsOfTheTree) {
  const auto read = document_from_json(
      with_blocks(R"([{"type":"heading","content":[]},{"type":"list","items":[]},{"type":"contents"}])"),
      "x");
  ASSERT_TRUE(read) << messages(read.error());
  const auto& first = std::get<Heading>(read->blocks[0].content);
  EXPECT_EQ(first.level, 1);
  EXPECT_TRUE(first.numbered);
  EXPECT_TRUE(first.in_contents);
  EXPECT_TRUE(std::get<List>(read->blocks[1].content).tight);
  EXPECT_EQ(std::get<Contents>(read->blocks[2].content).depth, 3);
}

TEST(DocumentJson, BrokenBytesAndInfinitiesStillGiveValidJson) {
  Document document;
  document.title = "a\xff";
  document.blocks.push_back(block(
      Chart{.categories = {"a", "b"}, .series = {{"s", {NAN, 1.5}, Tone::neutral}}, .maximum = INFINITY}));
  const auto read = document_from_json(to_json(document), "x");
  ASSERT_TRUE(read) << messages(read.error());
  EXPECT_EQ(read->title, "a\uFFFD");
  const auto& chart = std::get<Chart>(read->blocks[0].content);
  EXPECT_EQ(chart.series[0].values[0], std::nullopt);
  EXPECT_EQ(chart.maximum, std::nullopt);
}

TEST(DocumentJson, ANewerVersionIsRefusedBeforeAnythingElseIsLookedAt) {
  EXPECT_EQ(refusal(R"({"format":"taqrir-document","version":2,"new":true})"),
            "at /: version 2 of the document's form is newer than this program, which reads up to 1 — "
            "use a newer Taqrir, or write version 1\n");
  EXPECT_EQ(refusal(R"({"format":"taqrir-document","blocks":[]})"),
            "at /: “version” must be a number from 1\n");
  EXPECT_EQ(refusal(R"({"format":"taqrir-document","version":0})"),
            "at /: “version” must be a number from 1\n");
  EXPECT_EQ(refusal(R"({"version":1})"), "at /: “format” must be “taqrir-document”\n");
  EXPECT_EQ(refusal("[]"), "at /: expected a document (an object), found a list\n");
}

TEST(DocumentJson, AWrongTypeGivesItsPointer) {
  EXPECT_EQ(refusal(with_inlines(R"([{"type":"text","text":"a"},{"type":"text","text":7}])")),
            "at /blocks/0/content/1/text: expected a string, found a number\n");
  EXPECT_EQ(refusal(with_blocks(R"([{"type":"heading","level":1.5,"content":[]}])")),
            "at /blocks/0/level: expected a whole number, found a fraction\n");
  EXPECT_EQ(refusal(with_blocks(R"({"type":"rule"})")), "at /blocks: expected a list, found an object\n");
  EXPECT_EQ(refusal(with_inlines("[null]")), "at /blocks/0/content/0: expected an object, found null\n");
  EXPECT_EQ(refusal(with_blocks(R"([{"type":4}])")),
            "at /blocks/0/type: expected a string, found a number\n");
}

TEST(DocumentJson, AllErrorsComeAtOnce) {
  EXPECT_EQ(refusal(with_blocks(R"([{"type":"heading","level":7},{"type":"paragraf","content":[]},)"
                                R"({"type":"paragraph","content":[],"role":"leed"},{"content":[]}])")),
            "at /blocks/0/level: 7 is not between 1 and 6\n"
            "at /blocks/0: “content” is missing\n"
            "at /blocks/1/type: unknown type “paragraf” — did you mean “paragraph”?\n"
            "at /blocks/2/role: unknown value “leed” — did you mean “lead”?\n"
            "at /blocks/3: “type” is missing\n");
}

TEST(DocumentJson, UnknownKeysAreNamedWithTheNearest) {
  EXPECT_EQ(refusal(with(R"(,"titel":"x")")), "at /: unknown key “titel” — did you mean “title”?\n");
  EXPECT_EQ(refusal(with_blocks(R"([{"type":"rule","zzz":1}])")),
            "at /blocks/0: unknown key “zzz” — known are: type, id, language, place\n");
}

TEST(DocumentJson, WhatNeedsMoreThanATypeIsCheckedToo) {
  EXPECT_EQ(refusal(with(R"(,"date":"2025-02-30")")),
            "at /date: “2025-02-30” is no date such as 2025-02-03\n");
  EXPECT_EQ(refusal(with_blocks(R"([{"type":"rule","language":"fr FR"}])")),
            "at /blocks/0/language: “fr FR” is no language tag such as “fr” or “ar-MA”\n");
  EXPECT_EQ(refusal(with_blocks(R"([{"type":"rule","place":"recit.md"}])")),
            "at /blocks/0/place: “recit.md” is no place such as recit.md:12:5-9\n");
  EXPECT_EQ(refusal(with_blocks(R"([{"type":"chart","categories":["a","b"],"series":[{"values":[1]}]}])")),
            "at /blocks/0/series/0/values: expected 2 values, one for each category, found 1\n");
}

TEST(DocumentJson, FilesLieInsideTheMission) {
  for (const std::string path :
       {"/etc/passwd", "../secret", "a/../../secret", "a//b", "./a", "", "a\\\\b", "a\\u0000b"})
    EXPECT_NE(refusal(with_blocks(R"([{"type":"foreign-pages","file":{"path":")" + path + R"("}}])"))
                  .find("is no path within the mission"),
              std::string::npos)
        << path;
  EXPECT_EQ(refusal(with_blocks(R"([{"type":"foreign-pages","file":{"path":"a/..b/c..pdf"}}])")), "accepted");
}

TEST(DocumentJson, NoRowCoversMoreThanTheTable) {
  const std::string cell = R"({"content":[]})", tall = R"({"content":[],"row_span":2})";
  const auto table = [](const std::string& rows, const std::string& more = "") {
    return with_blocks(R"([{"type":"table","columns":[{},{}],"rows":[)" + rows + "]" + more + "}]");
  };
  EXPECT_EQ(refusal(table("[" + cell + "," + cell + "]")), "accepted");
  EXPECT_EQ(refusal(table("[" + tall + "," + cell + "],[" + cell + "]")), "accepted");
  EXPECT_EQ(refusal(table("[" + tall + "," + cell + "],[" + cell + "," + cell + "]")),
            "at /blocks/0/rows/1: the row covers 3 columns, the table has 2\n");
  EXPECT_EQ(refusal(table(R"([{"content":[],"column_span":3}])")),
            "at /blocks/0/rows/0: the row covers 3 columns, the table has 2\n");
  EXPECT_EQ(refusal(table(R"([{"content":[],"column_span":0}])")),
            "at /blocks/0/rows/0/0/column_span: 0 is not between 1 and 1000\n");
  EXPECT_EQ(refusal(table("", R"(,"total_rows":1)")),
            "at /blocks/0: “total_rows” is 1, but there are 0 rows\n");
}

TEST(DocumentJson, DeepNestingIsRefusedNotFollowed) {
  const auto nested = [](int depth) {
    std::string open, close;
    for (int i = 0; i < depth; ++i) {
      open += R"([{"type":"division","content":)";
      close += "}]";
    }
    return with_blocks(open + "[]" + close);
  };
  EXPECT_EQ(refusal(nested(128)), "accepted");
  const auto said = refusal(nested(129));
  EXPECT_NE(said.find("nested deeper than 128 nodes"), std::string::npos) << said;
  EXPECT_EQ(refusal(nested(100'000)).substr(0, 20), "at /blocks/0/content");
}

TEST(DocumentJson, TextThatIsNoJsonShowsWhereItStops) {
  const auto read = document_from_json("{\"format\":\n  nul}", "plugin.json");
  ASSERT_FALSE(read);
  ASSERT_EQ(read.error().size(), 1u);
  EXPECT_EQ(render(read.error()[0]),
            "plugin.json:2:6: error: not valid JSON: while parsing value - invalid literal\n"
            "    nul}\n"
            "       ^\n");
}

TEST(DocumentJson, AnyBytesAreAnsweredWithoutThrowing) {
  for (const std::string bytes : {"", "[", "\"\xff\"", "1e999", "nul", "{\"a\":1}{", "\xef\xbb\xbf{}"})
    EXPECT_NE(refusal(bytes), "accepted") << bytes;
  EXPECT_NE(refusal(std::string(1'000'000, '[')), "accepted");
}

TEST(RecordJson, HoldsPlainValuesAndTheirPlaces) {
  const SourceRef file = std::make_shared<SourceFile>("activity.toml", "");
  Record inner;
  inner.set("on",
            {Date{std::chrono::year{2025}, std::chrono::month{7}, std::chrono::day{2}}, {file, 4, 3, 0}});
  Record record;
  record.set("title", {LocalizedText{{{"ar", "ورشة"}, {"fr", "Atelier"}}}, {file, 1, 1, 0}});
  record.set("a/b", {ValueList{{std::int64_t{3}, {file, 2, 5, 6}}, {0.5, {}}, {true, {}}}, {}});
  record.set("status", {std::vector<Record>{inner}, {}});
  record.set("account", {FileRef{"activities/05/recit.md", {}}, {}});
  record.set("one", {LocalizedText{{{"", "même"}}}, {}});
  EXPECT_EQ(Json::parse(to_json(record)), Json::parse(R"({
    "format": "taqrir-record", "version": 1,
    "values": {"title": {"ar": "ورشة", "fr": "Atelier"}, "a/b": [3, 0.5, true], "status": {"on": "2025-07-02"},
               "account": "activities/05/recit.md", "one": "même"},
    "places": {"/title": "activity.toml:1:1", "/a~1b/0": "activity.toml:2:5-6", "/status/on": "activity.toml:4:3"}})"));
}

TEST(TableJson, CellsAreTypedAndMissingOnesNull) {
  Table table;
  table.columns = {{"code", ColumnType::text}, {"note", ColumnType::number}, {"n", ColumnType::integer}};
  Cell code{"P01", {}, {}, {}, 2, 1}, note{"12,5", 12.5, {}, {}, 2, 5}, none{"", {}, {}, {}, 2, 10};
  table.rows.push_back({code, note, none});
  table.file = std::make_shared<SourceFile>("donnees/notes.csv", "");
  EXPECT_EQ(Json::parse(to_json(table)), Json::parse(R"({
    "format": "taqrir-table", "version": 1, "file": "donnees/notes.csv",
    "columns": [{"name": "code", "type": "text"}, {"name": "note", "type": "number"}, {"name": "n", "type": "integer"}],
    "rows": [["P01", 12.5, null]], "places": [[[2, 1], [2, 5], [2, 10]]]})"));
}

}  // namespace
}  // namespace taqrir
