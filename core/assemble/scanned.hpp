// Whether pages of a piece are pictures of text rather than text.
#pragma once

#include <string_view>

namespace taqrir::assemble {

/// What is said of them, with their numbers.
inline constexpr const char* kScannedPages = "pages {} hold no text: they cannot be searched, copied or read aloud";

/// Whether a chunk (take_apart.hpp) says so of any of its pages.
bool has_scanned_pages(std::string_view chunk);

}  // namespace taqrir::assemble
