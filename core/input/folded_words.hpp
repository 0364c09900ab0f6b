// Words as names of files and columns are compared by: without case, accents and punctuation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace taqrir::input {

/// “é” becomes “e”, as ids are written; letters of other scripts stay.
std::string without_accents(std::string_view text);

/// “Pré-test (N° 2)” -> “pre”, “test”, “n”, “2”. Digits of any script become Western ones; Arabic letters
/// that are typed in several ways become one (hamza on alif, ta marbuta, final ya), and tatweel and vowel
/// signs go.
std::vector<std::string> folded_words(std::string_view text);

/// The same in one string, parted by hyphens.
std::string folded(std::string_view text);

}  // namespace taqrir::input
