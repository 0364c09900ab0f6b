// An office file (OOXML, OpenDocument, EPUB: a ZIP of parts) judged before another program reads it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace taqrir::input {

struct OfficePackage {
  std::map<std::string, std::string> texts;  ///< parts that are XML, unpacked, by name
  std::vector<std::string> others;           ///< names of the other parts
};

/// Every part is unpacked once, up to a limit, whatever the file says of its sizes. Refused: what is no whole
/// ZIP or protected by a password, names that climb out of the package or stand twice, links, parts that
/// unpack to too much, and XML that declares entities (OOXML and OpenDocument: any document type, but for the
/// names of macros; ISO/IEC 29500-2, 8.2.5). `format`: as piece_format() names it. Errors name `shown`.
Result<OfficePackage> open_office(std::string_view bytes, std::string_view format, const std::string& shown);

bool is_office_package(std::string_view format);  ///< docx, odt, epub, xlsx, ods, pptx, odp

}  // namespace taqrir::input
