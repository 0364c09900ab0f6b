// Where words and sentences of a text end, as its language has them (UAX #29, by ICU).
#pragma once

#include <string_view>
#include <vector>

namespace taqrir {

/// The text, cut: each piece is a word, a sign or a stretch of spaces. Nothing is left out.
std::vector<std::string_view> words_of(std::string_view text, std::string_view language);
/// The text, cut: each piece is a sentence with the spaces after it.
std::vector<std::string_view> sentences_of(std::string_view text, std::string_view language);

}  // namespace taqrir
