#include "app/import_activities.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/import_names.hpp"
#include "app/paths.hpp"
#include "input/folded_words.hpp"

namespace taqrir::app {

namespace {

bool tells(const ImportFile& file) {
  static const std::set<std::string> kTelling{"docx", "doc",  "odt", "markdown", "html",
                                              "csv",  "xlsx", "xls", "ods",      "rtf"};
  return kTelling.contains(file.format);
}

class Finder {
 public:
  Finder(const std::vector<ImportFile>& files, const NameWords& words) : files_(files), words_(words) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      auto folder = parent(files[i].path);
      direct_[folder].push_back(i);
      for (;; folder = parent(folder)) {
        below_[folder].push_back(i);
        if (folder.empty()) break;
        children_[parent(folder)].insert(folder);
      }
    }
  }

  FoundActivities find() {
    std::string root;
    while (direct_[root].empty() && children_[root].size() == 1) root = *children_[root].begin();
    out_.wrapper = root;
    if (grown_children(root).empty())
      flat(root);
    else
      grouped(root);
    return std::move(out_);
  }

 private:
  bool is_part(const std::string& folder) const {
    const auto name = file_name(folder);
    const auto all = input::folded(name);
    const auto first = input::folded_words(title_of_name(name, words_));
    const auto is = [&](const std::string& word) {
      return std::find(words_.parts.begin(), words_.parts.end(), word) != words_.parts.end();
    };
    return is(all) || (!first.empty() && is(first.front()));
  }

  /// Subfolders that can be activities: not named as parts, with something told in them, or with a number.
  std::vector<std::string> grown_children(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& child : children_[folder]) {
      if (is_part(child)) continue;
      const auto& files = below_[child];
      const bool telling =
          std::any_of(files.begin(), files.end(), [&](std::size_t i) { return tells(files_[i]); });
      if (telling || number_in_name(file_name(child), words_)) out.push_back(child);
    }
    return out;
  }

  bool tells_itself(const std::string& folder) {
    const auto& files = direct_[folder];
    return std::any_of(files.begin(), files.end(), [&](std::size_t i) { return tells(files_[i]); });
  }

  void grouped(const std::string& folder) {
    const auto grown = grown_children(folder);
    for (const auto& child : children_[folder]) {
      const bool is_grown = std::find(grown.begin(), grown.end(), child) != grown.end();
      if (!is_grown)
        out_.mission.insert(out_.mission.end(), below_[child].begin(), below_[child].end());
      else if (!tells_itself(child) && grown_children(child).size() >= 2)
        grouped(child);
      else
        add(child, file_name(child), "each subfolder is one", below_[child]);
    }
    out_.mission.insert(out_.mission.end(), direct_[folder].begin(), direct_[folder].end());
  }

  void add(const std::string& folder, const std::string& name, const char* why,
           std::vector<std::size_t> files) {
    out_.activities.push_back({folder, name, why, number_in_name(name, words_), std::move(files)});
  }

  /// “A1_rapport.docx”, “A1_presences.csv”, “A2_…”: two numbers at least, each with a text or sheet, one with
  /// two files.
  void flat(const std::string& root) {
    std::map<int, std::vector<std::size_t>> by_number;
    std::vector<std::size_t> others;
    for (const auto i : below_[root]) {
      const auto number = number_in_name(file_name(files_[i].path), words_);
      if (number)
        by_number[*number].push_back(i);
      else
        others.push_back(i);
    }
    const bool all_tell = std::all_of(by_number.begin(), by_number.end(), [&](const auto& group) {
      return std::any_of(group.second.begin(), group.second.end(),
                         [&](std::size_t i) { return tells(files_[i]); });
    });
    const bool one_has_two = std::any_of(by_number.begin(), by_number.end(),
                                         [](const auto& group) { return group.second.size() >= 2; });
    if (by_number.size() < 2 || !all_tell || !one_has_two)
      return add(root, "", "the folder holds no folders of activities", below_[root]);
    for (auto& [number, files] : by_number) {
      add(root, "", "the names of its files begin with one number", std::move(files));
      out_.activities.back().number = number;
    }
    out_.mission = std::move(others);
  }

  const std::vector<ImportFile>& files_;
  const NameWords& words_;
  std::map<std::string, std::vector<std::size_t>> direct_, below_;
  std::map<std::string, std::set<std::string>> children_;
  FoundActivities out_;
};

}  // namespace

FoundActivities find_activities(const std::vector<ImportFile>& files, const NameWords& words) {
  return Finder(files, words).find();
}

}  // namespace taqrir::app
