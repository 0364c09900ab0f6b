// What the numbers of our colours mean: sRGB, as an ICC profile (ISO 19005-2, 6.2.3).
#pragma once

#include <string>

namespace taqrir::pdf {

/// The profile's registered name, for /OutputConditionIdentifier.
inline constexpr const char* kColourSpaceName = "sRGB IEC61966-2.1";

/// An ICC profile of version 4.2, which PDF 1.7 refers to, by Little CMS: the same bytes each time. Made
/// once a process; any thread may ask.
const std::string& srgb_profile();

}  // namespace taqrir::pdf
