#include "app/manifest.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "base/memory_world.hpp"

namespace taqrir::app {
namespace {

ManifestEntry entry(const std::string& path, const std::string& content) {
  return {path,
          "..",
          "essay",
          "01-a",
          "pdf",
          3,
          content.size(),
          sha256_hex(content),
          {{"mission.toml", sha256_hex("m")}}};
}

Outcome verify(MemoryWorld& world, const std::string& path) { return Job(world, {}).verify({path}); }

TEST(Manifest, NewEntriesReplaceOlderOnesOfTheSamePath) {
  MemoryWorld world;
  ASSERT_TRUE(update_manifest(world, "/out", {entry("b.pdf", "1"), entry("a.pdf", "2")}));
  ASSERT_TRUE(update_manifest(world, "/out", {entry("b.pdf", "3")}));
  const auto manifest = read_manifest(world, "/out", "out/manifest.json");
  ASSERT_TRUE(manifest);
  ASSERT_EQ(manifest->outputs.size(), 2u);
  EXPECT_EQ(manifest->outputs[0].path, "a.pdf");
  EXPECT_EQ(manifest->outputs[1].sha256, sha256_hex("3"));
  EXPECT_EQ(manifest->outputs[1].sources.at(0).path, "mission.toml");
  EXPECT_EQ(manifest->outputs[1].pages, 3);
}

TEST(Manifest, RefusesWhatIsNoneAndWhatIsNewer) {
  MemoryWorld world;
  for (const char* text :
       {"", "[]", "{}", "{\"format_version\": 1}", "{\"format_version\": \"1\", \"outputs\": []}",
        "{\"format_version\": 1, \"outputs\": [{}]}"}) {
    world.add("/out/manifest.json", text);
    const auto read = read_manifest(world, "/out", "out/manifest.json");
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error()[0].message.text(), "this is no manifest of Taqrir");
  }
  world.add("/out/manifest.json", "{\"format_version\": 2, \"outputs\": []}");
  EXPECT_EQ(read_manifest(world, "/out", "out/manifest.json").error()[0].message.text(),
            "this manifest was written by a newer Taqrir");
}

TEST(Verify, NamesWhatChangedAndWhatIsGone) {
  MemoryWorld world;
  ASSERT_TRUE(
      update_manifest(world, "/out", {entry("a.pdf", "aaa"), entry("b.pdf", "bbb"), entry("c.pdf", "ccc")}));
  world.add("/out/a.pdf", "aaa");
  world.add("/out/b.pdf", "bbbb");
  const auto outcome = verify(world, "/out");
  EXPECT_EQ(outcome.status(), 1);
  ASSERT_EQ(outcome.outputs.size(), 1u);
  EXPECT_EQ(outcome.outputs[0].path, "/out/a.pdf");
  ASSERT_EQ(outcome.diagnostics.size(), 2u);
  EXPECT_EQ(render(outcome.diagnostics[0]),
            "/out/b.pdf: error: the file has changed since it was made\n"
            "  hint: build it again, or take the original from where it was delivered\n");
  EXPECT_EQ(render(outcome.diagnostics[1]),
            "/out/c.pdf: error: this file of the manifest is not there\n  hint: build it again\n");
}

TEST(Verify, ChangedSourcesAreWarnedOfOnly) {
  MemoryWorld world;
  ASSERT_TRUE(update_manifest(world, "/out", {entry("a.pdf", "aaa")}));
  world.add("/out/a.pdf", "aaa");
  world.add("/mission.toml", "changed");
  const auto outcome = verify(world, "/out/a.pdf");
  EXPECT_EQ(outcome.status(), 0);
  ASSERT_EQ(outcome.diagnostics.size(), 1u);
  EXPECT_EQ(outcome.diagnostics[0].severity, Severity::warning);
  EXPECT_EQ(outcome.diagnostics[0].message.text(), "a source of “a.pdf” has changed since");
}

TEST(Verify, FindsTheManifestAboveAnActivitysFolder) {
  MemoryWorld world;
  ASSERT_TRUE(update_manifest(world, "/out", {entry("01-a/essay.pdf", "aaa")}));
  world.add("/out/01-a/essay.pdf", "aaa");
  EXPECT_EQ(verify(world, "/out/01-a/essay.pdf").outputs.size(), 1u);
  const auto other = verify(world, "/out/01-a/esay.pdf");
  EXPECT_EQ(other.status(), 1);
  EXPECT_EQ(other.diagnostics[0].hint.text(), "did you mean “01-a/essay.pdf”?");
}

TEST(Verify, WithoutAManifestIsWrongUsage) {
  MemoryWorld world;
  world.add("/out/a.pdf", "aaa");
  EXPECT_EQ(verify(world, "/out").status(), 2);
}

}  // namespace
}  // namespace taqrir::app
