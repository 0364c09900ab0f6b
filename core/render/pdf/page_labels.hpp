// Printed page numbers as viewers show them (ISO 32000-1, 12.4.2).
#pragma once

#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "render/pdf/objects.hpp"

namespace taqrir::pdf {

/// The number tree's root. Labels that count on (3, 4, 5 or iii, iv, v) become one range.
int write_page_labels(ObjectFile& file, const std::vector<std::string>& labels);
int write_page_labels(ObjectFile& file, const layout::Pages& pages);

}  // namespace taqrir::pdf
