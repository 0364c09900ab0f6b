// A part of another document, made to stand alone in this one.
#pragma once

#include <set>
#include <string>

#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir::declared {

/// `part`, a copy of blocks of `whole`, with
///  - ids that end in `suffix` ("-02-debat"), so that it may be taken in once for each activity, and its own
///  references following;
///  - references to what stays behind replaced by the words that they have in `whole` (“tableau 3 (Rapport narratif)”), without
///  a link;
///  - the language of `whole` on each block, where it is not `language`, that of the document which takes it
///  in.
/// `locale`: of whole.language.
Blocks standing_alone(Blocks part, const Document& whole, const Locale& locale, const std::string& language,
                      const std::string& suffix);

/// The ids of all blocks, also inner ones.
std::set<std::string> ids_in(const Blocks& blocks);
/// `part` with `suffix` at the end of each id, and its own references following.
Blocks with_suffix(Blocks part, const std::string& suffix);

}  // namespace taqrir::declared
