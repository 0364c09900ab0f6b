#include "input/toml.hpp"

#include <gtest/gtest.h>

#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::said;
using test::source;

Record parsed(const std::string& text) {
  auto record = parse_toml(source(text, "m.toml"));
  EXPECT_TRUE(record) << said(record);
  return record ? *record : Record();
}

std::string refused_toml(const std::string& text) {
  const auto record = parse_toml(source(text, "m.toml"));
  EXPECT_FALSE(record);
  return said(record);
}

TEST(Toml, KeepsTheOrderOfTheFile) {
  std::string keys;
  const auto record = parsed("zebra = 1\nant = 2\n[mole]\n[bear]\n");
  for (const auto& [key, value] : record.entries()) keys += key + " ";
  EXPECT_EQ(keys, "zebra ant mole bear ");
}

TEST(Toml, ValuesHaveTheirTypes) {
  const auto record = parsed(
      "t = \"é\"\ni = 7\nn = 1.5\nb = true\nd = 2025-02-03\nl = [\"a\", \"b\"]\n[x]\nk = 1\n[[y]]\n[[y]]\n");
  EXPECT_EQ(record.text("t"), "é");
  EXPECT_EQ(record.integer("i"), 7);
  EXPECT_EQ(record.number("i"), 7.0);
  EXPECT_EQ(record.number("n"), 1.5);
  EXPECT_EQ(record.boolean("b"), true);
  EXPECT_EQ(iso(record.date("d").value()), "2025-02-03");
  EXPECT_EQ(record.texts("l"), (std::vector<std::string>{"a", "b"}));
  ASSERT_NE(record.table("x"), nullptr);
  EXPECT_EQ(record.table("x")->integer("k"), 1);
  EXPECT_EQ(record.tables("y").size(), 2u);
}

TEST(Toml, PlacesCountCharactersNotBytes) {
  const auto record = parsed("a = { \"été\" = \"œuvre\", b = 2 }\n");
  const auto& b = *record.table("a")->find("b");
  EXPECT_EQ(b.key.line, 1u);
  EXPECT_EQ(b.key.column, 24u);
  EXPECT_EQ(b.span.column, 28u);
  EXPECT_EQ(b.span.end_column, 29u);
}

TEST(Toml, ATableStandsWhereItsHeaderStands) {
  const auto record = parsed("a = 1\n\n[programme]\nname = \"x\"\n");
  EXPECT_EQ(record.table("programme")->span().line, 3u);
  EXPECT_EQ(record.span().line, 0u) << "the file as a whole";
}

TEST(Toml, CurlyQuotes) {
  EXPECT_EQ(refused_toml("a = 1\ntitle = “Atelier”\n"),
            "m.toml:2:9: error: not valid TOML (value): could not determine value type\n"
            "  title = “Atelier”\n"
            "          ^\n"
            "  hint: put texts between straight quotes: \"…\"\n");
}

TEST(Toml, TextWithoutQuotes) {
  EXPECT_EQ(refused_toml("place = Rabat\n"),
            "m.toml:1:9: error: not valid TOML (value): could not determine value type\n"
            "  place = Rabat\n"
            "          ^\n"
            "  hint: put texts between quotes: \"…\"\n");
}

TEST(Toml, QuoteThatIsNotClosed) {
  EXPECT_EQ(
      refused_toml("place = \"Rabat\nmode = \"remote\"\n"),
      "m.toml:1:15: error: not valid TOML (string): unescaped control characters other than TAB (U+0009) are "
      "explicitly prohibited\n"
      "  place = \"Rabat\n"
      "                ^\n"
      "  hint: a quote on this line opens a text and none closes it\n");
}

TEST(Toml, KeyTwice) {
  EXPECT_EQ(refused_toml("a = 1\na = 2\n"),
            "m.toml:2:5: error: not valid TOML (key-value pair): cannot redefine existing integer 'a'\n"
            "  a = 2\n"
            "      ^\n"
            "  hint: each key stands once in its table: remove or rename one of the two\n");
}

TEST(Toml, DayThatDoesNotExist) {
  EXPECT_EQ(refused_toml("start = 2025-02-30\n"),
            "m.toml:1:19: error: not valid TOML (date): expected day between 1 and 28 (inclusive), saw 30\n"
            "  start = 2025-02-30\n"
            "                    ^\n"
            "  hint: a date is written year-month-day and must exist: 2025-06-30\n");
}

TEST(Toml, FrenchDate) {
  EXPECT_NE(refused_toml("start = 03/02/2025\n")
                .find("hint: a date is written year-month-day and must exist: 2025-06-30"),
            std::string::npos);
}

TEST(Toml, WindowsPath) {
  EXPECT_NE(refused_toml("file = \"annexes\\photo.png\"\n").find("paths are written with “/”"), std::string::npos);
}

TEST(Toml, InlineTableOnSeveralLines) {
  EXPECT_NE(refused_toml("title = { fr = \"a\",\n ar = \"b\" }\n")
                .find("hint: a table between “{” and “}” stands on one line"),
            std::string::npos);
}

TEST(Toml, SlipsOfThoseWhoAreNoProgrammers) {
  const auto hint = [](const std::string& text) {
    const auto out = said(parse_toml(source(text, "a.toml")));
    const auto at = out.find("hint: ");
    return at == std::string::npos ? out : out.substr(at + 6, out.size() - at - 7);
  };
  EXPECT_EQ(hint("a = vrai\n"), "write true, without quotes");
  EXPECT_EQ(hint("a = Non # pas\n"), "write false, without quotes");
  EXPECT_EQ(hint("a = 20,5\n"), "decimals stand behind a point: 20.5");
  EXPECT_EQ(hint("place: \"Rabat\"\n"), "a line is “key = value”");
  EXPECT_EQ(hint("place \"Rabat\"\n"), "a line is “key = value”");
  EXPECT_EQ(hint("[a]\nb = 1\n[a]\nc = 2\n"), "each [section] stands once: put the keys of both together");
  EXPECT_EQ(hint("[[a]]\nb = 1\n[a]\nc = 2\n"), "it has two brackets above: write [[…]] here too");
}

TEST(Toml, ListThatIsNotClosed) {
  EXPECT_NE(refused_toml("languages = [\"fr\",\n").find("hint: the list that “[” opens is not closed by “]”"),
            std::string::npos);
}

// ---------------------------------------------------------------- check

class Check : public ::testing::Test {
 protected:
  Record checked(const std::string& text, const Schema& schema) {
    diagnostics.clear();
    return check(parsed(text), schema, {&world, "/m", "activities/a"}, diagnostics);
  }
  std::string complaint(const std::string& text, const Schema& schema) {
    checked(text, schema);
    return said(diagnostics);
  }

  MemoryWorld world;
  Diagnostics diagnostics;
};

TEST_F(Check, UnknownKeyNearAKnownOne) {
  EXPECT_EQ(complaint("titel = \"x\"\n", {text_field("title"), text_field("place")}),
            "m.toml:1:1: error: unknown key “titel”\n"
            "  titel = \"x\"\n"
            "  ^~~~~\n"
            "  hint: did you mean “title”?\n");
}

TEST_F(Check, UnknownKeyFarFromAll) {
  EXPECT_EQ(complaint("zzzzzz = 1\n", {text_field("title"), text_field("place")}),
            "m.toml:1:1: error: unknown key “zzzzzz”\n"
            "  zzzzzz = 1\n"
            "  ^~~~~~\n"
            "  hint: keys known here: title, place\n");
}

TEST_F(Check, MissingKeysOfTheFileAndOfATable) {
  EXPECT_EQ(
      complaint("[dates]\n", {text_field("title", true), table_field("dates", {date_field("start", true)})}),
      "m.toml:1:1: error: the required key “start” is missing\n"
      "  [dates]\n"
      "  ^~~~~~~\n"
      "  hint: add start = 2025-06-30\n"
      "m.toml: error: the required key “title” is missing\n"
      "  hint: add title = \"…\"\n");
}

TEST_F(Check, EveryErrorAtOnce) {
  complaint("a = 1\nb = \"x\"\nc = 2\n", {text_field("a"), integer_field("b"), text_field("d", true)});
  EXPECT_EQ(diagnostics.size(), 4u);
}

TEST_F(Check, NumberForText) {
  EXPECT_EQ(complaint("version = 1.1\n", {text_field("version")}),
            "m.toml:1:11: error: “version” must be a text, not a number with decimals\n"
            "  version = 1.1\n"
            "            ^~~\n"
            "  hint: put it between quotes: version = \"1.1\"\n");
}

TEST_F(Check, TextForNumber) {
  EXPECT_EQ(complaint("work_item = \"3\"\n", {integer_field("work_item")}),
            "m.toml:1:13: error: “work_item” must be a whole number, not a text\n"
            "  work_item = \"3\"\n"
            "              ^~~\n"
            "  hint: write it without quotes: work_item = 3\n");
}

TEST_F(Check, DateAsFrenchText) {
  EXPECT_EQ(complaint("on = \"03/02/2025\"\n", {date_field("on")}),
            "m.toml:1:6: error: “on” must be a date, not a text\n"
            "  on = \"03/02/2025\"\n"
            "       ^~~~~~~~~~~~\n"
            "  hint: write it year-month-day, without quotes: on = 2025-02-03\n");
}

TEST_F(Check, TimeForDate) {
  EXPECT_NE(complaint("on = 12:30:00\n", {date_field("on")}).find("“on” must be a date, not a time"),
            std::string::npos);
}

TEST_F(Check, OneTextForAList) {
  EXPECT_NE(complaint("languages = \"fr\"\n", {list_field("languages", text_field(""))})
                .find("hint: put it between square brackets: languages = [\"fr\"]"),
            std::string::npos);
}

TEST_F(Check, ElementOfAListOfTheWrongType) {
  EXPECT_EQ(complaint("languages = [\"fr\", 2]\n", {list_field("languages", text_field(""))}),
            "m.toml:1:20: error: “languages” must be a text, not a whole number\n"
            "  languages = [\"fr\", 2]\n"
            "                     ^\n"
            "  hint: put it between quotes: languages = \"2\"\n");
}

TEST_F(Check, ChoiceNearAKnownOne) {
  EXPECT_EQ(complaint("state = \"validate\"\n", {choice_field("state", {"draft", "sent", "validated"})}),
            "m.toml:1:9: error: “state” cannot be “validate”\n"
            "  state = \"validate\"\n"
            "          ^~~~~~~~~~\n"
            "  hint: did you mean “validated”? it is one of draft, sent, validated\n");
}

TEST_F(Check, RangeOfNumbers) {
  auto field = number_field("share");
  field.minimum = 0, field.maximum = 1;
  EXPECT_NE(complaint("share = 1.5\n", {field}).find("error: “share” must be at most 1, not 1.5"),
            std::string::npos);
  EXPECT_NE(complaint("share = -1\n", {field}).find("error: “share” must be at least 0, not -1"),
            std::string::npos);
  EXPECT_NE(complaint("share = nan\n", {field}).find("“share” must be a number"), std::string::npos);
}

TEST_F(Check, LocalizedTextInBothForms) {
  const auto record =
      checked("a = \"x\"\nb = { fr = \"y\", ar = \"ي\" }\n", {localized_field("a"), localized_field("b")});
  EXPECT_EQ(said(diagnostics), "");
  EXPECT_EQ(record.text("a", "ar"), "x");
  EXPECT_EQ(record.text("b", "ar"), "ي");
  EXPECT_EQ(record.text("b"), "y") << "French without a language asked for";
}

TEST_F(Check, LocalizedTextWithoutALanguage) {
  EXPECT_EQ(complaint("a = { french = \"x\" }\n", {localized_field("a")}),
            "m.toml:1:7: error: “french” is no language\n"
            "  a = { french = \"x\" }\n"
            "        ^~~~~~\n"
            "  hint: write fr, ar, zgh, en …\n");
}

TEST_F(Check, ListOfTables) {
  const auto record = checked("items = [ { text = \"a\" }, { text = \"b\" } ]\n",
                              {list_field("items", table_field("", {text_field("text", true)}))});
  ASSERT_EQ(record.tables("items").size(), 2u);
  EXPECT_EQ(record.tables("items")[1].text("text"), "b");
}

// ---------------------------------------------------------------- files

TEST_F(Check, FileIsRelativeToItsTomlOrToTheMission) {
  world.add("/m/activities/a/x.csv", "1");
  world.add("/m/shared/y.csv", "1");
  const auto record = checked("a = \"x.csv\"\nb = \"/shared/y.csv\"\nc = \"../../shared/y.csv\"\n",
                              {file_field("a"), file_field("b"), file_field("c")});
  EXPECT_EQ(said(diagnostics), "");
  EXPECT_EQ(record.file("a")->path, "activities/a/x.csv");
  EXPECT_EQ(record.file("b")->path, "shared/y.csv");
  EXPECT_EQ(record.file("c")->path, "shared/y.csv");
}

TEST(Files, AccentsOfAnotherSystem) {
  MemoryWorld world;
  world.add("/m/e\u0301te\u0301/re\u0301cit.md", "x");
  const FileContext files{&world, "/m", ""};
  const auto found = find_file(files, "\u00e9t\u00e9/r\u00e9cit.md", {});
  ASSERT_TRUE(found) << said(found);
  EXPECT_EQ(found->path, "e\u0301te\u0301/re\u0301cit.md");
}

TEST_F(Check, FileMissingWithANearName) {
  world.add("/m/activities/a/donnees/presences.csv", "1");
  EXPECT_EQ(complaint("attendance = \"donnees/presence.csv\"\n", {file_field("attendance")}),
            "m.toml:1:14: error: no such file: “donnees/presence.csv”\n"
            "  attendance = \"donnees/presence.csv\"\n"
            "               ^~~~~~~~~~~~~~~~~~~~~~\n"
            "  hint: did you mean “donnees/presences.csv”?\n");
}

TEST_F(Check, FolderMissing) {
  world.add("/m/activities/a/activity.toml", "");
  EXPECT_NE(complaint("file = \"annexes/scans/x.pdf\"\n", {file_field("file")})
                .find("hint: the mission has no folder “activities/a/annexes”"),
            std::string::npos);
}

TEST_F(Check, FileOutsideTheMission) {
  world.add("/secret.txt", "x");
  EXPECT_EQ(complaint("file = \"../../../secret.txt\"\n", {file_field("file")}),
            "m.toml:1:8: error: “../../../secret.txt” lies outside the mission folder\n"
            "  file = \"../../../secret.txt\"\n"
            "         ^~~~~~~~~~~~~~~~~~~~~\n"
            "  hint: copy the file into the mission folder and name it from there\n");
}

// A World in which one path is a link that leads out of the mission.
class LinkedWorld : public MemoryWorld {
 public:
  std::string canonical(const std::string& path) override {
    return path.find("/link.txt") == std::string::npos ? MemoryWorld::canonical(path) : "/etc/shadow";
  }
};

TEST(Files, ALinkThatLeadsOutOfTheMissionIsRefused) {
  LinkedWorld world;
  world.add("/m/x.txt", "x");
  EXPECT_NE(said(find_file({&world, "/m", ""}, "link.txt", {})).find("lies outside the mission folder"),
            std::string::npos);
}

TEST_F(Check, FolderForAFile) {
  world.add("/m/activities/a/annexes/x.pdf", "1");
  EXPECT_NE(complaint("file = \"annexes\"\n", {file_field("file")}).find("“annexes” is a folder, not a file"),
            std::string::npos);
}

TEST_F(Check, WebAddressForAFile) {
  EXPECT_NE(complaint("file = \"https://x.org/a.png\"\n", {file_field("file")})
                .find("“https://x.org/a.png” is a web address, not a file"),
            std::string::npos);
}

}  // namespace
}  // namespace taqrir::input
