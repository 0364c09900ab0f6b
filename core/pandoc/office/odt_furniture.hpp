// Headers, footers and the watermark of an ODT: of its master pages, made of what the Converter left for
// them.
#pragma once

#include "pandoc/office/odt_body.hpp"

namespace taqrir::pandoc::office {

/// Moves what stands between marks "header", "footer" and "first-footer" of the text into the master page
/// "Standard" of styles.xml and one before it for the first page; gives the name of that one, empty when
/// there is none. A master page that has a header of its own keeps it. `automatic`: of the content, whose
/// styles go along.
std::string furnish(Node text, OdtStyles& automatic, Node document_styles, const Finishing& finishing);

}  // namespace taqrir::pandoc::office
