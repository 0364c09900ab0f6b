// Foreign PDFs: reading what layout needs to know of them, and putting their pages in the slots that
// a rendered document keeps for them. QPDF reads; nothing else in the tree includes qpdf headers.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/units.hpp"
#include "base/world.hpp"

namespace taqrir::assemble {

struct PdfInfo {
  std::vector<Size> pages;  ///< as shown: /Rotate and /UserUnit applied, crop box
  bool tagged = false;
  Diagnostics warnings;  ///< what was repaired
};

/// Errors name the file: not a PDF, encrypted with a user password, no pages, beyond repair.
Result<PdfInfo> probe(const Bytes& pdf, const std::string& shown);

/// A piece's file that is read when it is taken apart and given up again: together they may be much. `read` may be
/// called on any thread, by several at once.
struct PieceFile {
  std::size_t size = 0;
  std::function<Result<Bytes>()> read;
};

/// One slot, in the order of the host's slots.
struct Slot {
  Bytes pdf;          ///< the piece's file, or none and `file`; several slots share one
  std::string shown;  ///< for messages
  int page = 0;       ///< 0-based within the piece
  std::string piece;
  std::shared_ptr<const PieceFile> file = {};
};

/// The host with each slot's page filled: the piece's page is taken as it is (contents, resources,
/// annotations, size, rotation), the host page's own contents stand above it as a stamp. Links and
/// outline of the host stay right. Equal inputs give equal bytes.
Result<std::string> fill_slots(const std::string& host_pdf, const std::vector<Slot>& slots,
                               Diagnostics& warnings);

/// The bytes of the file `name` attached to a PDF; none when it has no such file. Errors as for probe.
Result<std::optional<std::string>> attached_file(const Bytes& pdf, const std::string& shown,
                                                 const std::string& name);

}  // namespace taqrir::assemble
