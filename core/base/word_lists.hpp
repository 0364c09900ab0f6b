// Several words in one text and back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace taqrir {

/// "a, b, c".
std::string listed(const std::vector<std::string>& words, std::string_view between = ", ");
/// What stands between any of the characters `marks`, empty parts too; not one behind the last mark.
std::vector<std::string> parted(std::string_view text, std::string_view marks);

}  // namespace taqrir
