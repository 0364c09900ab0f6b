// One page of a piece, taken out: what the host's page will be made of.
#pragma once

#include <functional>
#include <map>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "assemble/extraction.hpp"
#include "assemble/painted_areas.hpp"
#include "assemble/plain_tags.hpp"

namespace taqrir::assemble {

class PiecePages {
 public:
  /// Whether tags of the piece lead to what a page shows; nullptr: it has no tags.
  using Tagged = std::function<bool(QPDFObjectHandle page)>;

  PiecePages(Extraction& extraction, const Sink& sink)
      : extraction_(extraction), sink_(sink), paint_(extraction.streams()) {}

  /// Pages without tags get them from `tags`; unless this is called they stay as they are.
  void tag_by(PlainTags& tags, Tagged tagged) { tags_ = &tags, tagged_ = std::move(tagged); }

  /// Writes the record of the page that is to stand in the request's n-th place, the `number`-th of the piece
  /// from 1.
  void take(QPDFObjectHandle page, std::size_t place, int number, const std::string& label);

  /// Places of pages that show pictures and no text: a scan that nobody has read.
  const std::vector<std::size_t>& textless() const noexcept { return textless_; }

 private:
  /// What a page or a form shows.
  struct Looks {
    bool text = false, picture = false, lines = false;
  };
  struct Contents {
    std::string parts;
    int lacking = 0, open = 0;
    Looks looks;
    bool plain = false;  ///< they may stand within one mark
  };
  /// Marks in `taken` what they paint.
  Contents contents(QPDFObjectHandle page, QPDFObjectHandle resources, const PageBox& box, EdgeBands& taken);
  bool wants_tags(QPDFObjectHandle page, bool marked) const;
  Looks forms(QPDFObjectHandle resources, int depth);
  Looks form(QPDFObjectHandle form, int depth);

  Extraction& extraction_;
  const Sink& sink_;
  PlainTags* tags_ = nullptr;
  Tagged tagged_;
  PaintSources paint_;
  std::map<std::uint64_t, Looks> forms_;
  std::vector<std::size_t> textless_;
};

}  // namespace taqrir::assemble
