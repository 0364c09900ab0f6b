// Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7), read and written whole, names as the
// bytes they are: QPDF's helper would turn them into Unicode and back, which changes some.
#pragma once

#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>

#include "assemble/output.hpp"

namespace taqrir::assemble {

using NameEntries = std::map<std::string, QPDFObjectHandle>;
using NumberEntries = std::map<long long, QPDFObjectHandle>;

/// Damaged trees give what can be read; a loop is walked once.
NameEntries read_names(QPDFObjectHandle tree);
NumberEntries read_numbers(QPDFObjectHandle tree);

/// A balanced tree of finished texts: at most 64 entries in a leaf, 64 kids in a node. The root's number.
int write_names(Output& output, const std::map<std::string, std::string>& entries);
int write_numbers(Output& output, const std::map<long long, std::string>& entries);

}  // namespace taqrir::assemble
