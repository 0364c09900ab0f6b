#include "input/files.hpp"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <filesystem>

#include "input/sheets.hpp"

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
  if (std::find(names.begin(), names.end(), name) != names.end())
    return hinted(error(span, "“{}” is a link that leads nowhere", {path}),
                  "put the file itself in its place");
  if (const auto best = nearest(name, names); !best.empty())
    return hinted(error(span, "no such file: “{}”", {path}), "did you mean “{}”?",
                  {joined(parent_of(path), best)});
  return hinted(error(span, "no such file: “{}”", {path}), "it is looked for at “{}” of the mission",
                {relative});
}

// The path as the disk spells it: macOS writes “é” as two characters, other systems as one.
std::string as_spelled(const FileContext& context, const std::string& relative) {
  std::string out;
  for (const auto& part : std::filesystem::path(relative)) {
    const auto folder = joined(context.root, out);
    auto name = part.string();
    if (!context.world->info(joined(folder, name)))
      for (const auto& other : context.world->list(folder))
        if (composed(other) == composed(name)) name = other;
    out = joined(out, name);
  }
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string composed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  std::string out;
  nfc->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  return U_SUCCESS(status) ? out : text;
}

std::optional<std::string> mission_path(const FileContext& context, const std::string& path) {
  const auto from_root =
      path.empty() || path.front() != '/' ? joined(context.directory, path) : path.substr(1);
  auto normal = std::filesystem::path(from_root).lexically_normal().generic_string();
  while (!normal.empty() && normal.back() == '/') normal.pop_back();
  if (normal == ".." || starts_with(normal, "../") || starts_with(normal, "/")) return std::nullopt;
  return normal;
}

Result<FileRef> find_file(const FileContext& context, const std::string& path, const Span& span) {
  if (path.empty())
    return fail(hinted(error(span, "the path of a file is empty"), "name a file, or remove the key"));
  if (path.find("://") != std::string::npos)
    return fail(hinted(error(span, "“{}” is a web address, not a file", {path}),
                       "download the file into the mission and name it here"));
  auto relative = mission_path(context, path);
  if (relative && !is_ascii(*relative)) relative = as_spelled(context, *relative);
  if (!relative || !inside(context, *relative))
    return fail(hinted(error(span, "“{}” lies outside the mission folder", {path}),
                       "copy the file into the mission folder and name it from there"));
  const auto info = context.world->info(joined(context.root, *relative));
  if (const auto [book, sheet] = file_and_sheet(path); !info && !sheet.empty()) {
    auto file = find_file(context, book, span);
    return file ? Result<FileRef>(FileRef{file->path + "#" + sheet, span}) : file;
  }
  if (!info) return fail(no_such_file(context, path, *relative, span));
  if (info->is_directory)
    return fail(hinted(error(span, "“{}” is a folder, not a file", {path}), "name a file in it"));
  return FileRef{*relative, span};
}

}  // namespace taqrir::input
