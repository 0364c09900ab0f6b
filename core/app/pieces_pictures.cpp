// Texts of other programs and the pictures in them: Conversions::text and picture_in.
#include "app/archive_zip.hpp"
#include "app/own_text_facts.hpp"
#include "app/pieces_conversion.hpp"
#include "base/hash.hpp"
#include "input/office_facts.hpp"
#include "input/picture.hpp"
#include "input/picture_exif.hpp"
#include "input/piece_format.hpp"
#include "pandoc/reading.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kPandoc = "pandoc";
constexpr std::size_t kTextsHeld = 4;

}  // namespace

std::string picture_key(std::string_view address) { return sha256_hex(address).substr(0, 32); }

namespace {

/// Pandoc's name of a reader, with what we want it to tell.
std::string reader_of(const std::string& format) { return format == "docx" ? "docx+styles" : format; }

/// The part whose text it is, as a Pandoc of any age reads it; nothing where the file will do.
std::optional<std::pair<std::string, std::string>> easier_part(const input::OfficePackage& package,
                                                               const std::string& format) {
  const auto name = format == "odt" ? "content.xml" : "word/document.xml";
  const auto part = package.texts.find(name);
  if (part == package.texts.end() || format == "epub") return std::nullopt;
  auto text = format == "odt" ? input::easier_content(part->second) : input::linked_document(part->second);
  if (text == part->second) return std::nullopt;
  return std::pair{std::string(name), std::move(text)};
}

/// The file as Pandoc is to read it: judged first.
Result<Bytes> ready(const Bytes& file, const std::string& format, const std::string& shown) {
  if (!input::is_office_package(format)) return file;
  const auto package = input::open_office(file.view(), format, shown);
  if (!package) return fail(package.error());
  auto easier = easier_part(*package, format);
  if (!easier) return file;
  auto parts = unzip(file, shown);
  if (!parts) return fail(std::move(parts.error()));
  for (auto& part : *parts)
    if (part.path == easier->first) part.bytes = Bytes(std::move(easier->second));
  auto whole = zip(std::move(*parts));
  if (!whole) return fail(std::move(whole.error()));
  return Bytes(std::move(*whole));
}

}  // namespace

/// The last ones are still there: a text's pictures are asked for after it, each by itself.
Result<std::shared_ptr<const pandoc::ForeignText>> Conversions::taken(const Bytes& file,
                                                                      const std::string& format,
                                                                      const std::string& shown) {
  const std::lock_guard lock(taking_);
  const auto key = format + sha256_hex(file.view());
  for (const auto& [known, text] : taken_)
    if (known == key) return text;
  const auto bytes = ready(file, format, shown);
  if (!bytes) return fail(bytes.error());
  pandoc::TakeLimits most;
  most.time = limits.text;
  auto text = pandoc::take_text(world_, real_, *bytes, reader_of(format), shown, most);
  if (!text) return fail(std::move(text.error()));
  if (taken_.size() == kTextsHeld) taken_.erase(taken_.begin());
  return taken_.emplace_back(key, std::make_shared<const pandoc::ForeignText>(std::move(*text))).second;
}

Result<Bytes> Conversions::text(const Bytes& file, const std::string& format, const std::string& shown) {
  return kept("styled text of " + format, kPandoc, file, [&]() -> Result<std::string> {
    const auto text = taken(file, format, shown);
    return text ? Result<std::string>((*text)->json) : fail(text.error());
  });
}

Result<Bytes> Conversions::own_text(const Bytes& file, const std::string& format, const std::string& shown) {
  return kept("own text of " + format, kPandoc, file, [&]() -> Result<std::string> {
    const auto text = taken(file, format, shown);
    if (!text) return fail(text.error());
    input::OfficeFacts facts;
    if (input::is_office_package(format))
      if (const auto package = input::open_office(file.view(), format, shown))
        facts = input::facts_of(*package, format);
    return packed(compared(std::move(facts), (*text)->json, (*text)->remarks), (*text)->json);
  });
}

Result<Bytes> Conversions::picture_in(const Bytes& file, const std::string& format, const std::string& key,
                                      const std::string& shown) {
  const auto picture = kept("picture " + key + " in " + format, kPandoc, file, [&]() -> Result<std::string> {
    const auto text = taken(file, format, shown);
    return text ? found_picture(**text, key, shown) : fail(text.error());
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
