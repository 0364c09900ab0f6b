#include "input/resource_files.hpp"

#include <set>

namespace taqrir::input {

namespace {

bool is_file_name(const std::string& id) {
  return !id.empty() && id.front() != '.' && id.find_first_of("/\\") == std::string::npos;
}

bool is_file(World& world, const std::string& path) {
  const auto info = world.info(path);
  return info && !info->is_directory;
}

}  // namespace

std::string find_resource(World& world, const std::vector<std::string>& folders, const std::string& kind,
                          const std::string& id) {
  if (!is_file_name(id)) return {};
  for (const auto& folder : folders)
    if (const auto path = folder + "/" + kind + "/" + id + ".toml"; is_file(world, path)) return path;
  return {};
}

std::vector<std::string> known_resources(World& world, const std::vector<std::string>& folders,
                                         const std::string& kind) {
  std::set<std::string> out;
  for (const auto& folder : folders)
    for (const auto& name : world.list(folder + "/" + kind))
      if (name.size() > 5 && name.substr(name.size() - 5) == ".toml")
        out.insert(name.substr(0, name.size() - 5));
  return {out.begin(), out.end()};
}

Record read_resource(World& world, const std::string& path, const Schema& schema, Diagnostics& diagnostics) {
  auto file = read_text(world, path, path);
  if (!file) return append(diagnostics, std::move(file.error())), Record();
  auto raw = parse_toml(*file);
  if (!raw) return append(diagnostics, std::move(raw.error())), Record();
  const auto slash = path.rfind('/');
  const FileContext beside{&world, world.canonical(path.substr(0, slash)), ""};
  return check(*raw, schema, beside, diagnostics);
}

Diagnostic unknown_name(Diagnostic diagnostic, const std::string& name,
                        const std::vector<std::string>& known) {
  if (const auto best = nearest(name, known); !best.empty())
    return hinted(std::move(diagnostic), "did you mean “{}”?", {best});
  std::string all;
  for (const auto& word : known) all += (all.empty() ? "" : ", ") + word;
  return all.empty() ? diagnostic : hinted(std::move(diagnostic), "known: {}", {all});
}

}  // namespace taqrir::input
