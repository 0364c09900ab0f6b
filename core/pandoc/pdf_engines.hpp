// The programs by which Pandoc makes PDF: which there are, and what each takes.
#pragma once

#include <string>
#include <vector>

#include "pandoc/pandoc.hpp"

namespace taqrir::pandoc {

/// The engine to take: the one asked for, or the first that is there and that this Pandoc knows. Errors
/// (blame machine) with the command that installs one.
Result<std::string> choose_engine(World& world, const std::string& asked, const Version& pandoc);

}  // namespace taqrir::pandoc
