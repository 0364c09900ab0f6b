#include "input/office_package.hpp"

#include <sys/stat.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "input/limits.hpp"
#include "input/office_xml.hpp"

namespace taqrir::input {

namespace {

Diagnostic refused(const std::string& shown, const std::string& why, const char* hint) {
  return hinted(error(whole_file(shown), "it is not read: {}", {why}), hint);
}

constexpr const char* kSaveAgain = "open it in its own program and save it again";
constexpr const char* kAskWhere = "ask where it comes from; a file like this does harm, or is damaged";

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// Relative, without “..”, “\” or a drive.
bool stays_inside(const std::string& name) {
  if (name.empty() || name.front() == '/' || name.find_first_of("\\:") != std::string::npos) return false;
  const auto padded = "/" + name + "/";
  return padded.find("/../") == std::string::npos && name.find('\0') == std::string::npos;
}

/// Parts to which LibreOffice and OpenOffice still write a document type: names of macros, old lists of
/// parts.
bool is_of_old_habit(const std::string& name) {
  return name.starts_with("Basic/") || name.starts_with("Dialogs/") || name == "META-INF/manifest.xml";
}

bool is_xml(const std::string& name) {
  const auto small = lower(name);
  return std::any_of(std::begin(kXmlParts), std::end(kXmlParts),
                     [&](std::string_view extension) { return small.ends_with(extension); });
}

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using PartFile = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

Archive opened(std::string_view bytes) {
  zip_error_t why{};
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &why);
  auto* archive = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &why) : nullptr;
  if (source && !archive) zip_source_free(source);
  zip_error_fini(&why);
  return {archive, &zip_discard};
}

bool is_link(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  return zip_file_get_external_attributes(archive, index, 0, &system, &attributes) == 0 &&
         system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

class PackageReader {
 public:
  PackageReader(zip_t* archive, std::string_view format, const std::string& shown)
      : archive_(archive), types_allowed_(format == "epub"), shown_(shown) {}

  Result<OfficePackage> read() {
    const auto count = zip_get_num_entries(archive_, 0);
    if (count <= 0) return fail(refused(shown_, "it holds nothing", kSaveAgain));
    if (count > kMostParts) return fail(refused(shown_, "it holds more than 10,000 parts", kAskWhere));
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i)
      if (auto problem = part(i)) return fail(std::move(*problem));
    return std::move(package_);
  }

 private:
  std::optional<Diagnostic> part(zip_uint64_t index) {
    zip_stat_t stat;
    if (zip_stat_index(archive_, index, ZIP_FL_UNCHANGED, &stat) != 0 || !stat.name)
      return refused(shown_, "its list of parts is damaged", kSaveAgain);
    const std::string name = stat.name;
    if (name.ends_with('/') && stays_inside(name)) return std::nullopt;
    if (!stays_inside(name) || is_link(archive_, index))
      return refused(shown_, "its part “" + name + "” would lie outside it", kAskWhere);
    if (!names_.insert(lower(name)).second)
      return refused(shown_, "it holds two parts “" + name + "”", kAskWhere);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
      return refused(shown_, "it is protected by a password", "save it without password");
    return unpacked(index, name, std::max<std::uint64_t>(stat.comp_size, 1));
  }

  std::optional<Diagnostic> unpacked(zip_uint64_t index, const std::string& name, std::uint64_t packed) {
    const PartFile file(zip_fopen_index(archive_, index, ZIP_FL_UNCHANGED), &zip_fclose);
    if (!file) return refused(shown_, "its part “" + name + "” is damaged", kSaveAgain);
    const bool keep = is_xml(name);
    auto& sum = keep ? xml_ : rest_;
    const auto most = keep ? kMostXml : kMostUnpacked;
    std::string text;
    std::uint64_t size = 0;
    zip_int64_t got = 0;
    while ((got = zip_fread(file.get(), buffer_, sizeof buffer_)) > 0) {
      size += static_cast<std::uint64_t>(got), sum += static_cast<std::uint64_t>(got);
      if (sum > most || (!keep && size > kSmallPart && size / packed > kMostUnpackedTimes))
        return refused(shown_, "its part “" + name + "” unpacks to more than any text needs", kAskWhere);
      if (keep) text.append(buffer_, static_cast<std::size_t>(got));
    }
    if (got < 0) return refused(shown_, "its part “" + name + "” is damaged", kSaveAgain);
    if (!keep) return package_.others.push_back(name), std::nullopt;
    return judged(name, std::move(text));
  }

  std::optional<Diagnostic> judged(const std::string& name, std::string text) {
    XmlHandler nobody;
    const auto verdict = walk_xml(text, nobody);
    if (verdict == XmlVerdict::has_entities ||
        (verdict == XmlVerdict::has_type && !types_allowed_ && !is_of_old_habit(name)))
      return refused(shown_, "its part “" + name + "” declares entities", kAskWhere);
    package_.texts.emplace(name, std::move(text));
    return std::nullopt;
  }

  zip_t* archive_;
  const bool types_allowed_;
  const std::string& shown_;
  OfficePackage package_;
  std::set<std::string> names_;
  std::uint64_t xml_ = 0, rest_ = 0;  // bytes unpacked
  char buffer_[1u << 16];
};

}  // namespace

bool is_office_package(std::string_view format) {
  for (const auto* known : {"docx", "odt", "epub", "xlsx", "ods", "pptx", "odp"})
    if (format == known) return true;
  return false;
}

Result<OfficePackage> open_office(std::string_view bytes, std::string_view format, const std::string& shown) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return fail(refused(shown, "it is protected by a password, or of an old kind",
                        "save it without password, as .docx, .odt, .xlsx or .ods"));
  const auto archive = opened(bytes);
  if (!archive) return fail(refused(shown, "it is no whole office file", kSaveAgain));
  return PackageReader(archive.get(), format, shown).read();
}

}  // namespace taqrir::input
