// Where an Arabic word may be elongated (kashida), and how well it bears it.
//
// The order of preference is that of Microsoft, "Justifying Text using Cascading Style Sheets (CSS) in
// Internet Explorer 5.5" (the table which Uniscribe's SCRIPT_JUSTIFY classes and LibreOffice follow):
//   1 after a kashida that the author typed;
//   2 after seen or sad, initial or medial;
//   3 before final teh marbuta, heh, dal;
//   4 before final alef, tah, lam, kaf, gaf;
//   5 before a medial beh (any letter of its tooth) that joins a final reh, yeh or alef maksura;
//   6 before final waw, ain, qaf, feh;
//   7 before any other final letter.
// Of places of one rank the one nearest to the word's end is taken; a word has one at most.
// Ours on top: never between lam and alef, never before a final yeh by rule 7 (LibreOffice, bug 65344),
// never in a word of fewer than three letters, which an elongation would disfigure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace taqrir::layout {

struct Kashida {
  std::size_t letter = 0;  ///< byte of the letter that is drawn out, to its end
  std::size_t before = 0;  ///< byte of the letter that it joins
  std::uint8_t rank = 7;   ///< 1 is best
};

/// `safe` tells whether the font allows an elongation before the letter at a byte of `word`: the two join,
/// and their shapes stay as they are.
std::optional<Kashida> find_kashida(std::string_view word, const std::function<bool(std::size_t)>& safe);

}  // namespace taqrir::layout
