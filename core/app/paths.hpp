// Paths as text: nothing here touches the disk.
#pragma once

#include <string>
#include <string_view>

namespace taqrir::app {

/// `folder/name`; `name` alone when the folder is empty or ".".
std::string join(std::string_view folder, std::string_view name);
/// What stands before the last `/`; empty when there is none.
std::string parent(std::string_view path);
/// What stands after the last `/`.
std::string file_name(std::string_view path);
/// The last part without its last extension.
std::string stem(std::string_view path);
/// Lower-case, with its dot; empty when there is none.
std::string extension(std::string_view path);
/// `path` as seen from `folder`, both absolute; `path` itself when they share no root.
std::string relative_to(std::string_view path, std::string_view folder);
/// Whether absolute `path` is `folder` or lies in it; both canonical.
bool lies_in(std::string_view path, std::string_view folder);
/// Dot segments resolved by text alone; ".." that leads above the start is kept.
std::string normal(std::string_view path);

}  // namespace taqrir::app
