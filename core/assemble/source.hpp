// A PDF opened for reading: QPDF's exceptions become errors with names, its warnings one warning.
#pragma once

#include <memory>
#include <optional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"

namespace taqrir::assemble {

struct Source {
  Bytes bytes;        ///< QPDF reads from them as long as it lives
  std::string shown;  ///< for messages
  std::shared_ptr<QPDF> pdf;
  std::vector<QPDFObjectHandle> pages;  ///< in order; at least one
};

Result<Source> open(const Bytes& bytes, const std::string& shown);

/// What QPDF had to mend, in one warning; nullopt: nothing.
std::optional<Diagnostic> repaired(const std::string& shown, const std::vector<QPDFExc>& warnings);

}  // namespace taqrir::assemble
