// Link annotations (ISO 32000-1, 12.5.6.5).
#pragma once

#include <vector>

#include "layout/pages.hpp"
#include "render/pdf/objects.hpp"
#include "render/pdf/structure.hpp"

namespace taqrir::pdf {

/// Writes an annotation for each link area that leads somewhere; an area whose destination the
/// document lacks is left out (layout has reported it). In order of the pages. Their keys in the
/// parent tree follow those of the pages, which begin with `first_key`.
std::vector<OwnedAnnotation> write_links(ObjectFile& file, const layout::Pages& pages, int first_page,
                                         int first_key = 0);

}  // namespace taqrir::pdf
