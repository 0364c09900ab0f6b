// A text beside its former wording: words that came are Insertions, words that went are struck, in one text
// that can be read. The shortest edit script is dtl's (Wu, Manber, Myers: An O(NP) Sequence Comparison
// Algorithm); what would be confetti is then put together: a few words between two changes change with them
// (N. Fraser, Diff Strategies, 3.3), and a sentence of which little is left is replaced whole.
#pragma once

#include <string>

#include "kit/words.hpp"
#include "model/document.hpp"

namespace taqrir::kit {

/// Words that stay keep the marks of `after`. Cost is bounded: what is too long and too different to be
/// compared word by word is shown as replaced.
Inlines compared(const Inlines& before, const Inlines& after, const std::string& language);

/// Block by block: paragraphs, headings and items of lists with the one that they were made of; blocks that
/// went stand struck in their place, without id and number. Tables, figures and the like are the same or
/// replaced.
Blocks compared(const Blocks& before, const Blocks& after, const std::string& language);

/// What underlined and struck words mean, for the reader.
Inlines comparison_legend(const Words& kit);

}  // namespace taqrir::kit
