#include "app/file_stamp.hpp"

#include <link.h>
#include <sys/stat.h>

#include <set>

namespace taqrir::app {

std::string stamp_of(const struct stat& status) {
  std::string out;
  const auto add = [&](auto number) { out += std::to_string(number) + ":"; };
  add(status.st_dev), add(status.st_ino), add(status.st_size);
  add(status.st_mtim.tv_sec), add(status.st_mtim.tv_nsec);
  add(status.st_ctim.tv_sec), add(status.st_ctim.tv_nsec);
  return out;
}

std::string file_stamp(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? stamp_of(status) : std::string();
}

std::string program_stamp(const std::vector<std::string>& plugins) {
  struct Libraries {
    std::set<std::string> passed_over;
    std::string stamps;
  } libraries;
  for (const auto& plugin : plugins) libraries.passed_over.insert(file_stamp(plugin));
  const auto add = [](dl_phdr_info* library, std::size_t, void* to) {
    auto& all = *static_cast<Libraries*>(to);
    const std::string path = library->dlpi_name ? library->dlpi_name : "";
    const auto stamp = path.empty() ? std::string() : file_stamp(path);
    if (!stamp.empty() && !all.passed_over.contains(stamp)) all.stamps += path + " " + stamp + "\n";
    return 0;
  };
  ::dl_iterate_phdr(add, &libraries);
  return file_stamp("/proc/self/exe") + "\n" + libraries.stamps;
}

}  // namespace taqrir::app
