#include "app/paths.hpp"

#include <algorithm>
#include <filesystem>

namespace taqrir::app {

namespace fs = std::filesystem;

std::string join(std::string_view folder, std::string_view name) {
  if (folder.empty() || folder == ".") return std::string(name);
  if (folder.back() == '/') return std::string(folder) + std::string(name);
  return std::string(folder) + "/" + std::string(name);
}

std::string parent(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return std::string(path.substr(0, std::max<std::size_t>(slash, 1)));
}

std::string file_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string stem(std::string_view path) { return fs::path(file_name(path)).stem().string(); }

std::string extension(std::string_view path) {
  auto out = fs::path(file_name(path)).extension().string();
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  return out;
}

std::string relative_to(std::string_view path, std::string_view folder) {
  const auto out = fs::path(path).lexically_relative(fs::path(folder)).string();
  return out.empty() ? std::string(path) : out;
}

bool lies_in(std::string_view path, std::string_view folder) {
  if (folder == "/") return true;
  return path == folder || (path.substr(0, folder.size()) == folder && path.substr(folder.size(), 1) == "/");
}

std::string normal(std::string_view path) {
  auto out = fs::path(path).lexically_normal().string();
  if (out.size() > 1 && out.back() == '/') out.pop_back();
  return out == "." ? std::string() : out;
}

}  // namespace taqrir::app
