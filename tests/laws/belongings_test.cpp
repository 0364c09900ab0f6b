// Which third-party library, which call and which word belongs where.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "sources.hpp"

namespace taqrir::laws {
namespace {

bool starts_with(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

bool in_any(const std::string& text, const std::vector<std::string>& starts) {
  for (const auto& start : starts) {
    if (starts_with(text, start)) return true;
  }
  return false;
}

struct Belonging {
  std::vector<std::string> headers;  ///< how the included name begins
  std::vector<std::string> places;   ///< path prefixes that may include it
};

const std::vector<Belonging> kHeaders{
    {{"hpdf"}, {"core/render/pdf/"}},
    {{"qpdf/"}, {"core/assemble/"}},
    {{"hb.h", "hb-", "harfbuzz/"}, {"core/layout/", "core/render/"}},
    {{"toml++/", "toml.hpp"}, {"core/input/", "core/host/"}},
    {{"cmark"}, {"core/input/"}},
    {{"csv.h"}, {"core/input/"}},
    {{"hyphen.h"}, {"core/layout/"}},
    {{"fontconfig/"}, {"core/app/"}},
    {{"openssl/"}, {"core/base/"}},
    {{"png.h", "zlib.h"}, {"core/render/"}},
    {{"libdeflate.h"}, {"core/render/", "core/assemble/"}},
    {{"lcms2.h"}, {"core/render/pdf/colour_profile.cpp"}},
    {{"dtl/"}, {"plugins/kit/"}},
    {{"zip.h"}, {"core/app/archive_zip.cpp", "core/pandoc/office/package.cpp", "core/input/office_package.cpp"}},
    {{"pugixml.hpp"}, {"core/pandoc/office/"}},
    {{"expat.h"}, {"core/input/office_xml.cpp"}},
    {{"boost/dll"}, {"core/host/", "core/sdk/"}},
    {{"CLI/"}, {"core/cli/"}},
    {{"dlfcn.h"}, {}},
};

TEST(Belongings, ForeignHeadersStayInTheirFolder) {
  for (const auto& belonging : kHeaders) {
    for (const auto& source : sources()) {
      for (const auto& line : source.lines) {
        if (!in_any(line.include, belonging.headers)) continue;
        EXPECT_TRUE(in_any(source.path, belonging.places)) << at(source, line);
      }
    }
  }
}

bool is_word_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// `word` as a whole identifier; with `call`, one that a parenthesis follows.
bool uses(const std::string& code, const std::string& word, bool call) {
  for (std::size_t i = code.find(word); i != std::string::npos; i = code.find(word, i + 1)) {
    const std::size_t end = code.find_first_not_of(' ', i + word.size());
    const bool whole = (i == 0 || !is_word_part(code[i - 1])) &&
                       (i + word.size() == code.size() || !is_word_part(code[i + word.size()]));
    if (whole && (!call || (end != std::string::npos && code[end] == '('))) return true;
  }
  return false;
}

void forbid(const std::vector<std::string>& words, bool call, const std::vector<std::string>& except = {}) {
  for (const auto& source : sources()) {
    if (in_any(source.path, except)) continue;
    for (const auto& line : source.lines) {
      for (const auto& word : words) EXPECT_FALSE(uses(line.code, word, call)) << at(source, line);
    }
  }
}

TEST(Belongings, LibrariesAreLoadedByBoostDllOnly) { forbid({"dlopen", "dlsym", "dlclose"}, true); }

TEST(Belongings, NoShell) { forbid({"system", "popen", "wordexp"}, true); }

TEST(Belongings, ProcessesAreStartedInOnePlace) {
  forbid({"fork", "vfork", "posix_spawn", "posix_spawnp", "execv", "execvp", "execvpe", "execve", "execl",
          "execlp"},
         true, {"core/app/process."});
}

TEST(Belongings, FilesClockAndEnvironmentAreTouchedInAppOnly) {
  forbid({"ifstream", "ofstream", "fstream", "fopen", "getenv", "system_clock"}, false, {"core/app/"});
}

/// The core knows no deliverable: their nouns are the kit's and the plugins' own. One id stands as the
/// example in comments and help.
TEST(Belongings, CoreNamesNoDeliverable) {
  const std::vector<std::string> nouns{
      "attendance",         "logframe",           "budget",  "satisfaction", "narrative", "questionnaire",
      "technical-analysis", "technical_analysis", "trainer", "pre-test",     "post-test"};
  const std::string example = "narrative-report";
  for (const auto& source : sources()) {
    if (source.plugin) continue;
    for (const auto& line : source.lines) {
      std::string text = line.text;
      std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
      for (std::size_t i; (i = text.find(example)) != std::string::npos;) text.erase(i, example.size());
      for (const auto& noun : nouns) EXPECT_EQ(text.find(noun), std::string::npos) << at(source, line);
    }
  }
}

TEST(Belongings, EveryHeaderSaysFirstWhatItIs) {
  for (const auto& source : sources()) {
    if (source.path.size() < 4 || source.path.substr(source.path.size() - 4) != ".hpp") continue;
    ASSERT_FALSE(source.lines.empty()) << source.path;
    EXPECT_TRUE(starts_with(source.lines[0].text, "//")) << source.path;
    bool once = false;
    for (const auto& line : source.lines) once = once || line.text == "#pragma once";
    EXPECT_TRUE(once) << source.path << ": no #pragma once";
  }
}

}  // namespace
}  // namespace taqrir::laws
