// Named destinations and embedded files of the pieces, under names that no other piece has.
#pragma once

#include <map>
#include <qpdf/QPDF.hh>
#include <string>

#include "assemble/source.hpp"
#include "assemble/transfer.hpp"
#include "assemble/trees.hpp"

namespace taqrir::assemble {

/// Dictionaries that name a destination (/Dest, or /D of a GoTo action) get the piece's prefix.
void rename_destination(QPDFObjectHandle& dictionary, const std::string& prefix);

/// The host's /Names, read when first needed and written once.
class HostNames {
 public:
  explicit HostNames(QPDF& host) : host_(host) {}

  /// Destinations on pages that are in the host, and attachments.
  void take(Source& source, Transfer& transfer, const std::string& prefix);
  void finish();

 private:
  NameEntries& category(const std::string& key);
  void take_destinations(QPDFObjectHandle catalog, Transfer& transfer, const std::string& prefix);

  QPDF& host_;
  std::map<std::string, NameEntries> categories_;
};

}  // namespace taqrir::assemble
