// Marks of other Markdown dialects (formulas, attributes, highlighting …) and links gone wrong. GFM sets them
// as they stand; who wrote them meant something else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace taqrir::input::markdown {

struct ForeignMark {
  std::size_t at = 0, length = 0;  ///< bytes of the text
  const char* message = "";
  const char* hint = "";
};

/// In the text of one inline, in the order of their places. `placeholders`: whether {{ names }} are read.
std::vector<ForeignMark> foreign_marks(std::string_view text, bool placeholders);

/// Bytes of the YAML (`---`) or TOML (`+++`) front matter with which a text begins; 0: it has none.
std::size_t front_matter(std::string_view text);

}  // namespace taqrir::input::markdown
