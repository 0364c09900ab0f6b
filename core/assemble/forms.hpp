// What a piece's catalog says about its pages: form fields, and layers that can be switched off.
#pragma once

#include <qpdf/QPDF.hh>
#include <set>
#include <string>

#include "assemble/source.hpp"
#include "assemble/transfer.hpp"

namespace taqrir::assemble {

/// Interactive forms are kept as fields with names unique in the whole. XFA is left out: it cannot
/// be merged. True when a digital signature is among them, which no longer holds in another file.
bool take_form(QPDF& host, Source& source, Transfer& transfer, std::set<std::string>& field_names);

/// Optional-content groups and which of them are off at first.
void take_layers(QPDF& host, Source& source, Transfer& transfer);

}  // namespace taqrir::assemble
