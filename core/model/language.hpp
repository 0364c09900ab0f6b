// Languages and directions. Languages are BCP 47 tags: "fr", "ar", "zgh", "en", "ar-MA".
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace taqrir {

/// Whether `tag` has the form of a BCP 47 tag: "fr", "zgh", "ar-MA"; says nothing of its existence.
bool is_language_tag(std::string_view tag);

enum class Direction { ltr, rtl };

/// By the language's usual script: rtl for ar, fa, ur, he, …, and for tags with an rtl script.
Direction direction_of(std::string_view language);

/// The script that most letters of `text` are in: "latn", "arab", "tfng", "zyyy" when none decides.
std::string dominant_script(std::string_view text);

/// The same text in several languages; keys are tags.
struct LocalizedText {
  std::map<std::string, std::string> by_language;

  bool empty() const noexcept { return by_language.empty(); }
  /// The text in `language`, else in its primary subtag, else French, else any (first by tag).
  const std::string& in(std::string_view language) const;
  /// The tag whose text `in(language)` returns, so that a fallback can be marked as such.
  std::string language_for(std::string_view language) const;
};

}  // namespace taqrir
