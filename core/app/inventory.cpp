// taqrir types and plugins: what this Taqrir can make, and who offers it.
#include <algorithm>

#include "app/assets.hpp"
#include "app/job.hpp"
#include "app/workshop.hpp"

namespace taqrir::app {

namespace {

TypeInfo described(const ReportTypes& types, const Report& report) {
  const auto& id = report.info().id;
  const auto* folder = types.folder(id);
  return {report.info(), types.plugin(id), name_of(types.origin(id)), folder ? folder->shown : std::string()};
}

constexpr const char* kAnyTheme = "institutional";

/// What is wrong in a type's theme, whatever mission uses it.
Diagnostics check_theme(Workshop& shop, const ReportTypes& types, const Report& report) {
  const auto& file = report.info().theme;
  if (file.path.empty()) return {};
  const auto base = input::load_theme(shop.world, shop.locations.data, kAnyTheme);
  if (!base) return base.error();
  auto theme = input::extend_theme(shop.world, shop.locations.data, types.path_of(file.path),
                                   types.shown(file.path), *base);
  return theme ? Diagnostics{} : at(file.span, std::move(theme.error()));
}

}  // namespace

std::vector<TypeInfo> Job::types(Diagnostics& diagnostics) {
  const auto& types = shop().types_here();
  std::vector<TypeInfo> out;
  append(diagnostics, types.clashes());
  for (const auto& id : types.known()) {
    const auto report = types.report(id);
    append(diagnostics, types.said(id));
    if (report) append(diagnostics, check_theme(shop(), types, *report));
    if (report) out.push_back(described(types, *report));
  }
  sort_and_unify(diagnostics);
  return out;
}

std::optional<TypeInfo> Job::type(const std::string& id, Diagnostics& diagnostics) {
  const auto& types = shop().types_here();
  if (!types.knows(id)) {
    auto d = error({}, "no report type is called “{}”", {id}, Blame::usage);
    const auto best = nearest(id, types.known());
    diagnostics.push_back(best.empty() ? hinted(std::move(d), "“taqrir types” lists them")
                                       : hinted(std::move(d), "did you mean “{}”?", {best}));
    return std::nullopt;
  }
  const auto report = types.report(id);
  append(diagnostics, types.said(id));
  if (!report) return std::nullopt;
  append(diagnostics, check_theme(shop(), types, *report));
  sort_and_unify(diagnostics);
  return described(types, *report);
}

std::vector<host::PluginStatus> Job::plugins() {
  shop().host.load_all();
  return shop().host.plugins();
}

}  // namespace taqrir::app
