// What a file may say of itself. A claim that its pages belie is not made.
#pragma once

#include "layout/pages.hpp"

namespace taqrir::pdf {

struct Claims {
  bool accessible = true;  ///< PDF/UA-1 (ISO 14289-1)
  bool archival = true;    ///< PDF/A-2a (ISO 19005-2)
  bool with_files = false;  ///< files are attached: the claim is PDF/A-3a (ISO 19005-3) instead
};

/// Neither for a document without title or language, or with a character that no font has. Not accessible
/// when a figure has no description; not archival when a text holds characters of private use, whose meaning
/// nobody can look up. The pictures' own bytes are not looked at.
Claims claims(const layout::Pages& pages);

}  // namespace taqrir::pdf
