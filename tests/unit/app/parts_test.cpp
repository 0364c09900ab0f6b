// The small parts: paths, locations, selectors, furniture, the pool.
#include <gmock/gmock.h>

#include <set>

#include "app/furniture.hpp"
#include "app/locations.hpp"
#include "app/paths.hpp"
#include "app/pool.hpp"
#include "app/selectors.hpp"
#include "base/memory_world.hpp"

namespace taqrir::app {
namespace {

using testing::ElementsAre;

TEST(Paths, JoinDropsTheCurrentFolder) {
  EXPECT_EQ(join("", "a"), "a");
  EXPECT_EQ(join(".", "a"), "a");
  EXPECT_EQ(join("/", "a"), "/a");
  EXPECT_EQ(join("x/", "a"), "x/a");
}

TEST(Paths, LiesInAsksForWholeNames) {
  EXPECT_TRUE(lies_in("/a/b", "/a"));
  EXPECT_TRUE(lies_in("/a", "/a"));
  EXPECT_FALSE(lies_in("/ab", "/a"));
  EXPECT_TRUE(lies_in("/a", "/"));
}

TEST(Paths, PartsOfAPath) {
  EXPECT_EQ(parent("a/b.pdf"), "a");
  EXPECT_EQ(parent("/a"), "/");
  EXPECT_EQ(parent("a"), "");
  EXPECT_EQ(stem("a/b.tar.gz"), "b.tar");
  EXPECT_EQ(extension("a/B.PDF"), ".pdf");
  EXPECT_EQ(relative_to("/m/x", "/m/out"), "../x");
  EXPECT_EQ(normal("a/../b/./c/"), "b/c");
}

TEST(Locations, InstalledBesideTheProgram) {
  MemoryWorld world;
  world.add("/usr/lib/x86_64-linux-gnu/taqrir/plugins/a/plugin.toml", "");
  const auto found = locate(world, "/usr/bin/taqrir", {"mine"});
  EXPECT_THAT(found.data, ElementsAre("/usr/share/taqrir/templates"));
  EXPECT_THAT(found.plugins, ElementsAre("mine", "/usr/lib/x86_64-linux-gnu/taqrir/plugins"));
}

TEST(Locations, TheEnvironmentReplacesDataAndAddsPlugins) {
  MemoryWorld world;
  world.add("/b/lib/taqrir/plugins/a/plugin.toml", "");
  world.set_environment("TAQRIR_DATA", "/d1:/d2");
  world.set_environment("TAQRIR_PLUGINS", "/p:");
  const auto found = locate(world, "/b/bin/taqrir", {});
  EXPECT_THAT(found.data, ElementsAre("/d1", "/d2"));
  EXPECT_THAT(found.plugins, ElementsAre("/p", "/b/lib/taqrir/plugins"));
}

TEST(Selectors, TypeActivityOrBoth) {
  const Target target{"05-atelier-plan", "essay"};
  for (const char* word :
       {"essay", "05-atelier-plan", "05", "05-atelier", "05/essay", "05-atelier-plan/essay"})
    EXPECT_TRUE(selects(word, target)) << word;
  for (const char* word : {"", "0", "05-at", "06", "05/other", "/essay", "05/"})
    EXPECT_FALSE(selects(word, target)) << word;
}

TEST(Selectors, TheMissionsOwnIsChosenByItsType) {
  EXPECT_TRUE(selects("essay", {"", "essay"}));
  EXPECT_FALSE(selects("05", {"", "essay"}));
}

Value value(Value::Content content) { return {std::move(content), {}}; }

Value names(const char* fr, const char* ar) { return value(LocalizedText{{{"fr", fr}, {"ar", ar}}}); }

TEST(Furniture, OrganisationInTheMiddleProgrammeAtTheEndFunderAtTheStart) {
  Record organisation, programme, mission, logo;
  organisation.set("name", names("L’organisation", "المنظمة"));
  programme.set("name", names("Le programme", "البرنامج"));
  logo.set("file", value(FileRef{"brand/o.png", {}}));
  logo.set("alt", value(std::string("Emblème")));
  logo.set("role", value(std::string("organisation")));
  mission.set("organisation", value(std::vector<Record>{organisation}));
  mission.set("programme", value(std::vector<Record>{programme}));
  mission.set("logo", value(ValueList{value(std::vector<Record>{logo})}));
  input::Visibility visibility;
  visibility.logo = "/data/eu.png";
  visibility.logo_alt.by_language = {{"fr", "Emblème de l’Union"}};
  visibility.statement.by_language = {{"fr", "Financé par l’Union"}, {"ar", "بتمويل من الاتحاد"}};

  const auto out = furniture(mission, &visibility, "ar");
  ASSERT_EQ(out.middle.lines.size(), 2u);
  EXPECT_EQ(out.middle.lines[0].language, "ar");
  EXPECT_TRUE(out.middle.lines[0].strong);
  EXPECT_EQ(out.middle.logos.at(0).file.path, "brand/o.png");
  EXPECT_EQ(out.end.lines.at(1).text, "Le programme");
  EXPECT_EQ(out.start.logos.at(0).file.path, "/data/eu.png");
  EXPECT_EQ(out.start.lines.at(0).text, "بتمويل من الاتحاد");
  EXPECT_EQ(out.footer, "بتمويل من الاتحاد");
}

TEST(Furniture, TheMissionsOwnFunderLogoStandsInPlaceOfTheRules) {
  Record mission, logo;
  logo.set("file", value(FileRef{"brand/f.png", {}}));
  logo.set("role", value(std::string("funder")));
  mission.set("logo", value(ValueList{value(std::vector<Record>{logo})}));
  input::Visibility visibility;
  visibility.logo = "/data/eu.png";
  const auto out = furniture(mission, &visibility, "fr");
  ASSERT_EQ(out.start.logos.size(), 1u);
  EXPECT_EQ(out.start.logos[0].file.path, "brand/f.png");
}

TEST(Pool, DoesEachPieceOnceAndFinishesTheOthersWhenOneThrows) {
  std::vector<std::atomic<int>> done(100);
  EXPECT_THROW(run_parallel(done.size(), 4,
                            [&](std::size_t i) {
                              ++done[i];
                              if (i == 7) throw std::runtime_error("seven");
                            }),
               std::runtime_error);
  for (const auto& n : done) EXPECT_EQ(n, 1);
}

TEST(Pool, NoMoreThreadsThanWork) {
  EXPECT_EQ(thread_count(8, 3), 3u);
  EXPECT_EQ(thread_count(2, 3), 2u);
  EXPECT_EQ(thread_count(4, 0), 1u);
  EXPECT_GE(thread_count(0, 3), 1u);
}

}  // namespace
}  // namespace taqrir::app
