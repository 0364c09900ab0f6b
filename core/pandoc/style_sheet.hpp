// Style sheets of HTML and EPUB: files of templates/pandoc that name a theme's values as var(--NAME), with
// the values in their places, so that a reader which knows no custom properties shows them too.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/locale.hpp"
#include "model/theme.hpp"

namespace taqrir::pandoc {

using StyleValues = std::map<std::string, std::string>;

/// By name: colours (`accent`), fonts of a role for the document's language (`body-font`), of each text style
/// `size` and spaces (`h1-size`, `h1-before`; em, of the text around and of its own size), `leading`,
/// `weight`, `slant`, `color`, `font`; the page (`page-width`, `margin-inner`, …), `body-points`,
/// what makes scripts look equally large (`own-scale`, a factor; `arab-scale` and `latin-scale`, em),
/// and `page-of`: the words at a printed page's foot.
StyleValues style_values(const Theme& theme, const Locale& locale);

/// Only `page-of`, where there is no theme: WeasyPrint (57) breaks off where a page's foot names a value that
/// is not there.
StyleValues page_values(const Locale& locale);

/// `css` with each var(--NAME) replaced; one that has no value is left to CSS as it is.
std::string with_values(std::string_view css, const StyleValues& values);

}  // namespace taqrir::pandoc
