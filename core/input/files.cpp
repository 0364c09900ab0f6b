#include "input/files.hpp"

#include <filesystem>

namespace taqrir::input {

namespace {

bool starts_with(std::string_view text, std::string_view head) { return text.substr(0, head.size()) == head; }

std::string parent_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string joined(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder + "/" + name;
}

bool inside(const FileContext& context, const std::string& relative) {
  return starts_with(context.world->canonical(joined(context.root, relative)) + "/", context.root + "/");
}

bool is_folder(const FileContext& context, const std::string& relative) {
  const auto info = context.world->info(joined(context.root, relative));
  return info && info->is_directory;
}

// The deepest folder of `relative` that does not exist; empty when all do.
std::string missing_folder(const FileContext& context, const std::string& relative) {
  std::string missing;
  for (auto folder = parent_of(relative); !folder.empty(); folder = parent_of(folder))
    if (!is_folder(context, folder)) missing = folder;
  return missing;
}

Diagnostic no_such_file(const FileContext& context, const std::string& path, const std::string& relative,
                        const Span& span) {
  if (path.find('\\') != std::string::npos)
    return hinted(error(span, "no such file: “{}”", {path}), "write paths with “/”, not with “\\”");
  if (const auto folder = missing_folder(context, relative); !folder.empty())
    return hinted(error(span, "no such file: “{}”", {path}), "the mission has no folder “{}”", {folder});
  const auto names = context.world->list(joined(context.root, parent_of(relative)));
  const auto name = std::filesystem::path(relative).filename().string();
  if (const auto best = nearest(name, names); !best.empty())
    return hinted(error(span, "no such file: “{}”", {path}), "did you mean “{}”?",
                  {joined(parent_of(path), best)});
  return hinted(error(span, "no such file: “{}”", {path}), "it is looked for at “{}” of the mission",
                {relative});
}

}  // namespace

std::optional<std::string> mission_path(const FileContext& context, const std::string& path) {
  const auto from_root =
      path.empty() || path.front() != '/' ? joined(context.directory, path) : path.substr(1);
  auto normal = std::filesystem::path(from_root).lexically_normal().generic_string();
  while (!normal.empty() && normal.back() == '/') normal.pop_back();
  if (normal == ".." || starts_with(normal, "../") || starts_with(normal, "/")) return std::nullopt;
  return normal;
}

Result<FileRef> find_file(const FileContext& context, const std::string& path, const Span& span) {
  if (path.empty()) return fail(error(span, "the path of a file is empty"));
  if (path.find("://") != std::string::npos)
    return fail(hinted(error(span, "“{}” is a web address, not a file", {path}),
                       "download the file into the mission and name it here"));
  const auto relative = mission_path(context, path);
  if (!relative || !inside(context, *relative))
    return fail(hinted(error(span, "“{}” lies outside the mission folder", {path}),
                       "copy the file into the mission folder and name it from there"));
  const auto info = context.world->info(joined(context.root, *relative));
  if (!info) return fail(no_such_file(context, path, *relative, span));
  if (info->is_directory)
    return fail(hinted(error(span, "“{}” is a folder, not a file", {path}), "name a file in it"));
  return FileRef{*relative, span};
}

}  // namespace taqrir::input
