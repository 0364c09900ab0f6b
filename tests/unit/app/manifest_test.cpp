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

ManifestEntry entry_of_files(const std::string& path, const std::vector<std::string>& names) {
  auto out = entry(path, path);
  for (const auto& name : names) out.files.add({name, 2, 30, sha256_hex(name)});
  out.rows = names.size();
  return out;
}

std::vector<std::string> names_of(const FileList& files) {
  std::vector<std::string> out;
  files.each([&](const ManifestFile& file) {
    out.push_back(file.path);
    EXPECT_EQ(file.sha256, sha256_hex(file.path));
    EXPECT_EQ(file.pages, 2);
    EXPECT_EQ(file.bytes, 30u);
  });
  return out;
}

TEST(Manifest, FilesOfRowsStandALineEachWithTheirEntry) {
  const std::vector<std::string> some{"a.pdf", "b \"c\"\n.pdf", "شهادة.pdf"}, others{"d.pdf"};
  const auto text =
      to_json({"", {entry_of_files("x", some), entry("y.pdf", "y"), entry_of_files("z", others)}});
  EXPECT_NE(text.find("      \"files\": [\n        {\"path\":\"a.pdf\",\"pages\":2,\"bytes\":30,"),
            std::string::npos)
      << text;
  const auto read = manifest_of(text, "m");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->outputs.size(), 3u);
  EXPECT_EQ(names_of(read->outputs[0].files), some);
  EXPECT_TRUE(read->outputs[1].files.empty());
  EXPECT_EQ(names_of(read->outputs[2].files), others);
  EXPECT_EQ(to_json(*read), text);
}

TEST(Manifest, FilesThatAreNoneAreRefused) {
  auto text = to_json({"", {entry_of_files("x", {"a.pdf"})}});
  text.replace(text.find("\"a.pdf\""), 7, "[\"a\"]");
  EXPECT_FALSE(manifest_of(text, "m"));
}

TEST(FileList, CopiesGrowApart) {
  FileList one;
  one.add({"a", 2, 30, sha256_hex("a")});
  auto two = one;
  two.add({"b", 2, 30, sha256_hex("b")});
  EXPECT_EQ(names_of(one), std::vector<std::string>{"a"});
  EXPECT_EQ(names_of(two), (std::vector<std::string>{"a", "b"}));
  EXPECT_NE(sha256_of(one), sha256_of(two));
}

TEST(FileList, OfADamagedTextThereIsNone) {
  FileList list;
  list.add({"a b\n", 2, 30, sha256_hex("a b\n")});
  const std::string text(list.text());
  ASSERT_TRUE(FileList::of(text));
  EXPECT_EQ(names_of(*FileList::of(text)), std::vector<std::string>{"a b\n"});
  for (std::size_t i = 0; i < text.size(); ++i)
    if (const auto cut = FileList::of(text.substr(0, i))) {
      EXPECT_EQ(i, 0u);
    }
  EXPECT_FALSE(FileList::of("2 30 hash 18446744073709551615 a\n"));
  EXPECT_FALSE(FileList::of("x 30 hash 1 a\n"));
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
