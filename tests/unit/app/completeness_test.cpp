#include "app/completeness.hpp"

#include <gmock/gmock.h>

#include "base/memory_world.hpp"
#include "input/due_plan.hpp"

namespace taqrir::app {
namespace {

using State = Deliverable::State;

class Completeness : public testing::Test {
 protected:
  Completeness() {
    mission(
        "[[requirement]]\ndeliverable = \"essay\"\nof = \"each activity\"\ndue = { days_after_end = 15 }\n");
  }

  void mission(const std::string& more) {
    world_.add("/m/mission.toml",
               "format_version = 1\nid = \"m\"\ntitle = \"M\"\nlanguages = [\"fr\"]\n"
               "period = { start = 2025-01-01, end = 2025-12-31 }\n" +
                   more);
  }

  void activity(const std::string& id, const std::string& deliverables) {
    world_.add("/m/activities/" + id + "/activity.toml",
               "title = \"" + id + "\"\ndates = { start = 2025-02-01, end = 2025-02-05 }\n" + deliverables);
  }

  std::vector<Deliverable> judged(const char* today) {
    static const Schema kNoFields;
    loaded_ =
        input::load_mission(world_, "/m", [](const std::string&) { return &kNoFields; }, {"essay", "other"});
    EXPECT_TRUE(loaded_.mission);
    for (const auto& d : loaded_.diagnostics) ADD_FAILURE() << render(d);
    return completeness(*loaded_.mission, *parse_iso_date(today));
  }

  Deliverable only(const char* today) {
    const auto all = judged(today);
    EXPECT_EQ(all.size(), 1u);
    return all.empty() ? Deliverable{} : all.front();
  }

  MemoryWorld world_;
  input::LoadedMission loaded_;
};

TEST_F(Completeness, MissingWhatIsOwedAndNotDeclared) {
  activity("01-a", "");
  const auto d = only("2025-03-01");
  EXPECT_EQ(d.state, State::missing);
  EXPECT_EQ(d.activity, "01-a");
  EXPECT_TRUE(d.owed);
  EXPECT_FALSE(d.declared);
  EXPECT_EQ(iso(*d.due), "2025-02-20");
}

TEST(PlannedDeadlines, OfTheDeliverableElseOfTheActivity) {
  Record rows[3];
  const auto day = [](const char* text) { return Value{*parse_iso_date(text), {}, {}}; };
  const auto word = [](const char* text) { return Value{std::string(text), {}, {}}; };
  rows[0].set("activity", word("01-a")), rows[0].set("end", day("2025-02-05"));
  rows[1].set("activity", word("01-a")), rows[1].set("start", day("2025-02-07"));
  rows[2].set("activity", word("01-a")), rows[2].set("deliverable", word("essay"));
  rows[2].set("end", day("2025-03-31"));
  const std::vector<Record> plan(rows, rows + 3);
  EXPECT_EQ(iso(*input::planned_due(plan, "essay", "01-a", 15)), "2025-03-31");
  EXPECT_EQ(iso(*input::planned_due(plan, "other", "01-a", 15)), "2025-02-22");
  EXPECT_FALSE(input::planned_due(plan, "essay", "02-b", 15));
  EXPECT_FALSE(input::planned_due(plan, "essay", "", 15));
}

TEST_F(Completeness, DraftIsLateAfterItsDayOnly) {
  activity("01-a", "[deliverables.essay]\nstatus = { state = \"draft\" }\n");
  EXPECT_EQ(only("2025-02-20").state, State::present);
  EXPECT_EQ(only("2025-02-21").state, State::late);
}

TEST_F(Completeness, SentInTimeStaysPresentSentAfterIsLate) {
  activity("01-a", "[deliverables.essay]\nstatus = { state = \"sent\", on = 2025-02-20 }\n");
  EXPECT_EQ(only("2026-01-01").state, State::present);
  activity("01-a", "[deliverables.essay]\nstatus = { state = \"validated\", on = 2025-02-21 }\n");
  EXPECT_EQ(only("2026-01-01").state, State::late);
}

TEST_F(Completeness, WaivedKeepsItsReason) {
  mission(
      "[[requirement]]\ndeliverable = \"essay\"\nof = \"each activity\"\n"
      "waived = { activity = \"01-a\", reason = \"Annulée.\" }\n");
  activity("01-a", "");
  const auto d = only("2026-01-01");
  EXPECT_EQ(d.state, State::waived);
  EXPECT_EQ(d.reason, "Annulée.");
}

TEST_F(Completeness, TheMissionsOwnStandsLastAndIsDueByDate) {
  mission(
      "[[requirement]]\ndeliverable = \"other\"\nof = \"mission\"\ndue = 2025-11-30\n"
      "[[requirement]]\ndeliverable = \"essay\"\nof = \"02-b\"\n");
  activity("01-a", "[deliverables.other]\n");
  activity("02-b", "");
  const auto all = judged("2025-01-01");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].activity, "01-a");
  EXPECT_FALSE(all[0].owed);
  EXPECT_EQ(all[1].activity, "02-b");
  EXPECT_FALSE(all[1].due);
  EXPECT_EQ(all[2].activity, "");
  EXPECT_EQ(iso(*all[2].due), "2025-11-30");
}

TEST_F(Completeness, MissingIsAnErrorOnceDueAndANoteBefore) {
  activity("01-a", "");
  const auto all = judged("2025-02-20");
  const auto before = missing(all, *parse_iso_date("2025-02-20"));
  ASSERT_EQ(before.size(), 1u);
  EXPECT_EQ(before[0].severity, Severity::note);
  const auto after = missing(all, *parse_iso_date("2025-02-21"));
  EXPECT_EQ(after[0].severity, Severity::error);
  EXPECT_EQ(after[0].message.text(), "“01-a” owes “essay”, due on 2025-02-20, and declares none");
  EXPECT_EQ(after[0].hint.text(),
            "add [deliverables.essay] to activities/01-a/activity.toml, or waive it here: waived = { "
            "activity = …, reason = … }");
}

}  // namespace
}  // namespace taqrir::app
