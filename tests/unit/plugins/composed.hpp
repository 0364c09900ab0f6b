// Reports of a mission on disk, composed through the real door: host, session, context.
#pragma once

#include <map>
#include <string>

#include "app/system_world.hpp"
#include "sdk/report.hpp"

namespace taqrir::test {

/// Files of the mission with other content than on disk: path below the mission -> content.
using Edits = std::map<std::string, std::string>;

struct Report {
  std::string dump;         ///< of the numbered document; empty when there is none
  Diagnostics diagnostics;  ///< of mission, readers, report and numbering
  std::optional<Document> document;

  /// "severity: message", one a line, without hints.
  std::string messages() const;
};

/// Composes `report` of an activity of tests/unit/plugins/mission. For the dossier `activity` is the id of
/// the [[dossier]].
Report compose(const std::string& report, const std::string& activity, const Edits& edits = {});

/// A file of the mission as it is on disk, with `from` replaced by `to` (which must be there).
std::string changed(const std::string& path, const std::string& from, const std::string& to);

/// Compares with tests/unit/plugins/expected/<name>.txt; TAQRIR_BLESS=1 writes it instead.
void expect_dump(const std::string& name, const Report& report);

}  // namespace taqrir::test
