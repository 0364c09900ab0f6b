#include "app/type_files.hpp"

#include <algorithm>

#include "app/paths.hpp"
#include "input/mission.hpp"
#include "input/toml.hpp"

namespace taqrir::app {

std::vector<std::string> files_of_type(World& world, const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& name : world.list(folder)) {
    const auto info = world.info(join(folder, name));
    if (!info || !lies_in(world.canonical(join(folder, name)), folder) || name.front() == '.' ||
        name == "sample" || name.starts_with("sample-"))
      continue;
    if (!info->is_directory) {
      out.push_back(name);
      continue;
    }
    for (const auto& inner : world.list(join(folder, name)))
      if (lies_in(world.canonical(join(join(folder, name), inner)), folder)) out.push_back(join(name, inner));
  }
  return out;
}

Result<std::unique_ptr<TypeFiles>> TypeFiles::open(World& world, const TypeFolder& type,
                                                   const std::vector<std::string>& known) {
  std::unique_ptr<TypeFiles> out(new TypeFiles(world, type));
  auto file = read_text(world, join(type.folder, "type.toml"), join(type.shown, "type.toml"));
  if (!file) return fail(std::move(file.error()));
  auto record = input::parse_toml(*file);
  if (!record) return fail(std::move(record.error()));
  out->declaration_ = std::move(*record);
  out->files_ = files_of_type(world, type.folder);
  out->known_ = known;
  return out;
}

FileRef TypeFiles::file(std::string_view name, const Span& named) const {
  return {std::string(kTypesPrefix) + type_.id + "/" + std::string(name), named};
}

Record TypeFiles::checked(const Record& raw, const Schema& schema, Diagnostics& diagnostics) const {
  return input::check(raw, schema, {&world_, type_.folder, {}}, diagnostics);
}

input::MarkdownOptions TypeFiles::options(const Bindings& bindings) const {
  input::MarkdownOptions options;
  options.bindings = &bindings;
  options.piece = [](const std::string& id) { return std::optional<std::string>(id); };  // of no mission yet
  options.file = [this](const std::string& path, const Span& span) {
    return file_of_type(world_, type_, path, span);
  };
  return options;
}

Diagnostics TypeFiles::rehearse(const FileRef& file, const Bindings& bindings) const {
  const auto name = file.path.substr(kTypesPrefix.size() + type_.id.size() + 1);
  auto source = read_text(world_, join(type_.folder, name), join(type_.shown, name));
  if (!source) return std::move(source.error());
  return input::read_markdown(*source, options(bindings)).diagnostics;
}

Diagnostics TypeFiles::rehearse(std::string_view text, const Span& span, const Bindings& bindings) const {
  return input::read_inline_markdown(text, span, options(bindings)).diagnostics;
}

const Schema& TypeFiles::mission_fields() const { return input::mission_schema(); }
const Schema& TypeFiles::activity_fields() const { return input::activity_schema(); }

Result<FileRef> file_of_type(World& world, const TypeFolder& type, const std::string& name,
                             const Span& span) {
  auto found = input::find_file({&world, type.folder, {}}, name, span);
  if (found) return FileRef{std::string(kTypesPrefix) + type.id + "/" + found->path, span};
  for (auto& d : found.error())
    d.hint = {"pictures and texts of a type lie in its folder “{}”", {type.shown}};
  return found;
}

}  // namespace taqrir::app
