// Numbers headings, tables and figures, and resolves references, once, before layout and Pandoc,
// so that every format shows the same numbers.
#pragma once

#include "base/diagnostic.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir {

/// A text from elsewhere may be one of many that refer to each other: there a lost reference is warned of.
enum class LostReference { is_an_error, keeps_its_words };

/// Fills Heading::number (restarting in each Part), DataTable/Figure/Chart numbers, and the content
/// of empty CrossReferences ("section 2.1", "tableau 3"). An unknown target is an error with its
/// place and the nearest anchor; a duplicate id is an error at the second place.
/// A lost reference is left with its words (at least its target's name) and no target.
Diagnostics number_document(Document& document, const Locale& locale,
                            LostReference lost = LostReference::is_an_error);

}  // namespace taqrir
