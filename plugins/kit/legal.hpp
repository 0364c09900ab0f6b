// Legal texts: titles, chapters and articles, and the same text in several languages side by side.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir::kit {

/// Headings of a text become the divisions of a legal text by their level: of `kinds` the first is the
/// outermost level that the text has. Deeper headings stay as they are.
Blocks legal_text(Blocks blocks, const std::vector<Heading::Kind>& kinds);

struct LanguageText {
  std::string language;
  Blocks blocks;
};

/// A table with a column for each language, the document's own first, and a row for each division: the first
/// with the first, and so on. Titles are those of the first language in contents and outline; ids that later
/// ones share stay with the first. Texts that differ in number or kind of their divisions are a warning: the
/// rows are what they can be.
Block parallel_text(std::vector<LanguageText> texts, const Locale& locale, Diagnostics& diagnostics);

}  // namespace taqrir::kit
