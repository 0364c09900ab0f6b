// Anchors made from titles.
#pragma once

#include <string>
#include <string_view>

namespace taqrir {

/// Letters, marks and digits of any script in lower case, everything else as single hyphens; at most
/// 40 characters, cut at a hyphen where one is near. Empty when the text has neither letter nor digit.
std::string slug(std::string_view text);

}  // namespace taqrir
