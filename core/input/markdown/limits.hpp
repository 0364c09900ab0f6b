// Text that would keep the parser busy for seconds is refused before it is parsed.
#pragma once

#include <optional>

#include "base/diagnostic.hpp"

namespace taqrir::input::markdown {

/// The error that refuses the text, at the line where a limit is passed; nullopt: parse it.
std::optional<Diagnostic> refusal(const SourceRef& file);

inline constexpr int kDeepest = 60;  ///< lists in lists, quotes in quotes, emphasis in emphasis …

}  // namespace taqrir::input::markdown
