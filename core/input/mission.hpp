// A mission folder as checked records. All errors of all files at once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "input/pieces_lock.hpp"
#include "input/toml.hpp"
#include "model/piece.hpp"
#include "model/schema.hpp"
#include "model/value.hpp"

namespace taqrir::input {

struct Activity {
  std::string id;  ///< the folder's name: "05-atelier-planification"
  Record record;   ///< activity.toml, checked
  Pieces pieces;
};

struct Mission {
  std::string folder;                   ///< canonical path
  std::string shown;                    ///< the folder as the user named it; prefix of paths in messages
  Record record;                        ///< mission.toml, checked
  Pieces pieces;                        ///< the mission's own: Piece::activity is empty
  std::vector<Activity> activities;     ///< in byte order of their folders' names
  std::vector<std::string> files_read;  ///< relative to `folder`
  PiecesLock lock;                      ///< the numbers of pieces as they were kept
  std::vector<SpoiledElement> spoiled;  ///< of the lists in the reports' own tables
};

/// Numbers that tell the activities apart: their work items, else the numbers that their folders' names begin
/// with, else their places, from 1.
std::vector<int> activity_numbers(const Mission& mission);
/// Sets Piece::group of the activities' pieces, where there is more than one activity.
void group_pieces(Mission& mission);

/// The mission's own pieces, then those of each activity.
std::vector<Pieces*> pieces_by_owner(Mission& mission);
std::vector<const Pieces*> pieces_by_owner(const Mission& mission);

/// How references, the lock and requirements name the mission where an activity could stand; so no activity
/// may be called so.
inline constexpr const char* kMissionName = "mission";

/// The schema of a report's own table by the type's id; null when no plugin offers the type.
using FieldsOf = std::function<const Schema*(const std::string& report)>;
/// For "did you mean" on an unknown type.
using KnownReports = std::vector<std::string>;

struct LoadedMission {
  std::optional<Mission> mission;  ///< present also when there are errors, as far as it could be read
  Diagnostics diagnostics;
};

LoadedMission load_mission(World& world, const std::string& folder, const FieldsOf& fields_of,
                           const KnownReports& known);

/// The schemas that the core knows: mission.toml and activity.toml without the reports' own tables.
const Schema& mission_schema();
const Schema& activity_schema();
/// The keys that every [deliverables.X] may have beside its report's own: status, version, title.
const Schema& deliverable_schema();

}  // namespace taqrir::input
