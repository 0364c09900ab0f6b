// Finding and reading the TOML files that ship with Taqrir, for resources.hpp. Not for other libraries.
#pragma once

#include <string>
#include <vector>

#include "input/toml.hpp"

namespace taqrir::input {

/// `<folder>/<kind>/<id>.toml` in the first folder that has it; empty when none does, or when `id` could
/// not be a file's name.
std::string find_resource(World& world, const std::vector<std::string>& folders, const std::string& kind,
                          const std::string& id);
/// Every id that find_resource finds, sorted.
std::vector<std::string> known_resources(World& world, const std::vector<std::string>& folders,
                                         const std::string& kind);
/// The file, checked; what is wrong is appended.
Record read_resource(World& world, const std::string& path, const Schema& schema, Diagnostics& diagnostics);

/// Adds “did you mean”, or the known names.
Diagnostic unknown_name(Diagnostic diagnostic, const std::string& name,
                        const std::vector<std::string>& known);

}  // namespace taqrir::input
