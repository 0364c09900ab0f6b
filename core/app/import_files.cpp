#include "app/import_files.hpp"

#include <algorithm>
#include <map>

#include "app/paths.hpp"
#include "base/hash.hpp"
#include "base/unicode.hpp"
#include "input/found_pieces.hpp"
#include "input/piece_format.hpp"

namespace taqrir::app {

namespace {

Diagnostic too_many(const std::string& folder) {
  return hinted(error(whole_file(folder), "it holds more than {} files or {} GB",
                      {std::to_string(kMostImported), std::to_string(kMostImportedBytes / 1'000'000'000)},
                      Blame::usage),
                "name the folder of one mission, without archives of other years");
}

class Finder {
 public:
  Finder(World& world, const std::string& folder)
      : world_(world), shown_(folder), root_(world.canonical(folder)) {}

  /// One document alone.
  Result<FoundFiles> find_one() {
    const auto whole = root_;
    root_ = parent(whole), shown_ = parent(shown_);
    take(file_name(whole), world_.info(whole)->size);
    return std::move(found_);
  }

  Result<FoundFiles> find() {
    look_into("", 0);
    if (overflows_) return fail(too_many(shown_));
    return std::move(found_);
  }

 private:
  void pass_over(const std::string& path, std::string why, std::vector<std::string> args = {}) {
    found_.passed_over.push_back(note(whole_file(shown(path)), "left out: " + why, std::move(args)));
  }
  std::string shown(const std::string& path) const { return printable(join(shown_, path)); }

  void look_into(const std::string& folder, int depth) {
    for (const auto& name : world_.list(join(root_, folder))) {
      if (overflows_) return;
      look_at(folder.empty() ? name : folder + "/" + name, name, depth);
    }
  }

  void look_at(const std::string& path, const std::string& name, int depth) {
    if (input::is_leaving(name)) return pass_over(path, "an editor or the system left it there");
    const auto whole = join(root_, path);
    if (world_.canonical(whole) != whole) return pass_over(path, "it is a link, and links are not followed");
    const auto info = world_.info(whole);
    if (!info) return pass_over(path, "it cannot be looked at");
    if (!info->is_directory) return take(path, info->size);
    if (depth == kDeepestImported)
      return pass_over(path, "folders in folders are looked into {} deep",
                       {std::to_string(kDeepestImported)});
    look_into(path, depth + 1);
  }

  void take(const std::string& path, std::uint64_t size) {
    if (size > kLargestImported)
      return pass_over(path, "it is larger than {} MB", {std::to_string(kLargestImported / 1'000'000)});
    const auto bytes = world_.read(join(root_, path));
    if (!bytes) return pass_over(path, "{}", {bytes.error().front().message.text()});
    if (bytes->empty()) return pass_over(path, "it is empty");
    sum_ += bytes->size();
    overflows_ = found_.files.size() == kMostImported || sum_ > kMostImportedBytes;
    ImportFile file{path, shown(path), input::piece_format(bytes->view(), path), sha256_hex(bytes->view()),
                    bytes->size()};
    if (const auto [first, is_new] = by_content_.emplace(file.sha256, file.shown); !is_new)
      return pass_over(path, "it is the same as “{}”, byte for byte", {first->second});
    found_.files.push_back(std::move(file));
  }

  World& world_;
  std::string shown_, root_;
  FoundFiles found_;
  std::map<std::string, std::string> by_content_;
  std::uint64_t sum_ = 0;
  bool overflows_ = false;
};

}  // namespace

Result<FoundFiles> find_import_files(World& world, const std::string& folder) {
  const auto info = world.info(folder);
  if (!info)
    return fail(hinted(error(whole_file(printable(folder)), "no such folder", {}, Blame::usage),
                       "name the folder that holds the mission’s documents"));
  if (!info->is_directory) return Finder(world, folder).find_one();
  return Finder(world, folder).find();
}

}  // namespace taqrir::app
