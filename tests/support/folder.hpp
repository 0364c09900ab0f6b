// Folders in tests: copied, compared, thrown away.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace taqrir::test {

/// A fresh empty folder, removed with what it holds at the end.
class FreshFolder {
 public:
  FreshFolder();
  ~FreshFolder();
  FreshFolder(const FreshFolder&) = delete;
  FreshFolder& operator=(const FreshFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Every file below `folder`: path relative to it -> content. A link is shown by its target.
std::map<std::string, std::string> content_of(const std::string& folder);

std::string read_whole(const std::string& path);
void write_whole(const std::string& path, const std::string& text);

}  // namespace taqrir::test
