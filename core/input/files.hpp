// Files that a mission names: found, inside the mission, and of the right kind, or an error that helps.
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/world.hpp"
#include "model/value.hpp"

namespace taqrir::input {

/// Where a file named in a record or a text lies. Paths are relative to the folder of the naming file; a
/// leading `/` means the mission folder. Existence and containment are asked of the World.
struct FileContext {
  World* world = nullptr;
  std::string root;       ///< canonical mission folder
  std::string directory;  ///< folder of the naming file, relative to root, without a trailing `/`
};

/// The file as the rest of the program knows it; “book.xlsx#May” is a sheet in one. Links are followed for
/// the check: what they point to must lie inside the mission too. Errors stand at `span`.
Result<FileRef> find_file(const FileContext& context, const std::string& path, const Span& span);

/// `path` with dot segments resolved, relative to the mission; nullopt when it climbs out of it.
std::optional<std::string> mission_path(const FileContext& context, const std::string& path);

/// Unicode's normal form C, in which “é” is one character however it was written.
std::string composed(const std::string& text);

}  // namespace taqrir::input
