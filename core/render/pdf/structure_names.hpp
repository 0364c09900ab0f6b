// The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4).
#pragma once

#include "layout/pages.hpp"

namespace taqrir::pdf {

const char* structure_name(layout::Tag tag);

}  // namespace taqrir::pdf
