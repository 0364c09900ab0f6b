// One slot: the host's placeholder page becomes the foreign page, its own contents a stamp above it.
#pragma once

#include <qpdf/QPDF.hh>

#include "assemble/page_box.hpp"
#include "assemble/transfer.hpp"

namespace taqrir::assemble {

class SlotFiller {
 public:
  explicit SlotFiller(QPDF& host) : host_(host) {}

  /// `page` stays the same object; what it was goes into a form XObject, its links on top.
  void fill(QPDFObjectHandle page, QPDFObjectHandle foreign, Transfer& transfer);

 private:
  QPDFObjectHandle contents(QPDFObjectHandle foreign, const std::string& stamp, Transfer& transfer);
  QPDFObjectHandle bracket(const std::string& text);

  QPDF& host_;
  std::map<std::string, QPDFObjectHandle> brackets_;  ///< the same few bytes on every page: one stream
};

/// Destinations in the host that lead to a slot's page were given in what one sees; turns them into
/// the foreign page's own coordinates. `boxes`: by the page's object.
void turn_destinations(QPDF& host, const std::map<QPDFObjGen, PageBox>& boxes);

}  // namespace taqrir::assemble
