#include "app/system_world.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace taqrir::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SystemWorldTest : public ::testing::Test {
 protected:
  void SetUp() override { folder_ = world_.temporary_directory().value(); }

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string content(const std::string& name) { return std::string(world_.read(path(name))->view()); }
  static std::string message(const Diagnostics& diagnostics) {
    return diagnostics.size() == 1 ? diagnostics.front().message.text() : "not one diagnostic";
  }
  static std::string hint(const Diagnostics& diagnostics) { return diagnostics.front().hint.text(); }
  Result<ProcessOutput> run(std::vector<std::string> argv, std::string input = {}) {
    ProcessRequest request;
    request.argv = std::move(argv);
    request.input = std::move(input);
    return world_.run(request);
  }
  Result<ProcessOutput> shell(const std::string& script) { return run({"sh", "-c", script}); }

  SystemWorld world_;
  std::string folder_;
};

// ---------------------------------------------------------------- reading

TEST_F(SystemWorldTest, ReadsWholeFilesAndKeepsTheBytes) {
  const std::string large(3'000'000, 'x');
  ASSERT_TRUE(world_.write(path("large"), large));
  const auto bytes = world_.read(path("large")).value();
  std::ofstream(path("large"), std::ios::trunc);  // the file shrinks; what was read stays
  EXPECT_EQ(bytes.view(), large);
}

TEST_F(SystemWorldTest, ReadsAnEmptyFile) {
  ASSERT_TRUE(world_.write(path("empty"), ""));
  EXPECT_TRUE(world_.read(path("empty"))->empty());
}

TEST_F(SystemWorldTest, SaysWhyAFileCannotBeRead) {
  EXPECT_EQ(message(world_.read(path("absent")).error()), "no such file");
  EXPECT_EQ(message(world_.read(folder_).error()), "this is a folder, not a file");
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(message(world_.read(path("pipe")).error()), "this is not a regular file");
  EXPECT_EQ(message(world_.read("/dev/zero").error()), "this is not a regular file");
  EXPECT_EQ(world_.read(path("absent")).error().front().span.file->path(), path("absent"));
}

TEST_F(SystemWorldTest, TellsFoldersFromFiles) {
  ASSERT_TRUE(world_.write(path("a"), "12345"));
  EXPECT_EQ(world_.info(path("a"))->size, 5u);
  EXPECT_FALSE(world_.info(path("a"))->is_directory);
  EXPECT_TRUE(world_.info(folder_)->is_directory);
  EXPECT_FALSE(world_.info(path("absent")));
}

TEST_F(SystemWorldTest, ListsNamesInByteOrder) {
  for (const char* name : {"b", "é", "a", "B"}) ASSERT_TRUE(world_.write(path(name), ""));
  EXPECT_THAT(world_.list(folder_), ElementsAre("B", "a", "b", "é"));
  EXPECT_THAT(world_.list(path("absent")), ElementsAre());
  EXPECT_THAT(world_.list(path("a")), ElementsAre());
}

TEST_F(SystemWorldTest, CanonicalResolvesLinksAndDotsOfPathsThatNeedNotExist) {
  const auto root = fs::canonical(folder_).string();
  fs::create_directory(path("real"));
  fs::create_directory_symlink("real", path("link"));
  EXPECT_EQ(world_.canonical(path("link/../link/./x.pdf")), root + "/real/x.pdf");
  EXPECT_EQ(world_.canonical(path("real/")), root + "/real");
  EXPECT_EQ(world_.canonical("/"), "/");
  EXPECT_EQ(world_.canonical("x"), fs::current_path().string() + "/x");
}

// ---------------------------------------------------------------- writing

TEST_F(SystemWorldTest, WritesIntoFoldersThatItMakes) {
  ASSERT_TRUE(world_.write(path("a/b/c.txt"), "one"));
  ASSERT_TRUE(world_.write(path("a/b/c.txt"), "two"));
  EXPECT_EQ(content("a/b/c.txt"), "two");
  EXPECT_THAT(world_.list(path("a/b")), ElementsAre("c.txt"));
}

TEST_F(SystemWorldTest, WrittenFilesHaveTheModeOfOrdinaryFiles) {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ASSERT_TRUE(world_.write(path("a"), "x"));
  struct stat status {};
  ASSERT_EQ(::stat(path("a").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0666 & ~mask);
}

TEST_F(SystemWorldTest, AFailedWriteLeavesTheFolderAsItWas) {
  fs::create_directories(path("target/inner"));  // a folder stands where the file should go
  const auto written = world_.write(path("target"), "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(message(written.error()), "cannot be written: Is a directory");
  EXPECT_EQ(hint(written.error()), "a folder has the file's name: move it away");
  EXPECT_EQ(written.error().front().blame, Blame::machine);
  EXPECT_THAT(world_.list(folder_), ElementsAre("target"));
}

TEST_F(SystemWorldTest, SaysThatAFileStandsWhereAFolderIsNeeded) {
  ASSERT_TRUE(world_.write(path("file"), "x"));
  EXPECT_EQ(message(world_.write(path("file/below"), "y").error()),
            "the folder cannot be made: Not a directory");
  EXPECT_EQ(content("file"), "x");
}

TEST_F(SystemWorldTest, AFullDiskLeavesTheOldFile) {
  // /dev/full cannot stand for a disk here; a limit on file size fails the write in the same way.
  ASSERT_TRUE(world_.write(path("report.pdf"), "old"));
  const auto child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto written = world_.write(path("report.pdf"), std::string(5000, 'n'));
    ::_exit(!written && message(written.error()) == "cannot be written: File too large" ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_EQ(content("report.pdf"), "old");
  EXPECT_THAT(world_.list(folder_), ElementsAre("report.pdf"));
}

TEST_F(SystemWorldTest, AReaderNeverSeesHalfAFile) {
  const std::string a(200'000, 'a'), b(200'000, 'b');
  ASSERT_TRUE(world_.write(path("f"), a));
  std::thread writer([&] {
    for (int i = 0; i < 40; ++i) ASSERT_TRUE(world_.write(path("f"), i % 2 ? a : b));
  });
  for (int i = 0; i < 200; ++i) {
    const auto bytes = world_.read(path("f")).value();
    EXPECT_TRUE(bytes.view() == a || bytes.view() == b);
  }
  writer.join();
}

TEST_F(SystemWorldTest, PublishesAFileWrittenByAnother) {
  std::ofstream(path("part")) << "done";
  ASSERT_TRUE(world_.publish(path("part"), path("whole")));
  EXPECT_THAT(world_.list(folder_), ElementsAre("whole"));
  EXPECT_EQ(message(world_.publish(path("part"), path("whole")).error()),
            "cannot be written: No such file or directory");
}

TEST_F(SystemWorldTest, RemovesFilesAndFoldersButNotWhatLinksPointTo) {
  ASSERT_TRUE(world_.write(path("kept/file"), "x"));
  ASSERT_TRUE(world_.write(path("gone/file"), "x"));
  fs::create_directory_symlink(path("kept"), path("gone/link"));
  world_.remove(path("gone"));
  world_.remove(path("absent"));
  EXPECT_THAT(world_.list(folder_), ElementsAre("kept"));
  EXPECT_EQ(content("kept/file"), "x");
}

TEST_F(SystemWorldTest, TemporaryFoldersEndWithTheWorld) {
  std::string made;
  {
    SystemWorld world;
    made = world.temporary_directory().value();
    EXPECT_NE(made, world.temporary_directory().value());
    ASSERT_TRUE(world.write(made + "/x/y", "z"));
  }
  EXPECT_FALSE(fs::exists(made));
}

TEST_F(SystemWorldTest, TodayIsNotTheFirstDayOfTime) {
  EXPECT_GT(world_.today(), *parse_iso_date("2025-01-01"));
}

TEST_F(SystemWorldTest, ReadsTheEnvironment) {
  ::setenv("TAQRIR_TEST_VARIABLE", "value", 1);
  EXPECT_EQ(world_.environment("TAQRIR_TEST_VARIABLE"), "value");
  EXPECT_FALSE(world_.environment("TAQRIR_TEST_NO_VARIABLE"));
}

// ---------------------------------------------------------------- fonts

TEST_F(SystemWorldTest, FindsTheNearestFaceOfExactlyTheFamily) {
  const auto regular = world_.find_font({"Amiri"}).value();
  EXPECT_EQ(regular.family, "Amiri");
  EXPECT_EQ(fs::path(regular.path).filename(), "Amiri-Regular.ttf");
  EXPECT_FALSE(regular.bold || regular.italic);
  const auto bold = world_.find_font({"Amiri", true, false}).value();
  EXPECT_EQ(fs::path(bold.path).filename(), "Amiri-Bold.ttf");
  EXPECT_TRUE(bold.bold && !bold.italic);
  const auto slanted = world_.find_font({"Amiri", true, true}).value();
  EXPECT_TRUE(slanted.bold && slanted.italic);
}

TEST_F(SystemWorldTest, AFamilyWithoutBoldGivesWhatItHasAndSaysSo) {
  const auto found = world_.find_font({"Noto Sans Tifinagh", true, true}).value();
  EXPECT_FALSE(found.bold || found.italic);
  EXPECT_THAT(found.path, HasSubstr("Tifinagh"));
}

TEST_F(SystemWorldTest, NeverSubstitutesAnotherFamily) {
  EXPECT_FALSE(world_.find_font({"No Such Family"}));
  EXPECT_FALSE(world_.find_font({"amiri"}));
  EXPECT_FALSE(world_.find_font({"sans-serif"}));
  EXPECT_FALSE(world_.find_font({""}));
}

TEST_F(SystemWorldTest, MapsAFontOnceForAllItsReaders) {
  const auto font = world_.find_font({"Amiri"}).value();
  const auto first = world_.read(font.path).value();
  const auto second = world_.read(font.path).value();
  EXPECT_EQ(first.view().data(), second.view().data());
  EXPECT_EQ(first.view().substr(0, 4), std::string_view("\0\1\0\0", 4));
}

TEST_F(SystemWorldTest, AFontsBytesOutliveTheWorld) {
  Bytes bytes;
  {
    SystemWorld world;
    bytes = world.read(world.find_font({"Amiri"})->path).value();
  }
  EXPECT_EQ(bytes.view().substr(0, 4), std::string_view("\0\1\0\0", 4));
}

TEST_F(SystemWorldTest, TheUsersOwnFontConfigurationIsFollowed) {
  const auto amiri = world_.find_font({"Amiri"}).value().path;
  fs::create_directory(path("fonts"));
  fs::copy_file(amiri, path("fonts/mine.ttf"));
  ASSERT_TRUE(world_.write(path("fonts.conf"),
                           "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
                           "<fontconfig><dir>" +
                               path("fonts") + "</dir><cachedir>" + path("cache") +
                               "</cachedir></fontconfig>"));
  ::setenv("FONTCONFIG_FILE", path("fonts.conf").c_str(), 1);
  SystemWorld fresh;
  const auto found = fresh.find_font({"Amiri"});
  const auto missing = fresh.find_font({"Noto Sans"});
  ::unsetenv("FONTCONFIG_FILE");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->path, path("fonts/mine.ttf"));
  EXPECT_FALSE(missing);
}

TEST_F(SystemWorldTest, ThreadsMayAskForFontsTogether) {
  std::vector<std::thread> threads;
  std::vector<std::string> found(8);
  for (std::size_t i = 0; i < found.size(); ++i)
    threads.emplace_back([&, i] { found[i] = world_.find_font({i % 2 ? "Amiri" : "Noto Sans"})->path; });
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 2; i < found.size(); ++i) EXPECT_EQ(found[i], found[i - 2]);
}

// ---------------------------------------------------------------- processes

TEST_F(SystemWorldTest, RunsAProgramWithItsInputAndBothOutputs) {
  const auto ran = run({"sh", "-c", "cat; echo said >&2; exit 3"}, "given").value();
  EXPECT_EQ(ran.out, "given");
  EXPECT_EQ(ran.err, "said\n");
  EXPECT_EQ(ran.exit_code, 3);
}

TEST_F(SystemWorldTest, ArgumentsReachTheProgramUntouched) {
  const auto ran = run({"printf", "%s|", "a b", "$HOME", "", "*", "é"}).value();
  EXPECT_EQ(ran.out, "a b|$HOME||*|é|");
}

TEST_F(SystemWorldTest, LargeInputAndOutputDoNotBlockEachOther) {
  std::string input;
  for (int i = 0; i < 400'000; ++i) input += "line " + std::to_string(i) + "\n";
  EXPECT_EQ(run({"cat"}, input)->out, input);
}

TEST_F(SystemWorldTest, AProgramThatDoesNotReadItsInputIsNoFault) {
  EXPECT_EQ(run({"true"}, std::string(5'000'000, 'x'))->exit_code, 0);
}

TEST_F(SystemWorldTest, RunsAlsoWhenOurOwnStandardFilesAreClosed) {
  const auto child = ::fork();
  if (child == 0) {
    for (int file : {0, 1, 2}) ::close(file);
    const auto ran = run({"sh", "-c", "cat; echo err >&2"}, "in");
    ::_exit(ran && ran->out == "in" && ran->err == "err\n" ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST_F(SystemWorldTest, OfTheErrorOutputTheFirst64KiBAreKept) {
  const auto ran = shell("head -c 300000 /dev/zero >&2; echo out").value();
  EXPECT_EQ(ran.err.size(), 65536u);
  EXPECT_EQ(ran.out, "out\n");
}

TEST_F(SystemWorldTest, TheEnvironmentIsMinimal) {
  ::setenv("TAQRIR_TEST_SECRET", "x", 1);
  ProcessRequest request;
  request.argv = {"env"};
  request.environment = {{"EXTRA", "1"}};
  const auto out = world_.run(request)->out;
  EXPECT_THAT(out, HasSubstr("LANG=C.UTF-8\n"));
  EXPECT_THAT(out, HasSubstr("EXTRA=1\n"));
  EXPECT_THAT(out, ::testing::Not(HasSubstr("TAQRIR_TEST_SECRET")));
  EXPECT_LE(std::count(out.begin(), out.end(), '\n'), 4);
}

TEST_F(SystemWorldTest, RunsInTheFolderAsked) {
  ProcessRequest request;
  request.argv = {"pwd", "-P"};
  request.directory = folder_;
  EXPECT_EQ(world_.run(request)->out, fs::canonical(folder_).string() + "\n");
  request.directory = path("absent");
  EXPECT_EQ(message(world_.run(request).error()), "“pwd” cannot be run: No such file or directory");
}

TEST_F(SystemWorldTest, OpenFilesDoNotLeakIntoTheProgram) {
  const int leaky = ::open("/dev/null", O_RDONLY);  // no O_CLOEXEC, as careless libraries do
  ASSERT_GE(leaky, 3);
  EXPECT_EQ(shell("test -e /proc/self/fd/" + std::to_string(leaky) + " && echo open || echo shut")->out,
            "shut\n");
  ::close(leaky);
}

TEST_F(SystemWorldTest, AMissingProgramIsNamed) {
  const auto ran = run({"no-such-program-here"});
  EXPECT_EQ(message(ran.error()), "“no-such-program-here” cannot be run: there is no such program");
  EXPECT_EQ(hint(ran.error()), "install it: “taqrir doctor” says how");
  EXPECT_EQ(ran.error().front().blame, Blame::machine);
  EXPECT_FALSE(run({}));
}

TEST_F(SystemWorldTest, AFileThatIsNoProgramIsNamed) {
  ASSERT_TRUE(world_.write(path("text"), "not a program"));
  fs::permissions(path("text"), fs::perms::owner_all);
  EXPECT_THAT(message(run({path("text")}).error()), HasSubstr("cannot be run: Exec format error"));
}

TEST_F(SystemWorldTest, ASlowProgramIsStoppedWithItsChildren) {
  ProcessRequest request;
  request.argv = {"sh", "-c", "sleep 50 & echo $! > " + path("pid") + "; sleep 50; wait"};
  request.time_limit = 300ms;
  const auto begun = std::chrono::steady_clock::now();
  const auto ran = world_.run(request);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
  EXPECT_EQ(message(ran.error()), "“sh” took more than 0.300 s and was stopped");
  EXPECT_EQ(hint(ran.error()), "is its input very large, or damaged?");
  const auto grandchild = std::stoi(content("pid"));
  for (int i = 0; i < 100 && ::kill(grandchild, 0) == 0; ++i) {
    std::ifstream status("/proc/" + std::to_string(grandchild) + "/stat");  // a zombie counts as dead
    std::string number, name, state;
    status >> number >> name >> state;
    if (state == "Z" || state.empty()) return;
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_NE(::kill(grandchild, 0), 0);
}

TEST_F(SystemWorldTest, WhatAProgramLeavesBehindDoesNotHoldUsUp) {
  const auto begun = std::chrono::steady_clock::now();
  const auto ran = shell("sleep 50 & echo ready").value();
  EXPECT_EQ(ran.out, "ready\n");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
}

TEST_F(SystemWorldTest, AProgramThatWritesTooMuchIsStopped) {
  ProcessRequest request;
  request.argv = {"yes"};
  request.output_limit = 100'000;
  EXPECT_EQ(message(world_.run(request).error()), "“yes” wrote more than 100000 bytes and was stopped");
  request.argv = {"head", "-c", "100000", "/dev/zero"};
  EXPECT_EQ(world_.run(request)->out.size(), 100'000u);
}

TEST_F(SystemWorldTest, AKilledProgramIsNamedWithItsSignal) {
  EXPECT_EQ(message(shell("kill -SEGV $$").error()), "“sh” was killed by signal 11 (Segmentation fault)");
}

#if !defined(__SANITIZE_ADDRESS__)
TEST_F(SystemWorldTest, MemoryIsLimited) {
  ProcessRequest request;
  request.argv = {"sh", "-c", "ulimit -v"};
  request.memory_limit = 64u << 20;
  EXPECT_EQ(world_.run(request)->out, "65536\n");
  request.argv = {"sh", "-c", "kill -ABRT $$"};
  EXPECT_EQ(hint(world_.run(request).error()), "its memory was limited to 64 MiB: perhaps it needed more");
}
#endif

TEST_F(SystemWorldTest, ManyThreadsMayRunProgramsTogether) {
  std::vector<std::thread> threads;
  std::vector<std::string> out(8);
  for (std::size_t i = 0; i < out.size(); ++i)
    threads.emplace_back(
        [&, i] { out[i] = run({"cat"}, std::string(200'000, static_cast<char>('a' + i)))->out; });
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 0; i < out.size(); ++i)
    EXPECT_EQ(out[i], std::string(200'000, static_cast<char>('a' + i)));
}

TEST_F(SystemWorldTest, AProgramInARelativeFolderOfThePathRunsInAnotherFolder) {
  const auto program = folder_ + "/bin/greet";
  std::filesystem::create_directories(folder_ + "/bin");
  std::ofstream(program) << "#!/bin/sh\necho here\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  const std::string before = std::getenv("PATH");
  ::setenv("PATH", (std::filesystem::relative(folder_ + "/bin").string() + ":" + before).c_str(), 1);
  ProcessRequest request;
  request.argv = {"greet"};
  request.directory = "/";
  const auto ran = world_.run(request);
  ::setenv("PATH", before.c_str(), 1);
  ASSERT_TRUE(ran);
  EXPECT_EQ(ran->out, "here\n");
}

TEST_F(SystemWorldTest, FindsProgramsInThePath) {
  EXPECT_THAT(world_.find_program("sh").value(), ::testing::EndsWith("/sh"));
  EXPECT_EQ(world_.find_program("/bin/sh"), "/bin/sh");
  EXPECT_FALSE(world_.find_program("no-such-program-here"));
  EXPECT_FALSE(world_.find_program(folder_));
}

}  // namespace
}  // namespace taqrir::app
