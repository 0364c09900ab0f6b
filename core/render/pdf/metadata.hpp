// What the file says of itself: the information dictionary and XMP (ISO 32000-1, 14.3).
#pragma once

#include <string>

#include "layout/pages.hpp"
#include "render/pdf/claims.hpp"

namespace taqrir::pdf {

/// Entries of the information dictionary.
std::string information(const layout::Metadata& metadata);

/// D:20250203000000Z
std::string pdf_date(const Date& date);

/// The XMP packet, UTF-8, with the claims.
std::string xmp(const layout::Metadata& metadata, const Claims& claims);

}  // namespace taqrir::pdf
