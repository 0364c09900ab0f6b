#include "input/mission.hpp"

#include <gtest/gtest.h>

#include "unit/input/support.hpp"

namespace taqrir::input {
namespace {

using test::said;

constexpr const char* kMission = R"(format_version = 1
id = "essai"
title = { fr = "Mission d'essai" }
languages = ["fr", "ar"]
period = { start = 2025-02-03, end = 2025-11-28 }
)";

constexpr const char* kActivity = R"(title = { fr = "Atelier" }
dates = { start = 2025-06-10, end = 2025-06-12 }
)";

class Missions : public ::testing::Test {
 protected:
  Missions() {
    world.add("/m/mission.toml", kMission);
    world.add("/m/activities/05-atelier/activity.toml", kActivity);
    narrative = {file_field("account", true), list_field("results", text_field(""))};
  }

  LoadedMission load(const std::string& folder = "/m") {
    const FieldsOf fields_of = [this](const std::string& report) {
      return report == "narrative-report" ? &narrative : nullptr;
    };
    return load_mission(world, folder, fields_of, {"narrative-report", "recommendations"});
  }
  void mission(const std::string& more) { world.add("/m/mission.toml", kMission + more); }
  void activity(const std::string& more) {
    world.add("/m/activities/05-atelier/activity.toml", kActivity + more);
  }
  std::string complaint() { return said(load().diagnostics); }

  MemoryWorld world;
  Schema narrative;
};

TEST_F(Missions, PiecesBearTheirActivitysNumber) {
  const auto groups = [&] {
    const auto loaded = load();
    std::vector<int> out;
    for (const auto& one : loaded.mission->activities)
      for (const auto& piece : one.pieces.all) out.push_back(piece.group);
    return out;
  };
  world.add("/m/activities/05-atelier/annexes/a.txt", "x");
  EXPECT_EQ(groups(), (std::vector{0})) << "one activity: its pieces are not taken for another's";
  world.add("/m/activities/07-suite/activity.toml", kActivity);
  world.add("/m/activities/07-suite/annexes/a.txt", "x");
  EXPECT_EQ(groups(), (std::vector{5, 7})) << "as the folders are numbered";
  activity("work_item = 2\n");
  world.add("/m/activities/07-suite/activity.toml", std::string(kActivity) + "work_item = 1\n");
  EXPECT_EQ(groups(), (std::vector{2, 1})) << "as the terms of reference number the work";
  world.add("/m/activities/fin/activity.toml", kActivity);
  EXPECT_EQ(groups(), (std::vector{1, 2})) << "neither tells all apart: by place";
}

TEST_F(Missions, AWholeOne) {
  world.add("/m/activities/05-atelier/recit.md", "x");
  world.add("/m/activities/05-atelier/annexes/a.PDF", "x");
  activity(
      "[deliverables.narrative-report]\naccount = \"recit.md\"\nversion = \"1\"\n"
      "status = { state = \"sent\", on = 2025-07-01 }\n"
      "[[piece]]\nid = \"pv\"\nfile = \"annexes/a.PDF\"\n");
  const auto loaded = load();
  EXPECT_EQ(said(loaded.diagnostics), "");
  ASSERT_TRUE(loaded.mission);
  EXPECT_EQ(loaded.mission->record.text("title", "fr"), "Mission d'essai");
  ASSERT_EQ(loaded.mission->activities.size(), 1u);
  const auto& activity = loaded.mission->activities[0];
  EXPECT_EQ(activity.id, "05-atelier");
  const auto* report = activity.record.table("deliverables")->table("narrative-report");
  EXPECT_EQ(report->file("account")->path, "activities/05-atelier/recit.md");
  EXPECT_EQ(report->table("status")->text("state"), "sent");
  ASSERT_EQ(activity.pieces.all.size(), 1u);
  EXPECT_EQ(activity.pieces.all[0].number, 1);
  EXPECT_EQ(activity.pieces.all[0].kind, Piece::Kind::pdf);
  EXPECT_EQ(activity.pieces.all[0].title.in("fr"), "a") << "the file's name where no title is given";
  EXPECT_EQ(loaded.mission->files_read,
            (std::vector<std::string>{"mission.toml", "activities/05-atelier/activity.toml"}));
}

TEST_F(Missions, NoSuchFolder) {
  EXPECT_EQ(said(load("/nowhere").diagnostics),
            "/nowhere: error: no such folder\n"
            "  hint: name a folder that holds a mission.toml\n");
  EXPECT_FALSE(load("/nowhere").mission);
}

TEST_F(Missions, FolderWithoutMission) {
  EXPECT_EQ(said(load("/m/activities").diagnostics),
            "/m/activities: error: no mission here: the folder has no mission.toml\n"
            "  hint: “taqrir init FOLDER” makes a mission that builds at once\n");
}

TEST_F(Missions, PathsInMessagesAreThoseTheUserGave) {
  mission("titel = 1\n");
  EXPECT_EQ(said(load("m/").diagnostics).substr(0, 15), "m/mission.toml:");
}

TEST_F(Missions, ErrorsOfAllFilesAtOnce) {
  mission("theem = \"x\"\n");
  activity("mode = \"on line\"\n");
  world.add("/m/activities/06-broken/activity.toml", "title = Atelier\n");
  const auto text = complaint();
  EXPECT_NE(text.find("unknown key “theem”"), std::string::npos) << text;
  EXPECT_NE(text.find("“mode” cannot be “on line”"), std::string::npos) << text;
  EXPECT_NE(text.find("/m/activities/06-broken/activity.toml:1:9: error: not valid TOML"), std::string::npos)
      << text;
}

TEST_F(Missions, ABrokenMissionFileDoesNotHideTheActivities) {
  world.add("/m/mission.toml", "id = \n");
  activity("plcae = \"x\"\n");
  EXPECT_NE(complaint().find("hint: did you mean “place”?"), std::string::npos);
  EXPECT_TRUE(load().mission);
}

TEST_F(Missions, MissingKeys) {
  world.add("/m/mission.toml", "id = \"x\"\n");
  EXPECT_EQ(
      complaint(),
      "/m/mission.toml: error: the required key “format_version” is missing\n  hint: add format_version = 1\n"
      "/m/mission.toml: error: the required key “title” is missing\n  hint: add title = \"…\"\n"
      "/m/mission.toml: error: the required key “languages” is missing\n  hint: add languages = [ … ]\n");
}

TEST_F(Missions, NewerFormat) {
  world.add("/m/mission.toml", "format_version = 2\nnew_key = 1\n");
  EXPECT_EQ(complaint(),
            "/m/mission.toml:1:18: error: this mission is written in format 2; this program knows format 1\n"
            "  format_version = 2\n"
            "                   ^\n"
            "  hint: install a newer Taqrir\n");
}

TEST_F(Missions, UnknownReportType) {
  activity("[deliverables.narative-report]\naccount = \"x\"\n");
  EXPECT_EQ(complaint(),
            "/m/activities/05-atelier/activity.toml:3:15: error: unknown report type “narative-report”\n"
            "  [deliverables.narative-report]\n"
            "                ^~~~~~~~~~~~~~~\n"
            "  hint: did you mean “narrative-report”?\n");
}

TEST_F(Missions, UnknownKeyOfAReport) {
  world.add("/m/activities/05-atelier/recit.md", "x");
  activity("[deliverables.narrative-report]\naccount = \"recit.md\"\nresult = [\"x\"]\n");
  EXPECT_EQ(complaint(),
            "/m/activities/05-atelier/activity.toml:5:1: error: unknown key “result”\n"
            "  result = [\"x\"]\n"
            "  ^~~~~~\n"
            "  hint: did you mean “results”?\n");
}

TEST_F(Missions, AReportWhosePluginCannotBeLoadedKeepsItsTable) {
  activity("[deliverables.recommendations]\nwhatever = 1\nstatus = { state = \"snet\" }\n");
  const auto loaded = load();
  EXPECT_NE(said(loaded.diagnostics).find("did you mean “sent”?"), std::string::npos);
  EXPECT_EQ(loaded.diagnostics.size(), 1u) << said(loaded.diagnostics);
  EXPECT_EQ(loaded.mission->activities[0]
                .record.table("deliverables")
                ->table("recommendations")
                ->integer("whatever"),
            1);
}

TEST_F(Missions, DeliverableThatIsNoTable) {
  activity("[deliverables]\nnarrative-report = true\n");
  EXPECT_NE(complaint().find("hint: write a section: [deliverables.narrative-report]"), std::string::npos);
}

TEST_F(Missions, EndBeforeStart) {
  world.add("/m/activities/05-atelier/activity.toml",
            "title = \"x\"\ndates = { start = 2025-06-12, end = 2025-06-10 }\n");
  EXPECT_EQ(complaint(),
            "/m/activities/05-atelier/activity.toml:2:37: error: the end (2025-06-10) is before the start "
            "(2025-06-12)\n"
            "  dates = { start = 2025-06-12, end = 2025-06-10 }\n"
            "                                      ^~~~~~~~~~\n"
            "  hint: exchange the two, or correct the wrong one\n");
}

TEST_F(Missions, AnInvertedPeriodIsToldOnce) {
  std::string inverted = kMission;
  inverted.replace(inverted.find("2025-02-03"), 10, "2026-02-03");
  world.add("/m/mission.toml", inverted);
  const auto out = complaint();
  EXPECT_NE(out.find("is before the start"), std::string::npos) << out;
  EXPECT_EQ(out.find("not within"), std::string::npos) << out;
}

TEST_F(Missions, ActivityOutsideThePeriod) {
  world.add("/m/activities/05-atelier/activity.toml", "title = \"x\"\ndates = { start = 2024-06-12 }\n");
  EXPECT_NE(
      complaint().find("warning: the activity (2024-06-12 to 2024-06-12) is not within the mission's period "
                       "(2025-02-03 to 2025-11-28)"),
      std::string::npos);
}

TEST_F(Missions, DuplicatePieceIds) {
  world.add("/m/activities/05-atelier/a.pdf", "x");
  activity("[[piece]]\nid = \"pv\"\nfile = \"a.pdf\"\n[[piece]]\nid = \"pv\"\nfile = \"a.pdf\"\n");
  EXPECT_EQ(complaint(),
            "/m/activities/05-atelier/activity.toml:7:6: error: the piece id “pv” is already that of the "
            "piece at line 3\n"
            "  id = \"pv\"\n"
            "       ^~~~\n"
            "  hint: give each piece of an activity its own id\n");
}

TEST_F(Missions, PieceIdWithASpace) {
  world.add("/m/activities/05-atelier/a.pdf", "x");
  activity("[[piece]]\nid = \"le pv\"\nfile = \"a.pdf\"\n");
  EXPECT_NE(complaint().find("error: “le pv” cannot be the id of a piece"), std::string::npos);
}

TEST_F(Missions, LanguageThatIsNone) {
  world.add("/m/mission.toml", "format_version = 1\nid = \"x\"\ntitle = \"x\"\nlanguages = [\"français\"]\n");
  EXPECT_NE(complaint().find("/m/mission.toml:4:14: error: “français” is no language"), std::string::npos);
}

TEST_F(Missions, RequirementsAreChecked) {
  mission("[[requirement]]\ndeliverable = \"narrativ-report\"\nof = \"05-atelie\"\ndue = 15\n");
  EXPECT_EQ(complaint(),
            "/m/mission.toml:7:15: error: unknown report type “narrativ-report”\n"
            "  deliverable = \"narrativ-report\"\n"
            "                ^~~~~~~~~~~~~~~~~\n"
            "  hint: did you mean “narrative-report”?\n"
            "/m/mission.toml:8:6: error: unknown activity “05-atelie”\n"
            "  of = \"05-atelie\"\n"
            "       ^~~~~~~~~~~\n"
            "  hint: did you mean “05-atelier”?\n"
            "/m/mission.toml:9:7: error: “due” must be a date or a number of days after the end\n"
            "  due = 15\n"
            "        ^~\n"
            "  hint: write due = 2025-06-30, or due = { days_after_end = 15 }\n");
}

TEST_F(Missions, PlansOfDeadlinesAreChecked) {
  mission(
      "[[requirement]]\ndeliverable = \"narrative-report\"\nof = \"each activity\"\ndue = { plan = \"plan\" "
      "}\n"
      "[[requirement]]\ndeliverable = \"narrative-report\"\nof = \"mission\"\ndue = { plan = "
      "\"narrative-report.steps\" }\n");
  EXPECT_EQ(complaint(),
            "/m/mission.toml:9:16: error: “plan” is no plan\n"
            "  due = { plan = \"plan\" }\n"
            "                 ^~~~~~\n"
            "  hint: write the report type and its list, with a point between: plan = \"TYPE.LIST\"\n"
            "/m/mission.toml:13:16: error: the mission has no plan “narrative-report.steps”\n"
            "  due = { plan = \"narrative-report.steps\" }\n"
            "                 ^~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  hint: [deliverables.narrative-report] in mission.toml wants a list “steps” whose rows have "
            "“activity” and “end”\n");
}

TEST_F(Missions, AReportThatAPlanMisspellsIsTold) {
  world.add("/m/activities/06-suite/activity.toml", kActivity);
  mission(
      "[deliverables.recommendations]\nsteps = [ { activity = \"05-atelier\", deliverable = "
      "\"narative-report\", end = 2025-07-01 } ]\n"
      "[[requirement]]\ndeliverable = \"narrative-report\"\nof = \"each activity\"\ndue = { plan = "
      "\"recommendations.steps\" }\n");
  const auto text = complaint();
  EXPECT_NE(text.find("error: unknown report type “narative-report”"), std::string::npos) << text;
  EXPECT_NE(text.find("hint: did you mean “narrative-report”?"), std::string::npos) << text;
  EXPECT_NE(text.find("warning: the plan “recommendations.steps” says nothing of “05-atelier”, “06-suite”"),
            std::string::npos)
      << text << "one warning for all";
}

TEST_F(Missions, OneWaiverBecomesAList) {
  mission(
      "[[requirement]]\ndeliverable = \"narrative-report\"\nof = \"each activity\"\ndue = { days_after_end = "
      "15 }\n"
      "waived = { activity = \"05-atelier\", reason = \"annulé\" }\n");
  const auto loaded = load();
  EXPECT_EQ(said(loaded.diagnostics), "");
  const auto requirement = loaded.mission->record.tables("requirement").at(0);
  EXPECT_EQ(requirement.table("due")->integer("days_after_end"), 15);
  ASSERT_EQ(requirement.tables("waived").size(), 1u);
  EXPECT_EQ(requirement.tables("waived")[0].text("reason"), "annulé");
}

TEST_F(Missions, WaiverWithoutReasonForAnUnknownActivity) {
  mission(
      "[[requirement]]\ndeliverable = \"narrative-report\"\nof = \"mission\"\nwaived = [ { activity = \"06\" "
      "} ]\n");
  const auto text = complaint();
  EXPECT_NE(text.find("the required key “reason” is missing"), std::string::npos) << text;
  EXPECT_NE(text.find("unknown activity “06”"), std::string::npos) << text;
}

TEST_F(Missions, PartsOfADossier) {
  mission(
      "[[dossier]]\nid = \"fin\"\ntitle = \"Fin\"\nparts = [\"cover\", \"contens\", \"05-atelier\", "
      "\"activities/*\"]\n");
  EXPECT_EQ(complaint(),
            "/m/mission.toml:9:19: error: unknown part “contens”\n"
            "  parts = [\"cover\", \"contens\", \"05-atelier\", \"activities/*\"]\n"
            "                    ^~~~~~~~~\n"
            "  hint: did you mean “contents”?\n");
}

TEST_F(Missions, FolderThatIsNoActivity) {
  world.add("/m/activities/brouillons/x.txt", "x");
  EXPECT_EQ(complaint(),
            "/m/activities/brouillons: warning: this folder is no activity: it has no activity.toml\n"
            "  hint: add an activity.toml, or move the folder out of “activities”\n");
}

TEST_F(Missions, NotUtf8) {
  world.add("/m/activities/05-atelier/activity.toml", "title = \"\xE9t\xE9\"\n");
  EXPECT_NE(complaint().find(
                "/m/activities/05-atelier/activity.toml:1:10: error: the file is not valid UTF-8 here"),
            std::string::npos);
}

TEST(MissionSchemas, NameEveryKeyOnce) {
  for (const auto* schema : {&mission_schema(), &activity_schema(), &deliverable_schema()})
    for (std::size_t i = 0; i < schema->size(); ++i)
      EXPECT_EQ(find_field(*schema, (*schema)[i].name), &(*schema)[i]) << (*schema)[i].name;
}

}  // namespace
}  // namespace taqrir::input
