// Child processes: an argument vector, never a shell; limits of time, output and memory; a process
// that meets a limit is killed with all its children. Linux.
#pragma once

#include <optional>
#include <string>

#include "base/world.hpp"

namespace taqrir::app {

/// See World::run. The child leads a process group of its own; what is left of the group when the
/// child ends is killed. Its environment is PATH, HOME, LANG=C.UTF-8 and the request's. The errors
/// (blame machine) name the command: it is not there, took too long, wrote too much, was killed by a
/// signal. Any exit code is a result, not an error.
Result<ProcessOutput> run_process(const ProcessRequest& request);

/// The path of an executable file: `name` itself when it holds a `/`, else the first in PATH.
std::optional<std::string> find_program(const std::string& name);

}  // namespace taqrir::app
