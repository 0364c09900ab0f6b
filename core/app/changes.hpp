// What became different from one manifest to the next.
#pragma once

#include <string>
#include <vector>

#include "app/manifest.hpp"

namespace taqrir::app {

/// Outputs by their path, then within each its reports, pieces and sources. Those of `older` that `newer`
/// does not name count as removed.
std::vector<Change> changes_between(const Manifest& older, const Manifest& newer);

/// The one output `file` (of a manifest that is inside a file: its only one) against the older one of the
/// same path, or else of the same type.
std::vector<Change> changes_of_one(const Manifest& older, const Manifest& newer, const std::string& file);

}  // namespace taqrir::app
