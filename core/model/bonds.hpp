// Words that the end of a line must not part: the day and the month of a date, “n°” and its number (Lexique des
// règles typographiques en usage à l'Imprimerie nationale). In French and Arabic; Morocco's names of the months.
#pragma once

#include <string>
#include <string_view>

namespace taqrir {

/// The words with U+00A0 in place of the spaces within such pairs: themselves when there are none, else in
/// `room`.
std::string_view with_bonds(std::string_view words, std::string& room);

/// The words with plain spaces there: what an author types.
std::string without_bonds(std::string_view words);

}  // namespace taqrir
