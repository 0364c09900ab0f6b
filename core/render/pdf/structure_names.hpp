// The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4).
#pragma once

#include "layout/pages.hpp"

namespace taqrir::pdf {

const char* structure_name(layout::Tag tag);

/// Headings by the depth at which they stand, so that no level is skipped (PDF/UA-1, 7.4.2): h1, h4, h5, h2
/// become h1, h2, h3, h2. One for each node, in order of creation; other tags stay.
std::vector<layout::Tag> whole_levels(const std::vector<layout::Node>& nodes);

}  // namespace taqrir::pdf
