// The outline, that viewers show beside the pages (ISO 32000-1, 12.3.3).
#pragma once

#include "layout/pages.hpp"
#include "render/pdf/objects.hpp"

namespace taqrir::pdf {

/// The root's number; 0 when the document has no outline. Entries of level 1 are open, so that
/// levels 1 and 2 show; a level that skips one hangs from the last entry above it.
int write_outline(ObjectFile& file, const layout::Pages& pages, int first_page);

}  // namespace taqrir::pdf
