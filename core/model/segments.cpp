#include "model/segments.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>
#include <string>

namespace taqrir {

namespace {

using Iterator = std::unique_ptr<icu::BreakIterator>;

icu::Locale breaks_of(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  auto locale = icu::Locale::forLanguageTag(std::string(language), status);
  return U_SUCCESS(status) ? locale : icu::Locale::getRoot();
}

/// Byte offsets, because ICU reads UTF-8 in place.
std::vector<std::string_view> cut(std::string_view text, Iterator iterator) {
  std::vector<std::string_view> out;
  UErrorCode status = U_ZERO_ERROR;
  UText* source = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (iterator) iterator->setText(source, status);
  if (!iterator || U_FAILURE(status)) {
    utext_close(source);
    return text.empty() ? out : std::vector{text};
  }
  std::size_t from = 0;
  for (auto at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    out.push_back(text.substr(from, static_cast<std::size_t>(at) - from));
    from = static_cast<std::size_t>(at);
  }
  utext_close(source);
  return out;
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view text, std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  Iterator words(icu::BreakIterator::createWordInstance(breaks_of(language), status));
  return cut(text, U_SUCCESS(status) ? std::move(words) : nullptr);
}

std::vector<std::string_view> sentences_of(std::string_view text, std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  Iterator sentences(icu::BreakIterator::createSentenceInstance(breaks_of(language), status));
  return cut(text, U_SUCCESS(status) ? std::move(sentences) : nullptr);
}

}  // namespace taqrir
