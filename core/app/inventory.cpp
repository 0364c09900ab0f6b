// taqrir types and plugins: what this Taqrir can make, and who offers it.
#include <algorithm>

#include "app/job.hpp"
#include "app/workshop.hpp"

namespace taqrir::app {

namespace {

std::string plugin_of(const std::vector<host::PluginStatus>& plugins, const std::string& report) {
  for (const auto& plugin : plugins) {
    const auto& offered = plugin.manifest.reports;
    if (std::find(offered.begin(), offered.end(), report) != offered.end()) return plugin.manifest.id;
  }
  return {};
}

}  // namespace

std::vector<TypeInfo> Job::types(Diagnostics& diagnostics) {
  std::vector<TypeInfo> out;
  for (const auto& id : shop().known_reports()) {
    if (const auto report = shop().host.report(id))
      out.push_back({report->info(), plugin_of(shop().host.plugins(), id)});
    else
      append(diagnostics, shop().host.why_not(id));
  }
  sort_and_unify(diagnostics);
  return out;
}

std::optional<TypeInfo> Job::type(const std::string& id, Diagnostics& diagnostics) {
  const auto& known = shop().known_reports();
  if (!std::binary_search(known.begin(), known.end(), id)) {
    auto d = error({}, "no report type is called “{}”", {id}, Blame::usage);
    const auto best = nearest(id, known);
    diagnostics.push_back(best.empty() ? hinted(std::move(d), "“taqrir types” lists them")
                                       : hinted(std::move(d), "did you mean “{}”?", {best}));
    return std::nullopt;
  }
  if (const auto report = shop().host.report(id))
    return TypeInfo{report->info(), plugin_of(shop().host.plugins(), id)};
  append(diagnostics, shop().host.why_not(id));
  return std::nullopt;
}

std::vector<host::PluginStatus> Job::plugins() {
  shop().host.load_all();
  return shop().host.plugins();
}

}  // namespace taqrir::app
