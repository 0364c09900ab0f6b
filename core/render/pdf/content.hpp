// A page's content stream: text, shapes and pictures as operators, marked for the structure tree.
// Pure and without shared state, so pages can be written on several threads.
#pragma once

#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "render/pdf/typed_codes.hpp"

namespace taqrir::pdf {

/// A marked-content sequence; its MCID is its index in PageContent::marks.
struct Mark {
  layout::NodeId node = layout::kArtifact;
  std::uint32_t item = 0;  ///< the first item in it: its place in reading order
};

struct PageContent {
  std::string operators;
  std::string stamp;  ///< of a foreign page's stamp, when there is more on the page
  std::vector<Mark> marks;
  std::vector<layout::FontId> fonts;    ///< used, ascending: resources F0, F1, …
  std::vector<layout::ImageId> images;  ///< used, ascending: resources I0, I1, …
  bool blends = false;                  ///< uses the graphics states B (multiply), L (half transparent lines) and N (normal)
};

PageContent write_content(const layout::Pages& pages, std::size_t page, const TypedText& text);

}  // namespace taqrir::pdf
