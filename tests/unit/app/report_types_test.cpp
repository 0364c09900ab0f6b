#include "app/report_types.hpp"

#include <gtest/gtest.h>

#include "base/memory_world.hpp"

namespace taqrir::app {
namespace {

class Types : public ::testing::Test {
 protected:
  void type(const std::string& folder) { world_.add(folder + "/type.toml", "format_version = 1\n"); }
  ReportTypes all() {
    std::vector<TypeFolder> folders = type_folders(world_, "/m", "m", TypeOrigin::mission);
    for (auto& one : type_folders(world_, "/home/taqrir", "/home/taqrir", TypeOrigin::user))
      folders.push_back(one);
    for (auto& one : type_folders(world_, "/data", "/data", TypeOrigin::program)) folders.push_back(one);
    return ReportTypes(world_, host_, std::move(folders));
  }

  MemoryWorld world_;
  host::Host host_{world_, {}};
};

TEST_F(Types, TheMissionComesBeforeTheUserAndTheProgram) {
  type("/m/types/note"), type("/home/taqrir/types/note"), type("/home/taqrir/types/letter"),
      type("/data/types/letter");
  const auto types = all();
  EXPECT_EQ(types.known(), (std::vector<std::string>{"letter", "note"}));
  EXPECT_EQ(types.origin("note"), TypeOrigin::mission);
  EXPECT_EQ(types.origin("letter"), TypeOrigin::user);
  ASSERT_EQ(types.clashes().size(), 2u);
  EXPECT_EQ(render(types.clashes()[0]),
            "/home/taqrir/types/note/type.toml: warning: the type “note” of this folder is not taken: "
            "m/types/note has one of that name\n"
            "  hint: give one of the two folders another name\n");
}

TEST_F(Types, FoldersWithoutATypeTomlAreNone) {
  world_.add("/m/types/notes.txt", "x");
  world_.add("/m/types/empty/readme.md", "x");
  EXPECT_TRUE(all().known().empty());
}

TEST_F(Types, FilesOfATypeAreNamedWithoutTheMachinesFolders) {
  type("/m/types/note");
  const auto types = all();
  EXPECT_EQ(types.path_of("@types/note/a.md"), "/m/types/note/a.md");
  EXPECT_EQ(types.shown("@types/note/a.md"), "m/types/note/a.md");
  EXPECT_EQ(types.path_of("@types/other/a.md"), "");
  EXPECT_EQ(types.type_of_file("m/types/note/type.toml"), "note");
  EXPECT_EQ(types.type_of_file("m/types/notes/type.toml"), "");
}

TEST_F(Types, WithoutThePluginThatLoadsThemItIsSaidWhy) {
  type("/m/types/note");
  const auto types = all();
  EXPECT_EQ(types.report("note"), nullptr);
  const auto said = types.said("note");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said.front().message.text(),
            "no plugin is here that makes reports of folders: “note” cannot be loaded");
  EXPECT_EQ(said.front().blame, Blame::machine);
}

}  // namespace
}  // namespace taqrir::app
