#include "support/folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace taqrir::test {

namespace fs = std::filesystem;

FreshFolder::FreshFolder() {
  auto name = (fs::temp_directory_path() / "taqrir-case-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}

FreshFolder::~FreshFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::map<std::string, std::string> content_of(const std::string& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto name = entry.path().lexically_relative(folder).string();
    if (entry.is_symlink())
      out[name] = "link to " + fs::read_symlink(entry.path()).string();
    else if (entry.is_regular_file())
      out[name] = read_whole(entry.path().string());
  }
  return out;
}

std::string read_whole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void write_whole(const std::string& path, const std::string& text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace taqrir::test
