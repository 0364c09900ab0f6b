// Sizes of files as people write them: “10 MB”, “1,5 Go”, “512 KiB”.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.hpp"

namespace taqrir::input {

/// Bytes. A number (a point or a comma before decimals) and a unit: decimal (kB, MB, GB), binary (KiB, MiB,
/// GiB), bytes (B); the French “o” for “B”. Capitals do not matter. The error stands at `span`.
Result<std::size_t> size_of(const std::string& text, const Span& span);

}  // namespace taqrir::input
