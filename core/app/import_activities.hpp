// Which folders of a folder are activities, and which files belong to which.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/import_files.hpp"
#include "app/import_rules.hpp"

namespace taqrir::app {

struct FoundActivity {
  std::string folder;  ///< below the source; empty: all of it
  std::string name;    ///< what stands for its title: the folder's name, or what its files' names share
  std::string why;     ///< for the note
  std::optional<int> number;  ///< as its name says it
  std::vector<std::size_t> files;
};

struct FoundActivities {
  std::vector<FoundActivity> activities;
  std::vector<std::size_t> mission;  ///< files of no activity
  std::string wrapper;               ///< the one folder in which everything lies; empty: there is none
};

/// One for each subfolder that is not named as a part of something (“annexes”, “photos”); of folders that
/// only hold such folders, theirs; of a flat folder, one for each number that its files' names begin with, or
/// one alone.
FoundActivities find_activities(const std::vector<ImportFile>& files, const NameWords& words);

}  // namespace taqrir::app
