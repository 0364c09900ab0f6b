#include "assemble/outline.hpp"

#include <set>
#include <vector>

#include "assemble/names.hpp"

namespace taqrir::assemble {
namespace {

constexpr int kDeepest = 10;

class OutlineCopy {
 public:
  OutlineCopy(QPDF& host, Transfer& transfer, const std::string& prefix)
      : host_(host), transfer_(transfer), prefix_(prefix) {}

  /// The items below `parent`; how many there are, with all their descendants.
  int below(QPDFObjectHandle parent, QPDFObjectHandle entry, int depth) {
    std::vector<QPDFObjectHandle> items;
    int total = 0;
    for (auto item = parent.getKey("/First"); visit(item); item = item.getKey("/Next")) {
      items.push_back(copy(item));
      ++total;
      if (depth < kDeepest) total += below(item, items.back(), depth + 1);
    }
    chain(entry, items);
    return total;
  }

 private:
  bool visit(QPDFObjectHandle item) { return item.isDictionary() && seen_.insert(item.getObjGen()).second; }

  QPDFObjectHandle copy(QPDFObjectHandle from) {
    auto to = QPDFObjectHandle::newDictionary();
    for (const char* key : {"/Title", "/Dest", "/A", "/C", "/F"}) {
      if (from.hasKey(key)) to.replaceKey(key, transfer_.copy(from.getKey(key)));
    }
    rename_destination(to, prefix_);
    return host_.makeIndirectObject(to);
  }

  /// Appends the items to those that the entry has already. New items are closed: /Count is negative
  /// and counts one level, the only one that opening shows.
  static void chain(QPDFObjectHandle entry, const std::vector<QPDFObjectHandle>& items) {
    if (items.empty()) return;
    auto previous = entry.getKey("/Last");
    if (!previous.isDictionary()) entry.replaceKey("/First", items.front());
    for (auto item : items) {
      item.replaceKey("/Parent", entry);
      if (previous.isDictionary()) {
        item.replaceKey("/Prev", previous);
        previous.replaceKey("/Next", item);
      }
      previous = item;
    }
    entry.replaceKey("/Last", items.back());
    if (!entry.hasKey("/Count")) {
      entry.replaceKey("/Count", QPDFObjectHandle::newInteger(-static_cast<long long>(items.size())));
    }
  }

  QPDF& host_;
  Transfer& transfer_;
  const std::string& prefix_;
  std::set<QPDFObjGen> seen_;
};

}  // namespace

void take_outline(QPDF& host, Source& source, Transfer& transfer, const std::string& prefix,
                  QPDFObjectHandle entry) {
  auto outlines = source.pdf->getRoot().getKey("/Outlines");
  if (!outlines.isDictionary()) return;
  OutlineCopy(host, transfer, prefix).below(outlines, entry, 1);
  transfer.finish();
}

}  // namespace taqrir::assemble
