// What standard output is: a terminal of some width, or a file or pipe.
#pragma once

#include <cstddef>

#include "base/world.hpp"

namespace taqrir::cli {

struct Terminal {
  std::size_t columns = 0;  ///< 0: lines may be as long as they are
  bool colour = false;
};

/// A pipe or a file is neither bounded nor coloured; NO_COLOR (https://no-color.org) is obeyed.
Terminal terminal_of_output(World& world);

}  // namespace taqrir::cli
