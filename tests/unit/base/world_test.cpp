#include <gtest/gtest.h>

#include "base/memory_world.hpp"

namespace taqrir {
namespace {

std::string said(const Diagnostics& diagnostics) {
  std::string out;
  for (const auto& d : diagnostics) out += render(d);
  return out;
}

class Memory : public ::testing::Test {
 protected:
  Memory() {
    world.add("/m/a.txt", "a");
    world.add("m/sub/b.txt", "bb");
    world.add("/m2/c.txt", "c");
  }
  MemoryWorld world;
};

TEST_F(Memory, PathsAreNormal) {
  EXPECT_EQ(world.canonical("m/./sub/../a.txt"), "/m/a.txt");
  EXPECT_EQ(world.canonical("/m/"), "/m");
  EXPECT_EQ(world.canonical("/"), "/");
  EXPECT_EQ(world.read("/m/sub/../a.txt")->view(), "a");
}

TEST_F(Memory, FoldersAreWhatFilesStandIn) {
  EXPECT_TRUE(world.info("/m")->is_directory);
  EXPECT_FALSE(world.info("/m/a.txt")->is_directory);
  EXPECT_EQ(world.info("/m/sub/b.txt")->size, 2u);
  EXPECT_FALSE(world.info("/m/none"));
  EXPECT_EQ(world.list("/m"), (std::vector<std::string>{"a.txt", "sub"})) << "and not those of /m2";
  EXPECT_TRUE(world.list("/m/a.txt").empty());
}

TEST_F(Memory, ReadingWhatIsNotThere) {
  const auto bytes = world.read("/none");
  ASSERT_FALSE(bytes);
  EXPECT_EQ(said(bytes.error()), "/none: error: no such file\n");
}

TEST_F(Memory, WritePublishRemove) {
  ASSERT_TRUE(world.write("/o/x.tmp", "1"));
  ASSERT_TRUE(world.publish("/o/x.tmp", "/o/x.pdf"));
  EXPECT_FALSE(world.info("/o/x.tmp"));
  EXPECT_EQ(world.read("/o/x.pdf")->view(), "1");
  EXPECT_FALSE(world.publish("/o/none", "/o/y"));
  world.remove("/m");
  EXPECT_FALSE(world.info("/m"));
  EXPECT_TRUE(world.info("/m2"));
}

TEST_F(Memory, ClockEnvironmentFontsProcesses) {
  world.set_today(*parse_iso_date("2025-06-01"));
  world.set_environment("LANG", "fr");
  world.add_font({"/f/r.ttf", 0, "Noto", false, false});
  EXPECT_EQ(iso(world.today()), "2025-06-01");
  EXPECT_EQ(world.environment("LANG"), "fr");
  EXPECT_EQ(world.environment("HOME"), std::nullopt);
  const auto out = world.run({{"pandoc"}});
  ASSERT_FALSE(out);
  EXPECT_EQ(exit_status(out.error()), 3);
}

TEST(MemoryFonts, TheNearestFaceOfExactlyTheFamily) {
  MemoryWorld world;
  FontFile regular, bold;
  regular.path = "r.ttf", regular.family = "Noto Serif";
  bold.path = "b.ttf", bold.family = "Noto Serif", bold.bold = true;
  world.add_font(regular);
  world.add_font(bold);
  EXPECT_EQ(world.find_font({"Noto Serif", false, false})->path, "r.ttf");
  EXPECT_EQ(world.find_font({"Noto Serif", true, true})->path, "b.ttf");
  EXPECT_FALSE(world.find_font({"Noto", false, false}));
}

TEST(Bytes, StayValidAsLongAsSomeoneHoldsThem) {
  Bytes copy;
  {
    const Bytes bytes(std::string(1000, 'x'));
    copy = bytes;
  }
  EXPECT_EQ(copy.view(), std::string(1000, 'x'));
}

// ---------------------------------------------------------------- read_text

Result<SourceRef> text(const std::string& content) {
  MemoryWorld world;
  world.add("/a.md", content);
  return read_text(world, "/a.md", "a.md");
}

TEST(ReadText, DropsTheByteOrderMark) { EXPECT_EQ((*text("\xEF\xBB\xBFété"))->text(), "été"); }

TEST(ReadText, NamesTheBadByte) {
  EXPECT_EQ(said(text("é\nab\xE9 x").error()),
            "a.md:2:3: error: the file is not valid UTF-8 here\n"
            "  ab\uFFFD x\n"
            "    ^\n"
            "  hint: save the file as UTF-8\n");
}

TEST(ReadText, RefusesNul) {
  EXPECT_EQ(said(text(std::string("a\0b", 3)).error()).substr(0, 54),
            "a.md:1:2: error: the file holds a NUL byte here\n  a\uFFFD");
}

TEST(ReadText, NamesTheFileAsTheUserKnowsIt) {
  MemoryWorld world;
  EXPECT_EQ(said(read_text(world, "/tmp/x/a.md", "a.md").error()), "a.md: error: no such file\n");
}

}  // namespace
}  // namespace taqrir
