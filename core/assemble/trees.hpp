// Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7), read and written whole, names as the
// bytes they are: QPDF's helper would turn them into Unicode and back, which changes some.
#pragma once

#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>

namespace taqrir::assemble {

using NameEntries = std::map<std::string, QPDFObjectHandle>;
using NumberEntries = std::map<long long, QPDFObjectHandle>;

/// Damaged trees give what can be read; a loop is walked once.
NameEntries read_names(QPDFObjectHandle tree);
NumberEntries read_numbers(QPDFObjectHandle tree);

/// A balanced tree: leaves of at most 64 entries below one root.
QPDFObjectHandle write_names(QPDF& pdf, const NameEntries& entries);

/// Adds entries whose numbers are all greater than those in the tree; the tree's leaves stay.
void append_numbers(QPDF& pdf, QPDFObjectHandle tree, const NumberEntries& entries);

}  // namespace taqrir::assemble
