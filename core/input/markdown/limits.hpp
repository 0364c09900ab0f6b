// Text that would keep the parser busy for seconds is refused before it is parsed.
#pragma once

#include <optional>

#include "base/diagnostic.hpp"
#include "input/limits.hpp"

namespace taqrir::input::markdown {

/// The error that refuses the text, at the line where a limit is passed; nullopt: parse it.
std::optional<Diagnostic> refusal(const SourceRef& file);

}  // namespace taqrir::input::markdown
