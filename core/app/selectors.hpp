// Which reports a command line asks for.
#pragma once

#include <string>
#include <vector>

#include "app/mission_session.hpp"

namespace taqrir::app {

/// A report that can be made: it is declared.
struct Target {
  std::string activity;  ///< empty: the mission's own
  std::string report;
};

/// Every declared report of a mission, activities in their order, the mission's own last.
std::vector<Target> declared(const MissionSession& session);

/// A word of the command line: TYPE, ACTIVITY or ACTIVITY/TYPE, perhaps with #ROW behind a type. An activity
/// may be shortened to what stands before a hyphen of its id ("05" for "05-atelier").
bool selects(const std::string& selector, const Target& target);

/// "P07" of "03/attestation#P07"; empty: all rows.
std::string row_of(const std::string& selector);
/// The rows of a target that are asked for by name; none: all, or that one of the selectors asks for all.
std::vector<std::string> rows_selected(const std::vector<std::string>& selectors, const Target& target);

/// Usage errors for the selectors that no session knows, with the nearest name.
Diagnostics unknown_selectors(const std::vector<std::string>& selectors,
                              const std::vector<const MissionSession*>& sessions, World& world);

/// Splits arguments into folders ("." when there is none) and selectors. A word that names a report type
/// means the type, unless the folder of that name is a mission.
struct Arguments {
  std::vector<std::string> folders, selectors;
};
Arguments split_arguments(World& world, const std::vector<std::string>& arguments,
                          const std::vector<std::string>& reports);

/// Usage error for a folder that is no mission; nothing otherwise.
Diagnostics no_mission(World& world, const std::string& folder);

}  // namespace taqrir::app
