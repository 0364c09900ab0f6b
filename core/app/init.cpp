// taqrir init: a small mission that builds at once, copied from templates/starter; with --from see init_from.hpp.
#include "app/init_from.hpp"
#include "app/job.hpp"
#include "app/paths.hpp"
#include "model/slug.hpp"

namespace taqrir::app {

namespace {

constexpr std::string_view kStarterId = "ma-mission";  // in templates/starter/mission.toml

std::optional<std::string> starter_folder(World& world, const Locations& locations) {
  for (const auto& folder : locations.data)
    if (const auto path = join(folder, "starter"); world.info(join(path, "mission.toml"))) return path;
  return std::nullopt;
}

std::string with_id(std::string text, const std::string& id) {
  const auto place = text.find(kStarterId);
  if (place != std::string::npos) text.replace(place, kStarterId.size(), id);
  return text;
}

class Copier {
 public:
  Copier(World& world, std::string id, Outcome& outcome)
      : world_(world), id_(std::move(id)), outcome_(outcome) {}

  void copy(const std::string& from, const std::string& to) {
    for (const auto& name : world_.list(from)) {
      const auto source = join(from, name), target = join(to, name);
      const auto info = world_.info(source);
      if (info && info->is_directory)
        copy(source, target);
      else
        copy_file(source, target);
    }
  }

 private:
  void copy_file(const std::string& source, const std::string& target) {
    const auto bytes = world_.read(source);
    if (!bytes) return append(outcome_.diagnostics, bytes.error());
    const auto text = file_name(source) == "mission.toml" ? with_id(std::string(bytes->view()), id_)
                                                          : std::string(bytes->view());
    if (auto written = world_.write(target, text); !written)
      return append(outcome_.diagnostics, std::move(written.error()));
    outcome_.outputs.push_back({"init",
                                {},
                                extension(target).substr(extension(target).empty() ? 0 : 1),
                                target,
                                0,
                                text.size(),
                                {},
                                0});
  }

  World& world_;
  std::string id_;
  Outcome& outcome_;
};

}  // namespace

Outcome Job::init(const InitRequest& request) {
  Outcome outcome;
  const auto& folder = request.folder;
  if (const auto info = world_.info(folder); info && (!info->is_directory || !world_.list(folder).empty())) {
    outcome.diagnostics = {hinted(error({}, "“{}” exists and is not an empty folder", {folder}, Blame::usage),
                                  "name a folder that does not exist yet")};
    return outcome;
  }
  if (!request.from.empty()) {
    outcome = init_from(shop(), request);
    if (!has_errors(outcome.diagnostics)) write_schemas(folder, {"mission", "activity", "type"}, outcome);
    return outcome;
  }
  const auto starter = starter_folder(world_, locations_);
  if (!starter) {
    outcome.diagnostics = {
        hinted(error({}, "the starter mission that ships with Taqrir is not found", {}, Blame::machine),
               "set TAQRIR_DATA to the folder “templates” of Taqrir, or install it again")};
    return outcome;
  }
  const auto id = slug(file_name(world_.canonical(folder)));
  Copier(world_, id.empty() ? std::string(kStarterId) : id, outcome).copy(*starter, folder);
  if (!has_errors(outcome.diagnostics)) write_schemas(folder, {"mission", "activity", "type"}, outcome);
  return outcome;
}

}  // namespace taqrir::app
