// Which language a stretch of text is in, by its script: Arabic letters in a French text are Arabic.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace taqrir::input::markdown {

/// False when mark_languages would find nothing to do in any part of `text`.
bool holds_other_scripts(std::string_view text, const std::string& language);

/// Gives blocks whose letters are mostly of another script than `language`'s their own language, and wraps
/// runs of at least two letters of another script in a LanguageSpan. `languages` says which language a
/// script stands for, in order; without one Arabic letters are "ar", Tifinagh "zgh", Latin "fr".
void mark_languages(Blocks& blocks, const std::string& language, const std::vector<std::string>& languages);
void mark_languages(Inlines& inlines, const std::string& language, const std::vector<std::string>& languages);

}  // namespace taqrir::input::markdown
