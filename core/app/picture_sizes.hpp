// How large pictures are in formats whose pages are not ours.
#pragma once

#include "app/setting.hpp"

namespace taqrir::app {

/// Gives every figure and picture the width that it has in the PDF, as far as its column is the page's. A
/// picture that cannot be read keeps what it says: whoever writes it tells the error.
void size_pictures(Document& document, const Setting& setting);

}  // namespace taqrir::app
