// A page as a standalone SVG: shapes as paths, text as the outlines of its glyphs, so that it looks as in the
// PDF wherever it is shown and needs no font, no file and no script. The only header of this folder for
// others.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.hpp"
#include "layout/pages.hpp"

namespace taqrir::svg {

/// What is said of the picture to those who do not see it.
struct Words {
  std::string title, description;  ///< empty: nothing is said
  std::string language;            ///< of both, BCP 47
};

/// UTF-8, in points, as large as the page. Pictures that are placed on the page are left out: a chart has
/// none. Error: a font whose file cannot be read as one. Equal pages give equal bytes, whatever the C
/// library's locale.
Result<std::string> render(const layout::Pages& pages, std::size_t page, const Words& words);

}  // namespace taqrir::svg
