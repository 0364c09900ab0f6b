// Tags for pages that have none. What a foreign page means is not known, so nothing is made up: its text is
// one paragraph, a page that only shows something is a figure with the piece's title, its links and fields
// are elements. Nothing is hidden as an artifact but pages that show nothing (Matterhorn Protocol 01-002,
// 01-005, 13-004).
#pragma once

#include <functional>
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "assemble/extraction.hpp"
#include "assemble/page_box.hpp"

namespace taqrir::assemble {

class PlainTags {
 public:
  enum class Shows { nothing, text, picture };

  /// What a page's contents are put between, and an entry that the page gets.
  struct Marked {
    std::string before, after, entry;
  };

  /// `fresh` gives a number that nothing has in the chunk's parent tree. `pages`: how many the piece has.
  PlainTags(QPDF& pdf, std::string title, std::size_t pages, std::function<int()> fresh)
      : pdf_(pdf), title_(std::move(title)), pages_(pages), fresh_(std::move(fresh)) {}

  /// Part of the extraction's rewrite: an annotation's way to its element.
  bool rewrite(std::uint64_t owner, const std::string& key, std::string& out) const;

  /// Gives the page's annotations elements, but for those that have one; of all pages before anything is
  /// written.
  void take_annotations(QPDFObjectHandle page, std::size_t place,
                        const std::function<bool(QPDFObjectHandle)>& has_one, Extraction& extraction,
                        const Sink& sink);
  /// The page in the request's n-th place, the `number`-th of the piece from 1. Its contents hold no marks of
  /// a structure. After take_annotations.
  Marked take_page(std::size_t place, int number, Shows shows, const PageBox& box, Extraction& extraction,
                   const Sink& sink);
  /// Annotations of the pages that were not taken by take_page.
  void finish(Extraction& extraction, const Sink& sink);

 private:
  std::string between(const std::string& text, Extraction& extraction);
  void put_element(int number, const std::string& page, const std::string& text, Extraction& extraction);

  QPDF& pdf_;
  std::string title_;
  std::size_t pages_;
  std::function<int()> fresh_;
  std::map<std::uint64_t, int> numbers_;        ///< of annotations
  std::map<std::string, std::string> streams_;  ///< the same few bytes on every page
  std::map<std::size_t, int> holders_;       ///< by place: the element that is to hold the page's annotations
  std::map<std::size_t, std::string> kids_;  ///< and those
};

}  // namespace taqrir::assemble
