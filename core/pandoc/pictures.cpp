#include "pandoc/pictures.hpp"

#include <algorithm>
#include <cstdint>

#include "pandoc/items.hpp"

namespace taqrir::pandoc {

namespace {

Diagnostic not_a_picture(const FileRef& file, const char* a_file) {
  return hinted(error(file.span, "“{}” is no picture that {} can hold", {file.path, a_file}),
                "give a PNG or JPEG file");
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const auto count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0);
    for (std::size_t k = 0; k < 4; ++k) out += k <= count ? kDigits[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

}  // namespace

std::optional<PictureKind> picture_kind(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return PictureKind{"png", "image/png"};
  if (bytes.starts_with("\xff\xd8\xff")) return PictureKind{"jpg", "image/jpeg"};
  if (bytes.starts_with("GIF8")) return PictureKind{"gif", "image/gif"};
  return std::nullopt;
}

Result<std::string> Pictures::keep(const FileRef& file) {
  if (const auto it = names_.find(file.path); it != names_.end()) return it->second;
  const auto bytes = read_(file);
  if (!bytes) return fail(bytes.error());
  const auto kind = picture_kind(bytes->view());
  if (!kind) return fail(not_a_picture(file, a_file_));
  auto name = keep_bytes(bytes->view(), *kind);
  if (name) names_[file.path] = *name;
  return name;
}

Result<std::string> Pictures::keep_bytes(std::string_view bytes, const PictureKind& kind) {
  ++count_;
  if (!place_) return "data:" + std::string(kind.type) + ";base64," + base64(bytes);
  auto name = place_->put("picture-" + std::to_string(count_) + "." + std::string(kind.extension), bytes);
  if (name) prints_[*name] = pandoc::print_of(bytes);
  return name;
}

std::string Pictures::print_of(const std::string& name) const {
  const auto found = prints_.find(name);
  return found == prints_.end() ? std::string() : found->second;
}

}  // namespace taqrir::pandoc
