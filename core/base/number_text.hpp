// Numbers as messages and TOML have them: whatever the language, with a point.
#pragma once

#include <string>

namespace taqrir {

/// "0.5", "400": six decimals at most, and none that say nothing.
std::string plain_number(double value);
/// As TOML has a number that is no integer: "2.0", every digit that makes it this number.
std::string toml_number(double value);

}  // namespace taqrir
