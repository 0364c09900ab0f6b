// Files that travel inside the PDF (ISO 32000-1, 7.11.4), as PDF/A-3 wants them (ISO 19005-3, 6.8).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "render/pdf/objects.hpp"
#include "render/pdf/pdf.hpp"

namespace taqrir::pdf {

/// Writes the files; gives the catalog's entries: the name tree's /EmbeddedFiles (to stand in /Names) and
/// the array /AF. Both empty without files. A file of which a later step changes bytes stands uncompressed.
struct AttachmentEntries {
  std::string names;       ///< "/EmbeddedFiles 12 0 R"
  std::string associated;  ///< "/AF[13 0 R]"
};
AttachmentEntries write_attachments(ObjectFile& file, std::vector<Attachment> attachments,
                                    const std::optional<Date>& date, bool compress);

}  // namespace taqrir::pdf
