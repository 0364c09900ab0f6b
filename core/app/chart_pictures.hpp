// Charts for formats whose pages are not ours: set by layout, drawn as SVG by render, made a PNG by libvips'
// tools.
#pragma once

#include "app/setting.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::app {

/// Draws in the width of the theme's text. What it has to say of fonts is appended to `warnings`, once. A PNG
/// (200 dots an inch) is made where it is wanted and `setting.conversions` has the tools; it is empty
/// otherwise, which is said once. All three have to outlive the result.
pandoc::DrawChart chart_drawing(const Document& document, const Setting& setting, Diagnostics& warnings);

}  // namespace taqrir::app
