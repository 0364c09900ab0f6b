// Cases of tests/suite/layout: a text, and the pages that it makes as text (layout/layout.hpp, dump). The
// file's name tells the language: text.ar.md. TAQRIR_BLESS=1 writes what is expected anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "input/markdown.hpp"
#include "support.hpp"

namespace taqrir::layout::test {
namespace {

namespace fs = std::filesystem;

struct GoldenCase {
  std::string name, language;
  fs::path text, expected;
};

std::vector<GoldenCase> golden_cases() {
  std::vector<GoldenCase> out;
  for (const auto& folder : fs::directory_iterator(fs::path(TAQRIR_SOURCE_DIR) / "tests/suite/layout"))
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().extension() != ".md") continue;
      const auto language = file.path().stem().extension().string().substr(1);
      out.push_back(
          {folder.path().filename().string(), language, file.path(), folder.path() / "expected.pages"});
    }
  std::sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.name < b.name; });
  return out;
}

void PrintTo(const GoldenCase& at, std::ostream* out) { *out << at.name; }

std::string read_whole(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

class Golden : public testing::TestWithParam<GoldenCase> {};

TEST_P(Golden, Pages) {
  const auto& at = GetParam();
  input::MarkdownOptions options;
  options.language = at.language;
  auto read = input::read_markdown(
      std::make_shared<SourceFile>(at.text.filename().string(), read_whole(at.text)), options);
  EXPECT_EQ(messages(read.diagnostics), "");
  const auto laid = lay(document_of(std::move(read.blocks), at.language));
  EXPECT_EQ(messages(laid.diagnostics), "");
  EXPECT_EQ(overlaps(laid.pages), std::vector<std::string>{});
  EXPECT_EQ(outside(laid.pages), std::vector<std::string>{});
  if (std::getenv("TAQRIR_BLESS"))
    std::ofstream(at.expected, std::ios::binary) << dump(laid.pages);
  else
    EXPECT_EQ(dump(laid.pages), read_whole(at.expected)) << at.name;
}

std::string test_name(const testing::TestParamInfo<GoldenCase>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(cases, Golden, testing::ValuesIn(golden_cases()), test_name);

}  // namespace

}  // namespace taqrir::layout::test
