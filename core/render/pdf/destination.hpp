// Where links and outline entries lead: explicit destinations (ISO 32000-1, 12.3.2).
#pragma once

#include <string>

#include "layout/pages.hpp"

namespace taqrir::pdf {

/// `[page /XYZ null y null]`: the place at the window's top, zoom unchanged. The page is kept within
/// the document.
void put_destination(std::string& to, const layout::Pages& pages, int first_page,
                     const layout::Destination& destination);

/// A GoToR action (ISO 32000-1, 12.6.4.3): the other file by its name alone, the page by its number.
void put_remote_action(std::string& to, const layout::RemotePlace& place);

}  // namespace taqrir::pdf
