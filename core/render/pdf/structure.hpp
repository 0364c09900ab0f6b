// The structure tree (ISO 32000-1, 14.7): one element a node, in reading order, tied to the marked
// content of the pages and to the link annotations.
#pragma once

#include <string>
#include <vector>

#include "render/pdf/content.hpp"
#include "render/pdf/objects.hpp"

namespace taqrir::pdf {

/// A link annotation that an element owns.
struct OwnedAnnotation {
  layout::NodeId node = layout::kArtifact;
  int object = 0;
  int page = 0;        ///< index
  int parent_key = 0;  ///< /StructParent
};

/// Numbers of what elements point at.
struct StructureNumbers {
  int root = 0;
  int first_element = 0;  ///< consecutive, in order of the nodes
  int first_page = 0;     ///< likewise, pages
  int document = 0;       ///< of an element that stands in the place of the first node's, elsewhere; 0: none
  int first_key = 0;      ///< of the parent tree: the first page's
};

/// The elements' dictionaries, one after the other in one text.
struct StructureElements {
  std::string text;
  std::vector<std::size_t> ends;                            ///< of each node's part
  std::vector<std::pair<std::string, layout::NodeId>> ids;  ///< element identifiers, in byte order
};

/// Pure; made to run beside the compression of the pages.
StructureElements build_structure(const layout::Pages& pages, const std::vector<PageContent>& contents,
                                  const std::vector<OwnedAnnotation>& annotations,
                                  const StructureNumbers& numbers);

/// `elements` must outlive the saving of the file. Writes the root with its parent tree too.
void store_structure(ObjectFile& file, const StructureElements& elements,
                     const std::vector<PageContent>& contents,
                     const std::vector<OwnedAnnotation>& annotations, const StructureNumbers& numbers);

/// Where trees of a part hang: their roots, and the first and last key below in PDF syntax.
struct Bough {
  int object = 0;  ///< 0: there is nothing
  std::string first, last;
};
struct StructureBoughs {
  Bough parents, identifiers;
  std::string kids;  ///< references to the elements below the first node
};
/// As store_structure, for a part of a file whose root is written elsewhere. The first node's element is not.
StructureBoughs store_part_of_structure(ObjectFile& file, const layout::Pages& pages,
                                        const StructureElements& elements,
                                        const std::vector<PageContent>& contents,
                                        const std::vector<OwnedAnnotation>& annotations,
                                        const StructureNumbers& numbers);

}  // namespace taqrir::pdf
