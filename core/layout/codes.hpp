// The last word on fonts and codes: numbered in the order in which they stand on the pages, so that a file
// does not depend on which thread shaped what, and holds only what it shows.
#pragma once

#include <memory>
#include <vector>

#include "layout/pages.hpp"
#include "layout/text.hpp"

namespace taqrir::layout {

/// One for each thread that sets a document; the n-th numbers its fonts from n * kFontsOfTypesetter on.
using Typesetters = std::vector<std::unique_ptr<Typesetter>>;
inline constexpr int kFontsOfTypesetter = 1024, kMostTypesetters = 32;

/// Renumbers the runs and glyphs of the pages; returns the fonts with their codes.
std::vector<FontUse> number_codes(std::vector<Page>& pages, const Typesetters& typesetters);

}  // namespace taqrir::layout
