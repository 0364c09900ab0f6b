// The settings under which LibreOffice reads files of others: no macros, nothing fetched.
#pragma once

#include <string>

#include "base/world.hpp"

namespace taqrir::app {

/// Lays a profile into `folder` and gives the argument that makes LibreOffice use it. Macros are not run,
/// links to other files are not followed (whether on the web or on the machine), formulas keep the values
/// that were saved; what would ask the web all the same is sent to a proxy that nobody answers at.
Result<std::string> office_profile(World& files, const std::string& folder);

}  // namespace taqrir::app
