// A rendered file read back by QPDF, for tests.
#pragma once

#include <map>
#include <memory>
#include <qpdf/QPDF.hh>
#include <string>
#include <vector>

#include "layout/pages.hpp"

namespace taqrir::pdf::test {

/// Renders; fails the test with the messages when that is refused.
std::string rendered(const layout::Pages& pages, bool compress = true);

std::shared_ptr<QPDF> read(const std::string& pdf);

QPDFObjectHandle page(QPDF& pdf, std::size_t index);

/// Operators of a page, decompressed.
std::string content(QPDF& pdf, std::size_t page);

/// The structure tree as indented lines: type, then what is asked for of each element's keys.
std::string tree(QPDF& pdf, const std::vector<std::string>& keys = {});

/// How often `part` stands in `whole`.
int times(const std::string& whole, const std::string& part);

}  // namespace taqrir::pdf::test
