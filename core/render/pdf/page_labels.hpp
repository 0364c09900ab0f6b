// Printed page numbers as viewers show them (ISO 32000-1, 12.4.2).
#pragma once

#include "layout/pages.hpp"
#include "render/pdf/objects.hpp"

namespace taqrir::pdf {

/// The number tree's root. Labels that count on (3, 4, 5 or iii, iv, v) become one range.
int write_page_labels(ObjectFile& file, const layout::Pages& pages);
/// The same of pages before which `first` others stand in the file: a kid of the tree's root.
int write_page_labels_of_part(ObjectFile& file, const layout::Pages& pages, int first);

}  // namespace taqrir::pdf
