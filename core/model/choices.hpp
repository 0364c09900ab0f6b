// The choices of a field as a person reads them.
#pragma once

#include "model/schema.hpp"

namespace taqrir {

/// Each as it is written, and what a person calls it in `language`: "remote (à distance)".
std::vector<std::string> labelled_choices(const Field& field, std::string_view language);

}  // namespace taqrir
