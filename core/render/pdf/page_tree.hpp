// Page dictionaries and the tree they hang in (ISO 32000-1, 7.7.3).
#pragma once

#include <map>
#include <vector>

#include "render/pdf/content.hpp"
#include "render/pdf/font.hpp"
#include "render/pdf/structure.hpp"

namespace taqrir::pdf {

/// Numbers of what pages point at.
struct PageNumbers {
  int first_page = 0;       ///< consecutive, in order
  int first_content = 0;    ///< likewise: content streams
  std::vector<int> stamps;  ///< by page: a second content stream; 0: none
  std::vector<FontNumbers> fonts;
  std::map<layout::ImageId, int> images;
  int first_key = 0;  ///< of the parent tree: the first page's
  int above = 0;      ///< the node that the tree hangs from, written elsewhere; 0: it is the root
};

/// The root's number. The content streams themselves are set elsewhere.
int write_page_tree(ObjectFile& file, const layout::Pages& pages, const std::vector<PageContent>& contents,
                    const std::vector<OwnedAnnotation>& links, const PageNumbers& numbers);

}  // namespace taqrir::pdf
