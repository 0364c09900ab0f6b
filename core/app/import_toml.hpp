// mission.toml and activity.toml of a plan, and which of their lines speak of which file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/import_plan.hpp"

namespace taqrir::app {

struct WrittenToml {
  std::string text;
  std::vector<std::size_t> about;  ///< of each line, the index of the planned file; kNoFile: none
  std::map<std::string, std::string>
      texts;  ///< files that stand in for missing ones, relative to the activity
};
constexpr std::size_t kNoFile = static_cast<std::size_t>(-1);

/// `text` between quotes, as TOML reads it back.
std::string toml_string(const std::string& text);

WrittenToml mission_toml(const Plan& plan, const std::string& id, const ImportRules& rules);
WrittenToml activity_toml(const PlannedActivity& activity, const Plan& plan, const ImportRules& rules);

}  // namespace taqrir::app
