// One test for each case folder. TAQRIR_BLESS=1 rewrites what is expected.
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <fstream>

#include "suite/suite_case.hpp"

namespace taqrir::test {

class Suite : public testing::TestWithParam<SuiteCase> {};

/// Why the case says something else in a build with sanitizers; empty: it does not.
std::string skipped_here([[maybe_unused]] const SuiteCase& suite_case) {
  std::string why;
#if defined(__SANITIZE_ADDRESS__)
  std::ifstream file(suite_case.folder + "/not-under-sanitizers");
  std::getline(file, why);
#endif
  return why;
}

TEST_P(Suite, case) {
  if (const auto why = skipped_here(GetParam()); !why.empty()) GTEST_SKIP() << why;
  const auto given = run_case(GetParam());
  if (std::getenv("TAQRIR_BLESS")) return bless(GetParam(), given);
  EXPECT_EQ(given.outside_the_page, "") << "words that reach over the page's edges";
  const auto expected = expected_of(GetParam());
  for (const auto& [name, text] : expected.texts)
    EXPECT_EQ(given.texts.at(name), text) << GetParam().name << "/" << name;
}

std::string test_name(const testing::TestParamInfo<SuiteCase>& info) {
  std::string name = info.param.name;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(cases, Suite, testing::ValuesIn(suite_cases(TAQRIR_SUITE)), test_name);

void PrintTo(const SuiteCase& suite_case, std::ostream* out) { *out << suite_case.name; }

}  // namespace taqrir::test
