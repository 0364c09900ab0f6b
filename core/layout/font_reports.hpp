// What the reader is told of the fonts that a document was set in.
#pragma once

#include "base/diagnostic.hpp"
#include "layout/codes.hpp"

namespace taqrir::layout {

/// Families of the theme that are not installed: an error when there is none at all (`any_font`: one was
/// found), since then nothing can be set; and characters that no font has.
void report_fonts(const Typesetters& typesetters, bool any_font, Diagnostics& out);

}  // namespace taqrir::layout
