// Texts of other programs and the pictures in them: Conversions::text and picture_in.
#include "app/pieces_conversion.hpp"

#include "base/hash.hpp"
#include "input/picture.hpp"
#include "input/picture_exif.hpp"
#include "input/piece_format.hpp"
#include "pandoc/pandoc.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kPandoc = "pandoc";

}  // namespace

std::string picture_key(std::string_view address) { return sha256_hex(address).substr(0, 32); }

/// The last one is still there: a text's pictures are asked for after it, each by itself.
std::shared_ptr<const pandoc::ForeignText> Conversions::taken(const Bytes& file, const std::string& format,
                                                              const std::string& shown, Diagnostics& errors) {
  const std::lock_guard lock(taking_);
  const auto key = format + sha256_hex(file.view());
  if (taken_ && taken_key_ == key) return taken_;
  pandoc::TakeLimits most;
  most.time = limits.text;
  auto text = pandoc::take_text(world_, real_, file, format, shown, most);
  if (!text) {
    errors = std::move(text.error());
    return {};
  }
  taken_ = std::make_shared<const pandoc::ForeignText>(std::move(*text));
  taken_key_ = key;
  return taken_;
}

Result<Bytes> Conversions::text(const Bytes& file, const std::string& format, const std::string& shown) {
  return kept("text of " + format, kPandoc, file, [&]() -> Result<std::string> {
    Diagnostics errors;
    const auto text = taken(file, format, shown, errors);
    return text ? Result<std::string>(text->json) : fail(std::move(errors));
  });
}

Result<Bytes> Conversions::picture_in(const Bytes& file, const std::string& format, const std::string& key,
                                      const std::string& shown) {
  const auto picture = kept("picture " + key + " in " + format, kPandoc, file, [&]() -> Result<std::string> {
    Diagnostics errors;
    const auto text = taken(file, format, shown, errors);
    return text ? found_picture(*text, key, shown) : fail(std::move(errors));
  });
  if (!picture) return picture;
  const auto kind = input::piece_format(picture->view(), {});
  const bool upright = kind == "png" || (kind == "jpeg" && input::jpeg_orientation(picture->view()) == 1);
  auto page = upright ? picture : leaf(*picture, 0, shown);
  if (!page) return page;
  if (auto probed = input::probe_picture(*page, shown); !probed) return fail(std::move(probed.error()));
  if (!upright || !input::has_camera_data(page->view())) return page;
  return Bytes(input::without_camera_data(page->view()));
}

Result<std::string> Conversions::found_picture(const pandoc::ForeignText& text, const std::string& key,
                                               const std::string& shown) {
  for (const auto& [address, content] : text.pictures)
    if (picture_key(address) == key) return content;
  return fail(error(whole_file(shown), "a picture in it cannot be taken out"));
}

}  // namespace taqrir::app
