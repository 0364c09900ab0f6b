#include "app/build_cache.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "app/cache_folder.hpp"
#include "app/production.hpp"
#include "app/system_world.hpp"
#include "base/hash.hpp"
#include "base/memory_world.hpp"

namespace taqrir::app {
namespace {

constexpr const char* kText = "activities/01-a/text.md";

/// Entries are made by hand here; that reports make them is for the suite (build/up-to-date).
class Cache : public testing::Test {
 protected:
  Cache() {
    world_.set_environment("TAQRIR_CACHE", "/cache");
    world_.add("/data/locales/fr/document.toml", "piece = \"pièce {n}\"\n");
    world_.add("/data/themes/institutional.toml", "id = \"institutional\"\n");
    world_.add("/m/mission.toml",
               "format_version = 1\nid = \"m\"\ntitle = { fr = \"La mission\" }\nlanguages = [\"fr\"]\n"
               "period = { start = 2025-01-01, end = 2025-12-31 }\n");
    for (const auto* id : {"01-a", "02-b"})
      world_.add(std::string("/m/activities/") + id + "/activity.toml",
                 "title = { fr = \"L’atelier\" }\ndates = { start = 2025-02-03, end = 2025-02-05 }\n");
    world_.add(std::string("/m/") + kText, "un");
  }

  /// A run of the program: a fresh session and cache.
  struct Run {
    explicit Run(World& world, Locations locations = {{"/data"}, {}})
        : locations_(std::move(locations)),
          shop(world, locations_, {}),
          session(shop, "/m"),
          cache(session, {session.mission().folder}) {
      (void)shop.locale("fr");
    }
    Locations locations_;
    Workshop shop;
    MissionSession session;
    BuildCache cache;
  };

  void make(const std::string& key = "a") {
    Run run(world_);
    EXPECT_TRUE(run.shop.world.read(std::string("/m/") + kText));
    MadeBefore made;
    made.sha256 = "abc", made.bytes = 3, made.pages = 2, made.sources = {kText};
    auto file = std::make_shared<const SourceFile>(kText, "un\ndeux\n");
    made.diagnostics = {hinted(warning({file, 2, 1, 5}, "“{}” is odd", {"deux"}), "write “{}”", {"trois"})};
    run.cache.keep(key, std::move(made), {"mission.toml", "activities/01-a/activity.toml", kText});
    run.cache.save();
  }
  std::optional<MadeBefore> found(const std::string& key = "a") { return Run(world_).cache.find(key); }
  std::string file() const {
    for (const auto& [path, content] : world_.files())
      if (path.starts_with("/cache/")) return path;
    return {};
  }
  std::string content(const std::string& path) { return std::string(world_.read(path)->view()); }

  MemoryWorld world_;
};

TEST_F(Cache, WhatIsTheSameIsFoundWithItsWarnings) {
  make();
  const auto made = found();
  ASSERT_TRUE(made);
  EXPECT_EQ(made->sha256, "abc");
  EXPECT_EQ(made->pages, 2);
  EXPECT_THAT(made->sources, testing::ElementsAre(kText));
  ASSERT_EQ(made->diagnostics.size(), 1u);
  EXPECT_EQ(render(made->diagnostics[0]),
            "activities/01-a/text.md:2:1: warning: “deux” is odd\n  deux\n  ^~~~\n  hint: write “trois”\n");
  EXPECT_FALSE(found("b"));
}

TEST_F(Cache, ContentCountsNotTheWriting) {
  make();
  world_.add(std::string("/m/") + kText, "un");
  EXPECT_TRUE(found());
  world_.add(std::string("/m/") + kText, "deux");
  EXPECT_FALSE(found());
  world_.add(std::string("/m/") + kText, "un");
  EXPECT_TRUE(found());
}

TEST_F(Cache, AnotherActivityIsNoneOfItsConcern) {
  make();
  world_.add("/m/activities/02-b/activity.toml",
             "title = { fr = \"Autre\" }\ndates = { start = 2025-02-03, end = 2025-02-05 }\n");
  EXPECT_TRUE(found());
  world_.add("/m/activities/01-a/activity.toml",
             "title = { fr = \"Autre\" }\ndates = { start = 2025-02-03, end = 2025-02-05 }\n");
  EXPECT_FALSE(found());
}

TEST_F(Cache, ThemeLocaleAndDateCount) {
  make();
  world_.add("/data/themes/institutional.toml", "id = \"institutional\"\n# x\n");
  EXPECT_FALSE(found());
  make();
  world_.add("/data/locales/fr/document.toml", "piece = \"annexe {n}\"\n");
  EXPECT_FALSE(found());
  make();
  world_.set_environment("SOURCE_DATE_EPOCH", "1735689600");
  EXPECT_FALSE(found());
}

TEST_F(Cache, APluginsLibraryCountsByContent) {
  const Locations with_plugin{{"/data"}, {"/plugins"}};
  const auto found_with_plugin = [&] { return Run(world_, with_plugin).cache.find("a").has_value(); };
  world_.add("/plugins/p/plugin.toml",
             "id = \"p\"\ntitle = { fr = \"P\" }\nreports = [\"p\"]\nlibrary = \"p.so\"\n");
  world_.add("/plugins/p/p.so", "code");
  {
    Run run(world_, with_plugin);
    run.cache.keep("a", {}, {"mission.toml"});
    run.cache.save();
  }
  EXPECT_TRUE(found_with_plugin());
  world_.add("/plugins/p/p.so", "other code");
  EXPECT_FALSE(found_with_plugin());
  world_.add("/plugins/p/p.so", "code");
  EXPECT_TRUE(found_with_plugin());
  world_.add("/plugins/p/plugin.toml",
             "id = \"p\"\ntitle = { fr = \"Q\" }\nreports = [\"p\"]\nlibrary = \"p.so\"\n");
  EXPECT_FALSE(found_with_plugin());
}

TEST_F(Cache, AFontThatIsInstalledCounts) {
  {
    Run run(world_);
    EXPECT_FALSE(run.shop.world.find_font({"Amiri", false, false}));
    run.cache.keep("a", {}, {"mission.toml"});
    run.cache.save();
  }
  EXPECT_TRUE(found());
  world_.add_font({"/fonts/Amiri.ttf", 0, "Amiri", false, false});
  EXPECT_FALSE(found());
}

TEST_F(Cache, APictureThatOnlyThisReportTakesCounts) {
  world_.add("/m/activities/01-a/photo.png", "pixels");
  {
    Run run(world_);
    EXPECT_FALSE(run.session.assets().sha256({"activities/01-a/photo.png", {}}).empty());
    run.cache.keep("a", {}, {"mission.toml", "activities/01-a/photo.png"});
    run.cache.keep("b", {}, {"mission.toml"});
    run.cache.save();
  }
  world_.add("/m/activities/01-a/photo.png", "other pixels");
  EXPECT_FALSE(found("a"));
  EXPECT_TRUE(found("b"));
}

TEST_F(Cache, AThemeOfTheMissionsOwnTakesTheOthersPlace) {
  make();
  world_.add("/m/themes/institutional.toml", "id = \"institutional\"\n");
  EXPECT_FALSE(found());
}

TEST_F(Cache, OtherFoldersOfDataCountThoughTheOldLieThereStill) {
  make();
  EXPECT_FALSE(Run(world_, {{"/other", "/data"}, {}}).cache.find("a"));
}

TEST_F(Cache, ADamagedFileIsNone) {
  make();
  const auto path = file();
  auto text = content(path);
  text[text.find("abc")] = 'x';
  world_.add(path, text);
  EXPECT_FALSE(found());
  for (const auto* bad : {"", "{}", "not a cache"}) {
    world_.add(path, bad);
    EXPECT_FALSE(found());
  }
  make();
  EXPECT_TRUE(found());
}

TEST_F(Cache, AnotherProgramsFileIsNone) {
  make();
  const auto path = file();
  auto body = content(path).substr(64);
  const auto at = body.find("\"program\":\"") + 11;
  body[at] = body[at] == '0' ? '1' : '0';
  world_.add(path, sha256_hex(body) + body);
  EXPECT_FALSE(found());
}

TEST_F(Cache, AFileThatChangedWhileItWasReadIsNotTrusted) {
  Run run(world_);
  (void)run.shop.world.read(std::string("/m/") + kText);
  world_.add(std::string("/m/") + kText, "deux");
  (void)run.shop.world.read(std::string("/m/") + kText);
  run.cache.keep("a", {}, {kText});
  run.cache.save();
  EXPECT_FALSE(found());
}

TEST_F(Cache, TwoRunsAtOnceBothFindTheirOwn) {
  Run one(world_), two(world_);
  one.cache.keep("one", {}, {"mission.toml"});
  two.cache.keep("two", {}, {"mission.toml"});
  one.cache.save();
  two.cache.save();
  EXPECT_TRUE(found("one"));
  EXPECT_TRUE(found("two"));
}

TEST_F(Cache, RunsAtTheSameTimeOnOneDiskLeaveAWholeFile) {
  const auto folder = std::filesystem::temp_directory_path() / ("taqrir-cache-" + std::to_string(::getpid()));
  SystemWorld disk;
  const auto put = [&](const std::string& name, const std::string& text) {
    ASSERT_TRUE(disk.write((folder / name).string(), text));
  };
  put("m/mission.toml", content("/m/mission.toml"));
  put("data/locales/fr/document.toml", content("/data/locales/fr/document.toml"));
  put("data/themes/institutional.toml", content("/data/themes/institutional.toml"));
  ::setenv("TAQRIR_CACHE", (folder / "cache").c_str(), 1);
  const Locations locations{{(folder / "data").string()}, {}};
  const auto keep = [&](const std::string& key) {
    for (int i = 0; i < 20; ++i) {
      Workshop shop(disk, locations, {});
      MissionSession session(shop, (folder / "m").string());
      BuildCache cache(session, {session.mission().folder});
      cache.keep(key, {}, {"mission.toml"});
      cache.save();
    }
  };
  std::thread one(keep, "one"), two(keep, "two");
  one.join(), two.join();
  Workshop shop(disk, locations, {});
  MissionSession session(shop, (folder / "m").string());
  BuildCache cache(session, {session.mission().folder});
  EXPECT_TRUE(cache.find("one") || cache.find("two"));
  for (const auto& name : disk.list((folder / "cache").string()))
    EXPECT_THAT(name, testing::Not(testing::EndsWith(".tmp")));
  ::unsetenv("TAQRIR_CACHE");
  disk.remove(folder.string());
}

TEST_F(Cache, WithoutAPlaceNothingIsKept) {
  MemoryWorld bare;
  EXPECT_EQ(cache_folder(bare), "");
  bare.set_environment("HOME", "/home/a");
  EXPECT_EQ(cache_folder(bare), "/home/a/.cache/taqrir");
  bare.set_environment("XDG_CACHE_HOME", "relative");
  EXPECT_EQ(cache_folder(bare), "/home/a/.cache/taqrir");
  bare.set_environment("XDG_CACHE_HOME", "/x");
  EXPECT_EQ(cache_folder(bare), "/x/taqrir");
  bare.set_environment("TAQRIR_CACHE", "/own");
  EXPECT_EQ(cache_folder(bare), "/own");
}

}  // namespace
}  // namespace taqrir::app
