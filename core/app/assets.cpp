#include "app/assets.hpp"

#include "app/paths.hpp"
#include "assemble/assemble.hpp"
#include "base/hash.hpp"
#include "input/picture.hpp"

namespace taqrir::app {

MissionAssets::MissionAssets(World& world, std::string folder, std::string shown,
                             std::vector<std::string> data)
    : world_(world), folder_(std::move(folder)), shown_(std::move(shown)), data_(std::move(data)) {}

std::string MissionAssets::shown(std::string_view path) const {
  if (path.starts_with(kDataPrefix)) return std::string(path);
  return join(shown_, path);
}

std::string MissionAssets::path_of(const std::string& path) const {
  if (!path.starts_with(kDataPrefix)) return join(folder_, path);
  const auto name = path.substr(kDataPrefix.size());
  for (const auto& folder : data_)
    if (const auto whole = join(folder, name); world_.info(whole)) return whole;
  return join(data_.empty() ? std::string() : data_.front(), name);
}

Result<Bytes> MissionAssets::bytes(const FileRef& file) {
  {
    std::lock_guard lock(mutex_);
    if (const auto it = bytes_.find(file.path); it != bytes_.end()) return it->second;
  }
  auto bytes = world_.read(path_of(file.path));
  if (!bytes) {
    for (auto& d : bytes.error()) d.span = whole_file(shown(file.path));
    return fail(at(file.span, std::move(bytes.error())));
  }
  std::lock_guard lock(mutex_);
  return bytes_.emplace(file.path, *bytes).first->second;
}

std::string MissionAssets::sha256(const FileRef& file) {
  {
    std::lock_guard lock(mutex_);
    if (const auto it = hashes_.find(file.path); it != hashes_.end()) return it->second;
  }
  const auto bytes = this->bytes(file);
  if (!bytes) return {};
  auto hash = sha256_hex(bytes->view());
  std::lock_guard lock(mutex_);
  return hashes_.emplace(file.path, std::move(hash)).first->second;
}

Result<layout::ImageAsset> MissionAssets::image(const FileRef& file) {
  const auto bytes = this->bytes(file);
  if (!bytes) return fail(bytes.error());
  auto info = input::probe_picture(*bytes, shown(file.path));
  if (!info) return fail(at(file.span, std::move(info.error())));
  const bool jpeg = info->format == input::PictureInfo::Format::jpeg;
  return layout::ImageAsset{jpeg ? layout::ImageAsset::Format::jpeg : layout::ImageAsset::Format::png, *bytes,
                            info->width, info->height, shown(file.path)};
}

Result<layout::ForeignInfo> MissionAssets::foreign(const FileRef& file) {
  {
    std::lock_guard lock(mutex_);
    if (const auto it = foreign_.find(file.path); it != foreign_.end()) return it->second;
  }
  const auto bytes = this->bytes(file);
  if (!bytes) return fail(bytes.error());
  auto info = assemble::probe(*bytes, shown(file.path));
  if (!info) return fail(at(file.span, std::move(info.error())));
  layout::ForeignInfo out;
  for (const auto& size : info->pages) out.pages.push_back({size});
  std::lock_guard lock(mutex_);
  return foreign_.emplace(file.path, std::move(out)).first->second;
}

Result<layout::ImageAsset> RecordingAssets::image(const FileRef& file) {
  {
    std::lock_guard lock(mutex_);
    sources_.push_back(file.path);
  }
  return assets_.image(file);
}

Result<layout::ForeignInfo> RecordingAssets::foreign(const FileRef& file) {
  {
    std::lock_guard lock(mutex_);
    sources_.push_back(file.path);
  }
  return assets_.foreign(file);
}

Diagnostics at(const Span& span, Diagnostics diagnostics) {
  if (!span) return diagnostics;
  for (auto& d : diagnostics) {
    const auto named = d.span.file ? d.span.file->path() : std::string();
    if (!named.empty() && d.span.line == 0) d.message = {"“{}”: {}", {named, d.message.text()}};
    if (d.span.line == 0) d.span = span;
  }
  return diagnostics;
}

}  // namespace taqrir::app
