// Strips -> pages: where pages end, footnotes at the foot, panels behind, table headers repeated.
#pragma once

#include <string>
#include <vector>

#include "layout/composer.hpp"
#include "layout/pages.hpp"

namespace taqrir::layout {

/// What furniture must know of each page.
struct PageNote {
  std::string running_title;
  bool cover = false;
};

struct Paginated {
  std::vector<Page> pages;
  std::vector<PageNote> notes;
  std::map<std::string, Destination> destinations;
  std::vector<OutlineEntry> outline;
  struct Late { std::size_t page; LateNumber number; };
  std::vector<Late> late;
};

Paginated paginate(Composer& composer, Strips strips);

/// Header, footer with page numbers, watermark: once all pages are known.
void furnish(Composer& composer, Paginated& paginated);

/// Sets the page numbers that the text asked for.
void settle_numbers(Composer& composer, Paginated& paginated);

/// Appends a strip's drawing to a page, moved by (dx, dy).
void draw(Page& page, Strip&& strip, Pt dx, Pt dy);

}  // namespace taqrir::layout
