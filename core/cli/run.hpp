// One run of the program: parse, call the Job, print.
#pragma once

#include "base/world.hpp"

namespace taqrir::cli {

/// The exit status: 0 done, 1 input, 2 usage, 3 machine or plugin, 4 a fault of ours.
int run(int argc, const char* const* argv, World& world);

}  // namespace taqrir::cli
