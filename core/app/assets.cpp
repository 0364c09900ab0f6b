#include "app/assets.hpp"

#include <charconv>

#include "app/paths.hpp"
#include "assemble/assemble.hpp"
#include "base/hash.hpp"
#include "input/picture.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kPageSizes = "pdf-page-sizes";

std::string text_of(const layout::ForeignInfo& info) {
  std::string out;
  const auto add = [&](double points) {
    char buffer[32];
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, points).ptr);
    out += ' ';
  };
  for (const auto& page : info.pages) add(page.size.width), add(page.size.height);
  return out;
}

/// Nothing when the text is not what text_of makes.
std::optional<layout::ForeignInfo> info_of(std::string_view text) {
  std::vector<double> numbers;
  while (!text.empty()) {
    double number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end == text.data() + text.size() || *end != ' ') return std::nullopt;
    numbers.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end + 1 - text.data()));
  }
  if (numbers.empty() || numbers.size() % 2 != 0) return std::nullopt;
  layout::ForeignInfo info;
  for (std::size_t i = 0; i < numbers.size(); i += 2) info.pages.push_back({{numbers[i], numbers[i + 1]}});
  return info;
}

}  // namespace

MissionAssets::MissionAssets(World& world, HashBook& book, std::string folder, std::string shown,
                             std::vector<std::string> data)
    : world_(world),
      book_(book),
      folder_(std::move(folder)),
      shown_(std::move(shown)),
      data_(std::move(data)) {}

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
  auto hash = world_.sha256(path_of(file.path));
  if (hash.empty()) return hash;
  std::lock_guard lock(mutex_);
  return hashes_.emplace(file.path, std::move(hash)).first->second;
}

Result<layout::ImageAsset> MissionAssets::image(const FileRef& file) {
  const auto bytes = this->bytes(file);
  if (!bytes) return fail(bytes.error());
  auto info = input::probe_picture(*bytes, shown(file.path));
  if (!info) return fail(at(file.span, std::move(info.error())));
  const bool jpeg = info->format == input::PictureInfo::Format::jpeg;
  return layout::ImageAsset{jpeg ? layout::ImageAsset::Format::jpeg : layout::ImageAsset::Format::png,
                            *bytes,
                            info->width,
                            info->height,
                            shown(file.path),
                            file.span};
}

Result<layout::ForeignInfo> MissionAssets::foreign(const FileRef& file) {
  {
    std::lock_guard lock(mutex_);
    if (const auto it = foreign_.find(file.path); it != foreign_.end()) return it->second;
  }
  const auto hash = sha256(file);
  const auto known = book_.fact(kPageSizes, hash);
  const auto info = known ? info_of(*known) : std::nullopt;
  auto found = info ? Result<layout::ForeignInfo>(*info) : probed(file);
  if (!found) return found;
  if (!info) book_.note_fact(kPageSizes, hash, text_of(*found));
  std::lock_guard lock(mutex_);
  return foreign_.emplace(file.path, std::move(*found)).first->second;
}

Result<layout::ForeignInfo> MissionAssets::probed(const FileRef& file) {
  const auto bytes = this->bytes(file);
  if (!bytes) return fail(bytes.error());
  auto info = assemble::probe(*bytes, shown(file.path));
  if (!info) return fail(at(file.span, std::move(info.error())));
  layout::ForeignInfo out;
  for (const auto& size : info->pages) out.pages.push_back({size});
  return out;
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
