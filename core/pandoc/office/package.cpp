#include "pandoc/office/package.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace taqrir::pandoc::office {

namespace {

constexpr zip_uint16_t kFirstDay = (1 << 5) | 1;  // 1980-01-01 as MS-DOS has it
constexpr zip_int32_t kLevel = 6;
constexpr zip_uint64_t kMostPart = 512u << 20;
constexpr const char* kMediaType = "mimetype";

Diagnostic fault(const std::string& why) {
  return error({}, "the office file that Pandoc wrote cannot be finished: {}", {why}, Blame::internal);
}

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Source = std::unique_ptr<zip_source_t, decltype(&zip_source_free)>;

std::optional<std::string> content_of(zip_t* archive, zip_uint64_t index) {
  zip_stat_t stat;
  if (zip_stat_index(archive, index, 0, &stat) != 0 || stat.size > kMostPart) return std::nullopt;
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive, index, 0),
                                                                &zip_fclose);
  std::string bytes(stat.size, '\0');
  if (!file || zip_fread(file.get(), bytes.data(), stat.size) != static_cast<zip_int64_t>(stat.size))
    return std::nullopt;
  return bytes;
}

bool add(zip_t* archive, const std::string& path, const std::string& bytes) {
  auto* content = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  if (!content) return false;
  const auto index = zip_file_add(archive, path.c_str(), content, ZIP_FL_ENC_UTF_8);
  if (index < 0) return zip_source_free(content), false;
  const auto at = static_cast<zip_uint64_t>(index);
  return zip_file_set_dostime(archive, at, 0, kFirstDay, 0) == 0 &&
         zip_set_file_compression(archive, at, path == kMediaType ? ZIP_CM_STORE : ZIP_CM_DEFLATE, kLevel) ==
             0;
}

std::string whole(zip_source_t* source) {
  if (zip_source_open(source) != 0) return {};
  zip_source_seek(source, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(std::max<zip_int64_t>(zip_source_tell(source), 0)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  const auto read = zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  return read == static_cast<zip_int64_t>(out.size()) ? out : std::string();
}

}  // namespace

Result<Package> Package::open(std::string_view bytes) {
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  Archive archive(source ? zip_open_from_source(source, ZIP_RDONLY, nullptr) : nullptr, &zip_discard);
  if (source && !archive) zip_source_free(source);
  if (!archive) return fail(fault("it is no archive"));
  Package out;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* name = zip_get_name(archive.get(), index, 0);
    auto content = name ? content_of(archive.get(), index) : std::nullopt;
    if (!content) return fail(fault("a part of it cannot be read"));
    if (const std::string path = name; !path.ends_with('/')) out.parts[path] = std::move(*content);
  }
  return out;
}

Result<std::string> Package::close(const std::string& first) const {
  Source source(zip_source_buffer_create(nullptr, 0, 0, nullptr), &zip_source_free);
  if (!source) return fail(fault("no memory"));
  zip_source_keep(source.get());
  Archive archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, nullptr), &zip_discard);
  if (!archive) return zip_source_free(source.get()), fail(fault("no archive can be made"));
  const auto leading = parts.find(first);
  bool good = leading == parts.end() || add(archive.get(), first, leading->second);
  for (const auto& [path, bytes] : parts)
    if (path != first) good = good && add(archive.get(), path, bytes);
  if (!good || zip_close(archive.get()) != 0) return fail(fault(zip_strerror(archive.get())));
  archive.release();
  auto bytes = whole(source.get());
  if (bytes.empty()) return fail(fault("it is empty"));
  return bytes;
}

}  // namespace taqrir::pandoc::office
