// Result<T>: a value, or every reason why there is none. Nothing is thrown between libraries.
#pragma once

#include <tl/expected.hpp>

#include "base/diagnostic.hpp"

namespace taqrir {

template <class T>
using Result = tl::expected<T, Diagnostics>;

inline tl::unexpected<Diagnostics> fail(Diagnostics diagnostics) {
  return tl::unexpected<Diagnostics>(std::move(diagnostics));
}

inline tl::unexpected<Diagnostics> fail(Diagnostic diagnostic) {
  return tl::unexpected<Diagnostics>(Diagnostics{std::move(diagnostic)});
}

}  // namespace taqrir
