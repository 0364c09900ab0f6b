#include "app/assets.hpp"

#include <charconv>

#include "app/paths.hpp"
#include "app/piece_worker.hpp"
#include "assemble/assemble.hpp"
#include "base/hash.hpp"
#include "input/picture.hpp"
#include "input/picture_exif.hpp"
#include "input/piece_format.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kPageSizes = "pdf-page-sizes";

constexpr std::string_view kPdfPrefix = "@pdf/", kLeafPrefix = "@leaf/", kTextPrefix = "@ocr/",
                           kInsidePrefix = "@in/";

/// These are read again where they are wanted again: all at once would be much.
bool is_large_pdf(const Bytes& bytes) {
  return bytes.size() > (1u << 20) && bytes.view().starts_with("%PDF-");
}

int leaf_of(std::string_view path) {
  int index = 0;
  std::from_chars(path.data() + kLeafPrefix.size(), path.data() + path.size(), index);
  return index;
}

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
                             std::vector<std::string> data, Conversions* conversions, std::string program,
                             const ReportTypes* types)
    : world_(world),
      book_(book),
      conversions_(conversions),
      folder_(std::move(folder)),
      shown_(std::move(shown)),
      data_(std::move(data)),
      program_(std::move(program)),
      types_(types) {}

std::string as_pdf(const std::string& path) { return std::string(kPdfPrefix) + path; }

std::string as_leaf(const std::string& path, int index) {
  return std::string(kLeafPrefix) + std::to_string(index) + "/" + path;
}

std::string with_text(const std::string& path, const std::string& languages) {
  return std::string(kTextPrefix) + languages + "/" + path;
}

std::string as_picture_in(const std::string& path, const std::string& key) {
  return std::string(kInsidePrefix) + key + "/" + path;
}

std::string source_of(const std::string& path) {
  if (path.starts_with(kPdfPrefix)) return path.substr(kPdfPrefix.size());
  if (path.starts_with(kTextPrefix)) return path.substr(path.find('/', kTextPrefix.size()) + 1);
  if (path.starts_with(kInsidePrefix)) return path.substr(path.find('/', kInsidePrefix.size()) + 1);
  return path.starts_with(kLeafPrefix) ? path.substr(path.find('/', kLeafPrefix.size()) + 1) : path;
}

std::string MissionAssets::shown(std::string_view path) const {
  if (path.starts_with(kDataPrefix)) return std::string(path);
  if (path.starts_with(kTypesPrefix) && types_) return types_->shown(path);
  return join(shown_, path);
}

std::string MissionAssets::path_of(const std::string& path) const {
  if (path.starts_with(kTypesPrefix) && types_) return types_->path_of(path);
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
  if (is_large_pdf(*bytes)) return bytes;
  std::lock_guard lock(mutex_);
  return bytes_.emplace(file.path, *bytes).first->second;
}

Result<Bytes> MissionAssets::presentable(const FileRef& file) {
  {
    std::lock_guard lock(mutex_);
    if (const auto it = presentable_.find(file.path); it != presentable_.end()) return it->second;
  }
  auto out = converted(file);
  if (!out) return fail(at(file.span, std::move(out.error())));
  if (is_large_pdf(*out)) return out;
  std::lock_guard lock(mutex_);
  return presentable_.emplace(file.path, *out).first->second;
}

Result<Bytes> MissionAssets::converted(const FileRef& file) {
  const auto source = source_of(file.path);
  const auto bytes = this->bytes({source, file.span});
  if (!bytes) return bytes;
  if (source == file.path) return cleaned(*bytes, file);
  if (!conversions_)
    return fail(error(file.span, "“{}” cannot be converted here", {source}, Blame::internal));
  if (file.path.starts_with(kTextPrefix)) {
    const auto languages = file.path.substr(kTextPrefix.size());
    return conversions_->with_text(*bytes, languages.substr(0, languages.find('/')), shown(source));
  }
  if (file.path.starts_with(kInsidePrefix)) {
    const auto key = file.path.substr(kInsidePrefix.size());
    return conversions_->picture_in(*bytes, input::piece_format(bytes->view(), source),
                                    key.substr(0, key.find('/')), shown(source));
  }
  if (file.path.starts_with(kLeafPrefix))
    return conversions_->leaf(*bytes, leaf_of(file.path), shown(source));
  return conversions_->to_pdf(*bytes, input::piece_format(bytes->view(), source), shown(source));
}

/// A picture on its side is turned where that is possible; else it is set as it lies.
Result<Bytes> MissionAssets::cleaned(const Bytes& bytes, const FileRef& file) {
  const bool turned = input::jpeg_orientation(bytes.view()) != 1;
  if (turned && conversions_ && conversions_->has_pictures())
    return conversions_->leaf(bytes, 0, shown(file.path));
  if (!input::has_camera_data(bytes.view())) return bytes;
  return Bytes(input::without_camera_data(bytes.view()));
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
  const auto bytes = presentable(file);
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
  const bool own = source_of(file.path) == file.path;
  const auto hash = own ? sha256(file) : sha256_hex(file.path + sha256({source_of(file.path), {}}));
  const auto known = book_.fact(kPageSizes, hash);
  const auto info = known ? info_of(*known) : std::nullopt;
  auto found = info ? Result<layout::ForeignInfo>(*info) : probed(file);
  if (!info && found) book_.note_fact(kPageSizes, hash, text_of(*found));
  std::lock_guard lock(mutex_);
  return foreign_.emplace(file.path, std::move(found)).first->second;
}

Result<layout::ForeignInfo> MissionAssets::probed(const FileRef& file) {
  const auto bytes = presentable(file);
  if (!bytes) return fail(bytes.error());
  auto info = PieceWorkers(world_, program_, 1).probe(*bytes, shown(file.path));
  if (!info) return fail(at(file.span, std::move(info.error())));
  layout::ForeignInfo out;
  for (const auto& size : info->pages) out.pages.push_back({size});
  return out;
}

Result<layout::ImageAsset> RecordingAssets::image(const FileRef& file) {
  {
    std::lock_guard lock(mutex_);
    sources_.push_back(source_of(file.path));
  }
  return assets_.image(file);
}

Result<layout::ForeignInfo> RecordingAssets::foreign(const FileRef& file) {
  {
    std::lock_guard lock(mutex_);
    sources_.push_back(source_of(file.path));
  }
  return assets_.foreign(file);
}

Diagnostics at(const Span& span, Diagnostics diagnostics) {
  if (!span) return diagnostics;
  for (auto& d : diagnostics) {
    const auto named = d.span.file ? d.span.file->path() : std::string();
    const bool another = !span.file || named != span.file->path();
    if (!is_whole_file(d.span)) continue;
    if (!named.empty() && another) d.message = {"“{}”: {}", {named, d.message.text()}};
    d.span = span;
  }
  return diagnostics;
}

}  // namespace taqrir::app
