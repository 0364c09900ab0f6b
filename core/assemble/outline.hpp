// A piece's own outline, hung closed below the host's entry for that piece.
#pragma once

#include <qpdf/QPDF.hh>
#include <string>

#include "assemble/source.hpp"
#include "assemble/transfer.hpp"

namespace taqrir::assemble {

/// At most 10 levels; a loop is cut where it closes. Named destinations get the prefix.
void take_outline(QPDF& host, Source& source, Transfer& transfer, const std::string& prefix,
                  QPDFObjectHandle entry);

}  // namespace taqrir::assemble
