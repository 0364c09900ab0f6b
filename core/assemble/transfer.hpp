// Copies objects of one PDF into another, each once, by following references.
//
// QPDF's own copyForeignObject would do but for one thing: the host's page must stay the object that
// links and outline point to, so references to a foreign page must become references to a page that
// exists already. Here the caller says beforehand what certain objects become.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace taqrir::assemble {

class Transfer {
 public:
  /// Called with every copied dictionary (streams' too) before it is stored; `from` is 0 0 for one
  /// that stands directly in another object.
  using Rewrite = std::function<void(QPDFObjGen from, QPDFObjectHandle& dictionary)>;

  Transfer(QPDF& host, Rewrite rewrite) : host_(host), rewrite_(std::move(rewrite)) {}

  /// References to `from` become `to` (null: they become null); `from` itself is not copied.
  void replace(const QPDFObjectHandle& from, const QPDFObjectHandle& to) { copies_[from.getObjGen()] = to; }

  /// A reference for a reference, a deep copy for a direct object. What is referred to is copied by
  /// finish(). Nodes of the page tree and pages that were not named by replace() become null.
  QPDFObjectHandle copy(QPDFObjectHandle from);
  void finish();

  /// Streams whose data could not be read; they are empty in the host.
  int unreadable_streams() const noexcept { return unreadable_streams_; }

 private:
  QPDFObjectHandle reserve(QPDFObjectHandle from);
  QPDFObjectHandle copy_direct(QPDFObjectHandle from, QPDFObjGen id);
  QPDFObjectHandle copy_dictionary(QPDFObjectHandle from, QPDFObjGen id);
  void copy_stream(QPDFObjectHandle from, QPDFObjectHandle to);

  QPDF& host_;
  Rewrite rewrite_;
  std::map<QPDFObjGen, QPDFObjectHandle> copies_;
  std::deque<QPDFObjectHandle> waiting_;
  int unreadable_streams_ = 0;
};

}  // namespace taqrir::assemble
