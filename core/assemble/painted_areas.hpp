// Where a page's contents paint, as far as its edges are concerned: an interpreter of contents (ISO 32000-1,
// 8 and 9) that draws boxes. It may take more for painted than is, never less: what it cannot read or does
// not know is painted everywhere. Only plain white areas are nothing.
#pragma once

#include <memory>
#include <qpdf/QPDFObjectHandle.hh>
#include <string_view>

#include "assemble/content.hpp"
#include "assemble/edge_bands.hpp"
#include "assemble/page_box.hpp"
#include "assemble/paint_state.hpp"

namespace taqrir::assemble {

/// Hand it to scan() with the page's contents, once.
class PaintedAreas : public Operations {
 public:
  /// Marks in `bands`, which must outlive it.
  PaintedAreas(PaintSources& sources, QPDFObjectHandle resources, const PageBox& box, EdgeBands& bands);
  ~PaintedAreas();
  void operation(std::string_view name, std::string_view operands) override;

 private:
  class Interpreter;
  std::unique_ptr<Interpreter> interpreter_;
  std::size_t spent_ = 0;  // bytes of forms
};

/// Annotations: all of a page's, whatever they show.
void mark_annotations(QPDFObjectHandle page, const PageBox& box, EdgeBands& bands);

}  // namespace taqrir::assemble
