#include "sources.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>

namespace taqrir::laws {
namespace {

namespace fs = std::filesystem;

std::string code_of(const std::string& text) {
  std::string code;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
      code += '"';
    } else if (!quoted && text.compare(i, 2, "//") == 0) {
      break;
    } else if (!quoted) {
      code += text[i];
    }
  }
  return code;
}

std::string include_of(const std::string& text) {
  static const std::regex pattern(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
  std::smatch match;
  return std::regex_search(text, match, pattern) ? match[1].str() : "";
}

SourceText read(const fs::path& root, const fs::path& file) {
  SourceText source;
  const fs::path path = fs::relative(file, root);
  source.path = path.generic_string();
  auto part = path.begin();
  source.plugin = *part == "plugins";
  source.folder = (++part)->string();
  std::ifstream in(file);
  std::string text;
  for (int number = 1; std::getline(in, text); ++number) {
    source.lines.push_back({number, text, code_of(text), include_of(text)});
  }
  return source;
}

std::vector<SourceText> read_all() {
  const fs::path root = TAQRIR_SOURCE_DIR;
  std::vector<SourceText> all;
  for (const char* top : {"core", "plugins"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const auto kind = entry.path().extension();
      if (kind == ".hpp" || kind == ".cpp" || kind == ".h" || kind == ".c")
        all.push_back(read(root, entry.path()));
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return all;
}

}  // namespace

const std::vector<SourceText>& sources() {
  static const std::vector<SourceText> all = read_all();
  return all;
}

std::string at(const SourceText& source, const Line& line) {
  return source.path + ":" + std::to_string(line.number) + ": " + line.text;
}

}  // namespace taqrir::laws
