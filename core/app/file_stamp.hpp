// What tells cheaply that a file may have changed.
#pragma once

#include <string>
#include <vector>

namespace taqrir::app {

/// Device, inode, size and the times of change of content and of inode, as text; empty when there is no
/// such file.
std::string file_stamp(const std::string& path);
/// Stamps of the running program and of the shared libraries loaded into it, but for `plugins`.
std::string program_stamp(const std::vector<std::string>& plugins);

}  // namespace taqrir::app
