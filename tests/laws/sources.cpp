#include "sources.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

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

/// `#include <x>` or `#include "x"`, with spaces anywhere: x.
std::string include_of(const std::string& text) {
  const std::size_t hash = text.find_first_not_of(" \t");
  if (hash == std::string::npos || text[hash] != '#') return "";
  const std::size_t word = text.find_first_not_of(" \t", hash + 1);
  if (word == std::string::npos || text.compare(word, 7, "include") != 0) return "";
  const std::size_t open = text.find_first_of("<\"", word), close = text.find_last_of(">\"");
  return open == std::string::npos || close <= open ? "" : text.substr(open + 1, close - open - 1);
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
