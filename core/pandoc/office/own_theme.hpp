// What a theme says otherwise than the one that the reference document was made of (a report type's own
// theme.toml does), put into the styles that came from there; and the theme's page. Styles that the reference
// document gives a look of their own keep it (templates/pandoc/reference_theme.py).
#pragma once

#include "pandoc/office/finishing.hpp"
#include "pandoc/office/xml.hpp"

namespace taqrir::pandoc::office {

/// `styles`: w:styles.
void adapt_styles_of_docx(Node styles, const Finishing& finishing);
/// `section`: w:sectPr. Size, margins, border, and whether the text stands in the middle.
void adapt_page_of_docx(Node section, const Finishing& finishing);

/// `document`: office:document-styles.
void adapt_styles_of_odt(Node document, const Finishing& finishing);
void adapt_page_of_odt(Node document, const Finishing& finishing);
/// Once head and foot have their room within the margins.
void border_page_of_odt(Node document, const Finishing& finishing);

}  // namespace taqrir::pandoc::office
