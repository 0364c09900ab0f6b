#include "app/report_context.hpp"

#include <gmock/gmock.h>

#include "base/memory_world.hpp"
#include "model/dump.hpp"

namespace taqrir::app {
namespace {

class Context : public testing::Test {
 protected:
  Context() {
    world_.add("/data/locales/fr/document.toml", "piece = \"pièce {n}\"\n");
    world_.add("/data/themes/institutional.toml", "id = \"institutional\"\n");
    world_.add("/m/mission.toml",
               "format_version = 1\nid = \"m\"\ntitle = { fr = \"La mission\" }\nlanguages = [\"fr\"]\n"
               "period = { start = 2025-01-01, end = 2025-12-31 }\n");
    world_.add("/m/activities/01-a/activity.toml",
               "title = { fr = \"L’atelier\" }\ndates = { start = 2025-02-03, end = 2025-02-05 }\n"
               "[[piece]]\nid = \"note\"\nfile = \"note.txt\"\n");
    world_.add("/m/activities/01-a/note.txt", "note");
  }

  /// The context of report “essay” of activity 01-a.
  const MissionContext& context() {
    session_ = std::make_unique<MissionSession>(shop_, "/m");
    for (const auto& d : session_->diagnostics()) ADD_FAILURE() << render(d);
    auto made = MissionContext::make(*session_, "essay", "01-a", nullptr, findings_);
    if (!made) ADD_FAILURE() << render(made.error().at(0));
    context_ = std::move(*made);
    return *context_;
  }

  Result<Blocks> text(const std::string& markdown) {
    world_.add("/m/activities/01-a/text.md", markdown);
    return context().text({"activities/01-a/text.md", {}}, 2);
  }

  MemoryWorld world_;
  Locations locations_{{"/data"}, {}};
  Workshop shop_{world_, locations_, {}};
  Findings findings_;
  std::unique_ptr<MissionSession> session_;
  std::unique_ptr<MissionContext> context_;
};

TEST_F(Context, TextsKnowPlaceholdersAndPieces) {
  const auto blocks = text("« {{ activity.title }} » de {{ mission.title }} : [[piece:note]].\n");
  ASSERT_TRUE(blocks) << render(blocks.error().at(0));
  Document document;
  document.blocks = *blocks;
  EXPECT_THAT(dump(document), testing::HasSubstr("« L’atelier » de La mission : [pièce 1](piece:01-a/note)."));
  EXPECT_THAT(findings_.sources, testing::ElementsAre("activities/01-a/text.md"));
}

TEST_F(Context, APieceOfAnotherActivityIsNamedWithIt) {
  world_.add("/m/activities/02-b/activity.toml",
             "title = \"B\"\ndates = { start = 2025-03-03 }\n[[piece]]\nid = \"note\"\nfile = \"b.txt\"\n");
  world_.add("/m/activities/02-b/b.txt", "b");
  const auto blocks = text("[[piece:note]] and [[piece:02-b/note|theirs]]\n");
  ASSERT_TRUE(blocks) << render(blocks.error().at(0));
  Document document;
  document.blocks = *blocks;
  EXPECT_THAT(dump(document), testing::HasSubstr("[pièce 1.1](piece:01-a/note) and [theirs](piece:02-b/note)"));
  EXPECT_TRUE(findings_.beyond_activity);
}

TEST_F(Context, APieceIdOfTwoActivitiesIsAnErrorInATextOfTheMission) {
  world_.add("/m/activities/02-b/activity.toml",
             "title = \"B\"\ndates = { start = 2025-03-03 }\n[[piece]]\nid = \"note\"\nfile = \"b.txt\"\n"
             "[[piece]]\nid = \"plan\"\nfile = \"b.txt\"\n");
  world_.add("/m/activities/02-b/b.txt", "b");
  world_.add("/m/intro.md", "See [[piece:plan]], [[piece:01-a/note]].\n\nAnd [[piece:note]].\n");
  context();
  const auto mission = MissionContext::make(*session_, "digest", "", nullptr, findings_);
  ASSERT_TRUE(mission);
  const auto blocks = (*mission)->text({"intro.md", {}}, 2);
  ASSERT_FALSE(blocks);
  ASSERT_EQ(blocks.error().size(), 1u);
  EXPECT_EQ(render(blocks.error()[0]),
            "/m/intro.md:3:5: error: “note” names two pieces: /m/activities/01-a/activity.toml:3:1 and "
            "/m/activities/02-b/activity.toml:3:1\n"
            "  And [[piece:note]].\n"
            "      ^~~~~~~~~~~~~~\n"
            "  hint: write [[piece:01-a/note]] or [[piece:02-b/note]]\n");
}

TEST_F(Context, TextsStayInsideTheMission) {
  world_.add("/secret.png", "secret");
  const auto blocks = text("![x](../../../secret.png)\n");
  ASSERT_FALSE(blocks);
  EXPECT_EQ(blocks.error()[0].message.text(), "“../../../secret.png” lies outside the mission folder");
}

TEST_F(Context, DocumentsAreDatedByTheMissionUnlessTheEnvironmentSays) {
  world_.set_today({std::chrono::year{2030}, std::chrono::January, std::chrono::day{1}});
  EXPECT_EQ(iso(context().today()), "2025-12-31");
  world_.set_environment("SOURCE_DATE_EPOCH", "1735689600");
  EXPECT_EQ(iso(context().today()), "2025-01-01");
  world_.set_environment("SOURCE_DATE_EPOCH", "yesterday");
  EXPECT_EQ(iso(context().today()), "2025-12-31");
}

TEST_F(Context, AReportThatHoldsItselfIsAnError) {
  const auto composed = context().compose("essay", {"01-a"});
  EXPECT_FALSE(composed.document);
  ASSERT_EQ(composed.diagnostics.size(), 1u);
  EXPECT_EQ(composed.diagnostics[0].message.text(), "“essay” of “01-a” would hold itself: essay → essay");
}

TEST_F(Context, ACircleIsFoundThroughOthers) {
  const auto& outer = context();
  auto middle = MissionContext::make(*session_, "digest", "", nullptr, findings_, &outer);
  ASSERT_TRUE(middle);
  const auto composed = (*middle)->compose("essay", {"01-a"});
  ASSERT_EQ(composed.diagnostics.size(), 1u);
  EXPECT_EQ(composed.diagnostics[0].message.text(),
            "“essay” of “01-a” would hold itself: essay → digest → essay");
}

TEST_F(Context, AnUnknownActivityIsAnError) {
  const auto composed = context().compose("essay", {"99-z"});
  ASSERT_EQ(composed.diagnostics.size(), 1u);
  EXPECT_EQ(composed.diagnostics[0].message.text(), "no activity is called “99-z”");
}

TEST_F(Context, AnErrorInOneReportsTableBlocksThatReportOnly) {
  world_.add("/m/activities/02-b/activity.toml",
             "title = \"B\"\ndates = { start = 2025-03-03 }\n\n[deliverables.essay]\n\n"
             "[[piece]]\nid = \"p\"\nfile = \"absent.pdf\"\n");
  const MissionSession session(shop_, "/m");
  EXPECT_TRUE(session.blocked("02-b", "anything"));  // the piece is everyone's
  EXPECT_FALSE(session.blocked("01-a", "anything"));

  world_.add("/m/activities/02-b/activity.toml",
             "title = \"B\"\ndates = { start = 2025-03-03 }\n\n[deliverables.essay]\nx = 1\n");
  const MissionSession again(shop_, "/m");
  EXPECT_TRUE(again.blocked("02-b", "essay"));  // of an unknown type
  EXPECT_FALSE(again.blocked("02-b", "other"));
}

}  // namespace
}  // namespace taqrir::app
