#include "app/twin_origin.hpp"

#include "app/paths.hpp"

namespace taqrir::app {

pandoc::Origin origin_of(const MissionSession& session, const std::string& report,
                         const std::string& activity) {
  pandoc::Origin origin;
  origin.report = report, origin.activity = activity;
  origin.path = [prefix = session.shown("")](const SourceFile& file) {
    const auto& path = file.path();
    const auto ending = extension(path);
    if (!path.starts_with(prefix) || (ending != ".md" && ending != ".markdown")) return std::string();
    return path.substr(prefix.size());
  };
  origin.field = [&session, report, activity](const std::string& path) {
    if (const auto* fields = session.fields(report, activity))
      for (const auto& [key, value] : fields->entries())
        if (const auto* file = std::get_if<FileRef>(&value.content); file && file->path == path) return key;
    return std::string();
  };
  return origin;
}

}  // namespace taqrir::app
