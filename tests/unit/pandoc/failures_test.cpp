// Programs that call themselves Pandoc and do wrong: what is said, and how soon.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/system_world.hpp"
#include "model/builder.hpp"
#include "pandoc/pandoc.hpp"
#include "unit/model/sample.hpp"

namespace taqrir::pandoc {
namespace {

using test::FewWords;
using test::messages;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Clock = std::chrono::steady_clock;

/// The real processes, but for the program that is found under the name of Pandoc.
class WithStandIn : public app::SystemWorld {
 public:
  explicit WithStandIn(const std::string& writing)
      : folder_(*temporary_directory()), path_(folder_ + "/pandoc") {
    std::ofstream(path_) << "#!/bin/sh\n" << writing << "\n";
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
  }
  std::optional<std::string> find_program(const std::string&) override { return path_; }
  Result<ProcessOutput> run(const ProcessRequest& request) override {
    auto own = request;
    own.argv.front() = path_;
    return SystemWorld::run(own);
  }

 private:
  std::string folder_, path_;
};

struct Refusal {
  std::string said;
  double seconds = 0;
  int status = 0;
};

Refusal refusal(const std::string& writing, Writer writer, Limits limits) {
  WithStandIn world(writing);
  WriteRequest request;
  request.writer = writer;
  request.pandoc = Version{2, 17, 1, {1, 22, 2, 1}};
  request.limits = limits;
  request.shown = "out/r";
  request.data = {std::string(TAQRIR_SOURCE_DIR) + "/templates"};
  Document document;
  document.blocks = {paragraph("Un texte.")};
  Diagnostics said;
  const auto start = Clock::now();
  const auto made = write(world, document, FewWords(), {}, request, said);
  const std::chrono::duration<double> took = Clock::now() - start;
  if (made) return {"written: " + made->substr(0, 40), took.count(), 0};
  EXPECT_EQ(made.error().front().span.file->path(), "out/r");
  return {messages(made.error()), took.count(), exit_status(made.error())};
}

constexpr Limits kShort{std::chrono::milliseconds{300}, std::size_t{1} << 20};
constexpr std::array kWriters{Writer::docx, Writer::odt,      Writer::html,
                              Writer::epub, Writer::markdown, Writer::pdf};

TEST(PandocThatFails, HangsWithAChildThatHoldsThePipe) {
  for (const auto writer : kWriters) {
    const auto refused = refusal("sleep 100 & sleep 100", writer, kShort);
    EXPECT_THAT(refused.said, HasSubstr("took more than 0.300 s and was stopped"));
    EXPECT_THAT(refused.said, HasSubstr("The command was “pandoc --from=json --to="));
    EXPECT_LT(refused.seconds, 5) << "the limit is 0.3 s";
    EXPECT_EQ(refused.status, 3);
  }
}

TEST(PandocThatFails, WithoutTheTemplateOfAPageItIsNamed) {
  WithStandIn world("exit 4");
  WriteRequest request;
  request.pandoc = Version{2, 17, 1, {1, 22, 2, 1}};
  Document document;
  Diagnostics said;
  for (const auto& [writer, file] :
       {std::pair{Writer::html, "page.html"}, std::pair{Writer::epub, "book.html"}}) {
    request.writer = writer;
    const auto made = write(world, document, FewWords(), {}, request, said);
    ASSERT_FALSE(made.has_value());
    EXPECT_THAT(messages(made.error()),
                StartsWith("“pandoc/" + std::string(file) + "” is in none of the folders"));
    EXPECT_EQ(exit_status(made.error()), 3);
  }
}

TEST(PandocThatFails, ReadsNothingAndLeaves) {
  EXPECT_THAT(refusal("exit 4", Writer::html, kShort).said, HasSubstr("it gave no reason (status 4)"));
}

TEST(PandocThatFails, FloodsItsOutput) {
  for (const auto writer : kWriters) {
    const auto refused = refusal("yes", writer, {std::chrono::milliseconds{20'000}, std::size_t{1} << 20});
    EXPECT_THAT(refused.said, HasSubstr("wrote more than 1048576 bytes and was stopped"));
    EXPECT_LT(refused.seconds, 10);
    EXPECT_EQ(refused.status, 3);
  }
}

TEST(PandocThatFails, WritesWhatIsNoSuchFile) {
  for (const auto writer : {Writer::docx, Writer::odt, Writer::html, Writer::epub, Writer::pdf})
    EXPECT_THAT(refusal("echo nonsense", writer, kShort).said, HasSubstr("and its answer is something else"));
  EXPECT_THAT(refusal("exit 0", Writer::markdown, kShort).said,
              HasSubstr("and its answer is something else"));
}

TEST(PandocThatFails, WritesHalfAZip) {
  for (const auto writer : {Writer::docx, Writer::odt, Writer::epub})
    EXPECT_THAT(refusal("printf 'PK\\003\\004 and no end'", writer, kShort).said,
                HasSubstr("and its answer is something else"));
}

TEST(PandocThatFails, Crashes) {
  EXPECT_THAT(refusal("kill -SEGV $$", Writer::odt, kShort).said,
              StartsWith("Pandoc could not write an OpenDocument file: "));
}

TEST(PandocThatFails, IsAskedWhatItIsWithinALimit) {
  WithStandIn world("sleep 100");
  const auto start = Clock::now();
  const auto version = installed(world, kShort);
  ASSERT_FALSE(version);
  EXPECT_THAT(messages(version.error()), HasSubstr("Pandoc could not tell its version"));
  EXPECT_LT(std::chrono::duration<double>(Clock::now() - start).count(), 5);
}

}  // namespace
}  // namespace taqrir::pandoc
