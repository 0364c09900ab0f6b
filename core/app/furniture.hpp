// What stands on every page of a mission's reports: logos and names above, the funder's statement below.
#pragma once

#include <optional>
#include <string>

#include "input/resources.hpp"
#include "model/document.hpp"
#include "model/value.hpp"

namespace taqrir::app {

/// Start: the funder's logos and statement; middle: the organisation in all its languages; end: the
/// programme. `visibility` is what the funder asks for, null when none is known. `language` is the
/// document's.
Furniture furniture(const Record& mission, const input::Visibility* visibility, const std::string& language);

}  // namespace taqrir::app
