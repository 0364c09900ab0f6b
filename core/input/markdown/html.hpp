// The little of HTML that texts may use.
#pragma once

#include <string>
#include <string_view>

namespace taqrir::input::markdown {

/// A tag as it stands at the begin of a text.
struct HtmlTag {
  std::string name;      ///< lower case; empty: no tag
  std::string language;  ///< of its `lang` attribute
  bool closing = false;
  bool comment = false;    ///< <!-- … -->; <!…> and <?…?> have a name
  bool closed = true;      ///< false: a comment that nothing ends
  std::size_t length = 0;  ///< bytes of the text that it takes
};

HtmlTag read_tag(std::string_view text);

}  // namespace taqrir::input::markdown
