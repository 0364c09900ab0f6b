// The JSON object of --json: outputs, completeness, diagnostics, and what a command adds of its own.
#pragma once

#include <string>
#include <vector>

#include "app/job.hpp"
#include "base/phases.hpp"

namespace taqrir::cli {

/// A key and its value as JSON text; an empty key adds nothing.
struct JsonExtra {
  std::string key, value;
};

std::string json(const app::Outcome& outcome, const std::vector<JsonExtra>& extras);

JsonExtra json_of(const std::vector<app::TypeInfo>& types);
JsonExtra json_of(const std::vector<host::PluginStatus>& plugins);
JsonExtra json_of(const std::vector<app::Finding>& findings);
JsonExtra json_of(const std::vector<app::Change>& changes);
JsonExtra json_of(const PhaseClock& clock);
JsonExtra json_of(std::string key, const std::string& text);

}  // namespace taqrir::cli
