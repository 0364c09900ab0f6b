// A part of a file that is written part by part (render/pdf/series.hpp).
#pragma once

#include <map>
#include <string>

#include "render/pdf/claims.hpp"
#include "render/pdf/objects.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/structure.hpp"

namespace taqrir::pdf {

/// What a part must know of the file around it.
struct PartPlace {
  int first_object = 1;               ///< numbers below are taken
  int pages = 0;                      ///< the root of all pages
  int structure = 0;                  ///< the root of all structure
  int document = 0;                   ///< the element below it
  int first_key = 0;                  ///< of the parent tree
  std::map<const void*, int> images;  ///< that stand in earlier parts, by their bytes
};

struct RenderedPart {
  ObjectFile::Objects objects;
  int page_tree = 0;   ///< hangs from PartPlace::pages
  int first_page = 0;  ///< consecutive
  int keys = 0;        ///< of the parent tree that are taken
  StructureBoughs boughs;
  Claims claims;
  std::map<const void*, int> images;
};

/// As render, without what the file as a whole has. Attachments and foreign pages cannot stand in a part.
Result<RenderedPart> render_part(const layout::Pages& pages, const PartPlace& place, const Options& options);

/// The catalog's entry that says which colours are meant; its profile is added to the file.
std::string output_intent(ObjectFile& file, bool compress);

}  // namespace taqrir::pdf
