// Where a page's contents paint, as far as its edges are concerned: an interpreter of contents (ISO 32000-1,
// 8 and 9) that draws boxes. It may take more for painted than is, never less: what it cannot read or does
// not know is painted everywhere. Only plain white areas are nothing.
#pragma once

#include <map>
#include <memory>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>

#include "assemble/content.hpp"
#include "assemble/edge_bands.hpp"
#include "assemble/font_extents.hpp"
#include "assemble/page_box.hpp"
#include "assemble/stream_data.hpp"

namespace taqrir::assemble {

/// What the pages of one piece have in common.
class PaintSources {
 public:
  explicit PaintSources(StreamReader& streams) : streams_(streams) {}

  std::shared_ptr<const FontExtents> font(QPDFObjectHandle font);
  /// A form's contents; nullptr: they cannot be read.
  std::shared_ptr<const std::string> form(QPDFObjectHandle form);

 private:
  StreamReader& streams_;
  std::map<std::uint64_t, std::shared_ptr<const FontExtents>> fonts_;
  std::map<std::uint64_t, std::shared_ptr<const std::string>> forms_;
  std::size_t kept_ = 0;  // bytes of forms_
};

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
