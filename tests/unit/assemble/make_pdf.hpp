// Small PDFs made with QPDF, for the tests of assemble: pieces of many kinds, and hosts with slots.
#pragma once

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "assemble/assemble.hpp"

namespace taqrir::assemble {

class PdfMaker {
 public:
  PdfMaker();

  /// A page with `text` in its contents; `extra` is merged into its dictionary ("/Rotate 90").
  QPDFObjectHandle add_page(const std::string& contents,
                            const std::string& extra = "/MediaBox [0 0 300 400]");
  QPDFObjectHandle object(const std::string& text);  ///< parsed; indirect
  QPDFObjectHandle catalog() { return pdf.getRoot(); }
  std::string bytes();

  QPDF pdf;
};

/// A reference as it is written in object text.
std::string ref(const QPDFObjectHandle& object);

/// A host as render makes it: an ordinary page, then one slot page for each of `sizes`, all marked
/// with `pieces` (parallel to sizes), with an outline, a structure tree and links to the slots. Slots have a
/// stamp, a line in a box from (5, 3) to (50, 7), and a watermark before it when that is wanted.
struct HostMaker {
  HostMaker(const std::vector<std::string>& pieces, const std::vector<Size>& sizes, bool watermark = false);
  std::string bytes() { return maker.bytes(); }

  PdfMaker maker;
  std::vector<QPDFObjectHandle> slots;
};

/// The file opened again.
std::shared_ptr<QPDF> opened(const std::string& bytes);

/// What `qpdf --check` says of it; empty: nothing to complain of.
std::string complaints(const std::string& bytes);

/// 0-based.
QPDFObjectHandle page_at(QPDF& pdf, int index);

/// Contents of a page, decoded, forms not followed.
std::string contents_of(QPDFObjectHandle page);

}  // namespace taqrir::assemble
