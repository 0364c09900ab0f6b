// What stands in a Word file, for tests: its parts, and what Pandoc reads from it.
#pragma once

#include <map>
#include <string>

namespace taqrir::test {

/// Name -> content of a zip archive's entries; empty when it is none.
std::map<std::string, std::string> unzip(const std::string& archive);

/// The part's paragraphs as lines, "Style: text", with ‹bidi› where one runs from right to left.
std::string paragraphs(const std::string& document_xml);

}  // namespace taqrir::test
