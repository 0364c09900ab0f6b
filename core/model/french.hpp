// French spacing is set, not typed: a narrow no-break space before ; ! ? and a no-break space before : » and
// after « (Lexique des règles typographiques en usage à l'Imprimerie nationale).
#pragma once

#include <string>
#include <string_view>

namespace taqrir {

/// Whether texts of this language (BCP 47) are spaced so.
bool has_french_spacing(std::string_view language);

/// Appends words with U+202F and U+00A0 at these signs, in place of spaces that stand there. Where the author
/// left the space out, one is put only when the sign ends a word. Of `to` nothing before `floor` is changed:
/// it is looked at, since it stands before the words in their paragraph.
void append_french(std::string& to, std::string_view words, std::size_t floor);

/// The words with plain spaces at these signs: what an author types.
std::string without_french_spacing(std::string_view words);

}  // namespace taqrir
