#include "app/workshop.hpp"

#include <algorithm>
#include <charconv>

#include "app/paths.hpp"

namespace taqrir::app {

Workshop::Workshop(World& w, const Locations& l, OnProgress p)
    : real(w), book(w), recorder(w, book), world(recorder), conversions(world, w, book), locations(l), progress(std::move(p)), host(world, l.plugins) {}

layout::FontBook& Workshop::fonts() {
  std::lock_guard lock(mutex_);
  if (!fonts_) fonts_ = std::make_unique<layout::FontBook>(world);
  return *fonts_;
}

Result<pandoc::Version> Workshop::pandoc() {
  std::lock_guard lock(pandoc_mutex_);
  if (!pandoc_) pandoc_ = pandoc::installed(world);
  return *pandoc_;
}

std::vector<TypeFolder> Workshop::common_types() {
  std::vector<TypeFolder> out = tried_types;
  const auto add = [&](std::vector<TypeFolder> more) {
    for (auto& type : more) {
      const auto same = [&](const TypeFolder& other) { return other.folder == type.folder; };
      if (std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(type));
    }
  };
  if (!locations.user.empty()) add(type_folders(world, locations.user, locations.user, TypeOrigin::user));
  for (const auto& folder : locations.data)
    add(type_folders(world, folder, folder, TypeOrigin::program));
  return out;
}

const ReportTypes& Workshop::types() {
  std::lock_guard lock(mutex_);
  if (!types_) types_ = std::make_unique<ReportTypes>(world, host, common_types(), locations.mission_programs);
  return *types_;
}

const ReportTypes& Workshop::types_here() {
  std::lock_guard lock(mutex_);
  if (types_here_) return *types_here_;
  auto folders = world.info("mission.toml") ? type_folders(world, world.canonical("."), ".", TypeOrigin::mission) : std::vector<TypeFolder>{};
  for (auto& common : common_types()) folders.push_back(std::move(common));
  types_here_ = std::make_unique<ReportTypes>(world, host, std::move(folders), locations.mission_programs);
  return *types_here_;
}

Result<std::shared_ptr<input::FileLocale>> Workshop::locale(const std::string& language) {
  std::lock_guard lock(mutex_);
  if (const auto it = locales_.find(language); it != locales_.end()) return it->second;
  auto folders = locations.data;
  for (const auto& plugin : host.plugins()) folders.push_back(plugin.manifest.folder);
  auto& loaded = locales_.emplace(language, input::load_locale(world, folders, language)).first->second;
  if (loaded)
    (*loaded)->know_others([this, folders](const std::string& other) -> std::shared_ptr<const Locale> {
      auto words = input::load_locale(world, folders, other);
      return words ? std::shared_ptr<const Locale>(*words) : nullptr;
    });
  return loaded;
}

Diagnostics Workshop::locale_warnings() {
  std::lock_guard lock(mutex_);
  Diagnostics out;
  for (const auto& [language, locale] : locales_) {
    if (!locale) continue;
    for (const auto& key : (*locale)->unknown_keys())
      out.push_back(
          hinted(warning({}, "no language has the word “{}”: it stands on the page as it is", {key}),
                 "add it to templates/locales/fr, or to the plugin's own locales"));
    const auto keys = (*locale)->fallbacks();
    if (keys.empty()) continue;
    std::string shown;
    for (std::size_t i = 0; i < std::min<std::size_t>(keys.size(), 5); ++i)
      shown += (i ? ", " : "") + keys[i];
    if (keys.size() > 5) shown += ", …";
    out.push_back(warning({}, "{} words have no translation in “{}” and stand in French: {}",
                          {std::to_string(keys.size()), language, shown}));
  }
  return out;
}

std::optional<Date> Workshop::source_date() {
  const auto text = world.environment("SOURCE_DATE_EPOCH");
  if (!text) return std::nullopt;
  std::int64_t seconds = 0;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), seconds);
  if (problem != std::errc() || end != text->data() + text->size() || seconds < 0) return std::nullopt;
  if (seconds > 253402300799) return std::nullopt;  // the last second of the year 9999
  const std::chrono::sys_seconds moment{std::chrono::seconds(seconds)};
  return Date(std::chrono::floor<std::chrono::days>(moment));
}

}  // namespace taqrir::app
