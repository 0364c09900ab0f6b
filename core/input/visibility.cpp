#include "input/resource_files.hpp"
#include "input/resources.hpp"

namespace taqrir::input {

namespace {

const Schema& visibility_schema() {
  static const Schema kSchema{file_field("logo"), localized_field("logo_alt"),
                              localized_field("statement", true), localized_field("disclaimer")};
  return kSchema;
}

}  // namespace

Result<Visibility> load_visibility(World& world, const std::vector<std::string>& folders,
                                   const std::string& funder) {
  const auto path = find_resource(world, folders, "visibility", funder);
  if (path.empty())
    return fail(unknown_name(error({}, "no visibility rules for the funder “{}”", {funder}), funder,
                             known_resources(world, folders, "visibility")));
  Diagnostics diagnostics;
  const auto record = read_resource(world, path, visibility_schema(), diagnostics);
  if (has_errors(diagnostics)) return fail(std::move(diagnostics));
  Visibility out;
  if (const auto logo = record.file("logo")) out.logo = path.substr(0, path.rfind('/') + 1) + logo->path;
  out.statement = record.localized("statement");
  out.disclaimer = record.localized("disclaimer");
  out.logo_alt = record.localized("logo_alt");
  return out;
}

}  // namespace taqrir::input
