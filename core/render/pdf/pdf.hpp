// Pages -> a tagged PDF 1.7, by libharu. The only header of this folder that others may include.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "layout/pages.hpp"

namespace taqrir::pdf {

/// A file inside the PDF.
struct Attachment {
  enum class Relationship { data, source, supplement };  ///< to the document (ISO 19005-3, Annex E)
  std::string name;         ///< unique among those of a document
  std::string media_type;   ///< "application/json"
  std::string description;  ///< in the document's language
  std::string bytes;
  Relationship relationship = Relationship::data;
  bool sealed = false;  ///< stands uncompressed, so that a step after writing may set bytes in place
};

struct Options {
  int threads = 1;       ///< for compressing page contents
  bool compress = true;  ///< off: readable contents, for tests
  std::vector<Attachment> attachments;
};

/// The whole file's bytes. Equal Pages give equal bytes. Foreign slots come out as pages of the
/// right size that hold only their stamp: assemble fills them (see base/pdf_marks.hpp).
Result<std::string> render(const layout::Pages& pages, const Options& options = {});

}  // namespace taqrir::pdf
