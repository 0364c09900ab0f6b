// Headers, footers and the watermark of a DOCX: parts of their own, made of what the Converter left for them.
#pragma once

#include <functional>

#include "pandoc/office/docx_body.hpp"
#include "pandoc/office/package.hpp"

namespace taqrir::pandoc::office {

/// Moves what stands between marks "header", "footer" and "first-footer" out of the body into parts of the
/// package, and names them in the body's last section; carries out their marks. A section that has headers of
/// its own — a reference document with a letterhead — keeps them. `types` is [Content_Types].xml.
void furnish(Package& package, Node document, Node types, Relations& relations, const Finishing& finishing,
             const StyleNames& styles, int& next_bookmark);

}  // namespace taqrir::pandoc::office
