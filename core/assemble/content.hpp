// Contents of a page read only as far as assembling needs: operators, not what they draw.
#pragma once

#include <cstddef>
#include <string_view>

namespace taqrir::assemble {

struct Content {
  int open = 0;     ///< graphics states left open (q without Q)
  int lacking = 0;  ///< closed without having been opened
  bool shows_text = false;
  bool inline_picture = false;
  bool unfinished = false;     ///< ends within a string, an array, a dictionary or an inline picture
  std::size_t complete = 0;    ///< up to here it is made of whole operations
};

/// Strings, comments and inline pictures are passed over (ISO 32000-1, 7.8.2 and 8.9.7).
Content scan(std::string_view contents);

}  // namespace taqrir::assemble
