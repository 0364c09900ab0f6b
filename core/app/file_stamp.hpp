// What tells cheaply that a file may have changed.
#pragma once

#include <string>
#include <vector>

struct stat;

namespace taqrir::app {

/// Device, inode, size and the times of change of content and of inode, as text.
std::string stamp_of(const struct stat& status);

/// Of the file at `path`; empty when there is none.
std::string file_stamp(const std::string& path);
/// Stamps of the running program and of the shared libraries loaded into it, but for `plugins`.
std::string program_stamp(const std::vector<std::string>& plugins);

}  // namespace taqrir::app
