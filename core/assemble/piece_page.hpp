// One page of a piece, taken out: what the host's page will be made of.
#pragma once

#include <map>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "assemble/extraction.hpp"

namespace taqrir::assemble {

class PiecePages {
 public:
  PiecePages(Extraction& extraction, const Sink& sink) : extraction_(extraction), sink_(sink) {}

  /// Writes the record of the page that is to stand in the request's n-th place.
  void take(QPDFObjectHandle page, std::size_t place, const std::string& label);

  /// Places of pages that show pictures and no text: a scan that nobody has read.
  const std::vector<std::size_t>& textless() const noexcept { return textless_; }

 private:
  /// What a page or a form shows.
  struct Looks {
    bool text = false, picture = false;
  };
  struct Contents {
    std::string parts;
    int lacking = 0, open = 0;
    Looks looks;
  };
  Contents contents(QPDFObjectHandle page);
  Looks forms(QPDFObjectHandle resources, int depth);
  Looks form(QPDFObjectHandle form, int depth);

  Extraction& extraction_;
  const Sink& sink_;
  std::map<std::uint64_t, Looks> forms_;
  std::vector<std::size_t> textless_;
};

}  // namespace taqrir::assemble
