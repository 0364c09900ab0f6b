// A case of the suite: its folder, what it runs, what it expects (README.md).
#pragma once

#include <map>
#include <string>
#include <vector>

namespace taqrir::test {

struct SuiteCase {
  std::string name;  ///< "bad-input/toml-syntax"
  std::string folder;
};

/// Every folder below the suite that holds a `command`.
std::vector<SuiteCase> suite_cases(const std::string& suite);

/// What a case has given, in the form in which it is expected.
struct Given {
  std::map<std::string, std::string> texts;  ///< "expected.stderr" … "expected.files/out/a.pdf.text"
  std::string outside_the_page;              ///< words of PDFs that reach over the page's edges, a line each
};

Given run_case(const SuiteCase& suite_case);
/// What the case's folder expects; absent files are empty texts.
Given expected_of(const SuiteCase& suite_case);
/// Rewrites the expected files; empty texts are removed.
void bless(const SuiteCase& suite_case, const Given& given);

}  // namespace taqrir::test
