// What stands in the parts of a text by Word or LibreOffice that its reader (Pandoc) does not tell.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "input/office_package.hpp"

namespace taqrir::input {

struct OfficeFacts {
  std::size_t insertions = 0, deletions = 0;  ///< tracked changes
  std::size_t comments = 0;
  std::size_t diagrams = 0;  ///< SmartArt
  std::size_t charts = 0;
  std::size_t objects = 0;  ///< of other programs, embedded
  std::size_t inner = 0;    ///< documents that it puts into itself
  std::size_t headers = 0;  ///< headers and footers with words
  bool macros = false;
  std::size_t links = 0, fields = 0;
  std::set<std::string> link_kinds;  ///< of links to other files: “attachedTemplate”, “oleObject”, …
  std::set<std::string> field_kinds;  ///< of fields that fetch from elsewhere: “INCLUDETEXT”, “DDE”, …
  std::size_t merged = 0;             ///< table cells that reach over several
  std::vector<std::string> passages;  ///< the words that people see, in the order of the parts
  std::vector<std::string>
      captions;                     ///< whole paragraphs with a number that the program counts (OpenDocument)
  std::vector<std::size_t> headed;  ///< tables (from 0) with a header (OpenDocument)
};

/// `format`: “docx” or “odt”; of others macros alone.
OfficeFacts facts_of(const OfficePackage& package, std::string_view format);

/// document.xml with fields that refer to a bookmark (REF) as links to it, which older Pandocs (2.17) know
/// too.
std::string linked_document(std::string_view document);
/// content.xml with what Pandoc does not know put so that it does: sections and header rows (not in 2.17) are
/// what stands in them, references to numbered captions are references to bookmarks.
std::string easier_content(std::string_view content);

}  // namespace taqrir::input
