#include "app/archive_zip.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>

#include "app/paths.hpp"

namespace taqrir::app {

namespace {

constexpr zip_uint16_t kFirstDay = (1 << 5) | 1;  // 1980-01-01 as MS-DOS has it
constexpr zip_int32_t kLevel = 6;

Diagnostic fault(const std::string& why) {
  return error({}, "the archive cannot be written: {}", {why}, Blame::internal);
}

bool is_safe(const std::string& path) {
  return !path.empty() && path.front() != '/' && normal(path) == path && !path.starts_with("..") &&
         path.find('\\') == std::string::npos;
}

/// libzip's own objects, released whatever happens.
class Archive {
 public:
  Archive() {
    zip_error_init(&error_);
    source_ = zip_source_buffer_create(nullptr, 0, 0, &error_);
    if (source_) zip_source_keep(source_);
    zip_ = source_ ? zip_open_from_source(source_, ZIP_TRUNCATE, &error_) : nullptr;
  }
  ~Archive() {
    if (zip_) zip_discard(zip_);
    if (source_) zip_source_free(source_);
    zip_error_fini(&error_);
  }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  bool add(const ArchiveFile& file) {
    if (!zip_) return false;
    auto* content = zip_source_buffer(zip_, file.bytes.view().data(), file.bytes.size(), 0);
    if (!content) return false;
    const auto index = zip_file_add(zip_, file.path.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) return zip_source_free(content), false;
    const auto at = static_cast<zip_uint64_t>(index);
    return zip_file_set_dostime(zip_, at, 0, kFirstDay, 0) == 0 &&
           zip_set_file_compression(zip_, at, file.compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, kLevel) == 0;
  }

  /// The whole archive; empty: it failed.
  std::string close() {
    if (!zip_ || zip_close(zip_) != 0) return {};
    zip_ = nullptr;
    if (zip_source_open(source_) != 0) return {};
    zip_source_seek(source_, 0, SEEK_END);
    std::string out(static_cast<std::size_t>(std::max<zip_int64_t>(zip_source_tell(source_), 0)), '\0');
    zip_source_seek(source_, 0, SEEK_SET);
    const auto read = zip_source_read(source_, out.data(), out.size());
    zip_source_close(source_);
    return read == static_cast<zip_int64_t>(out.size()) ? out : std::string();
  }

  std::string problem() {
    return zip_ ? zip_strerror(zip_) : zip_error_strerror(&error_);
  }

 private:
  zip_error_t error_{};
  zip_source_t* source_ = nullptr;
  zip_t* zip_ = nullptr;
};

}  // namespace

Result<std::string> zip(std::vector<ArchiveFile> files) {
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  for (std::size_t i = 0; i < files.size(); ++i)
    if (!is_safe(files[i].path) || (i > 0 && files[i].path == files[i - 1].path))
      return fail(fault("“" + files[i].path + "” is no place in it"));
  Archive archive;
  for (const auto& file : files)
    if (!archive.add(file)) return fail(fault(archive.problem()));
  auto bytes = archive.close();
  if (bytes.empty()) return fail(fault(archive.problem()));
  return bytes;
}

// ---------------------------------------------------------------- reading

namespace {

constexpr zip_int64_t kMostUnpackedFiles = 100'000;
constexpr std::uint64_t kMostUnpacked = 1ull << 30;

Diagnostic unreadable_archive(const std::string& shown, const std::string& why) {
  return hinted(error(whole_file(shown), "the archive cannot be read: {}", {why}),
                "take the original from where it was delivered");
}

using OpenArchive = std::unique_ptr<zip_t, decltype(&zip_discard)>;

OpenArchive open_archive(const Bytes& archive) {
  zip_error_t why{};
  auto* source = zip_source_buffer_create(archive.view().data(), archive.size(), 0, &why);
  auto* opened = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &why) : nullptr;
  if (source && !opened) zip_source_free(source);
  zip_error_fini(&why);
  return {opened, &zip_discard};
}

std::optional<std::string> content_of(zip_t* archive, zip_uint64_t index, std::uint64_t size) {
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive, index, 0), &zip_fclose);
  if (!file) return std::nullopt;
  std::string bytes(size, '\0');
  if (zip_fread(file.get(), bytes.data(), size) != static_cast<zip_int64_t>(size)) return std::nullopt;
  char more = 0;  // the end is where the checksum is judged
  if (zip_fread(file.get(), &more, 1) != 0) return std::nullopt;
  return bytes;
}

}  // namespace

Result<std::vector<ArchiveFile>> unzip(const Bytes& archive, const std::string& shown) {
  const auto opened = open_archive(archive);
  if (!opened) return fail(unreadable_archive(shown, "it is no whole ZIP file"));
  const auto count = zip_get_num_entries(opened.get(), 0);
  if (count <= 0) return fail(unreadable_archive(shown, "it holds no file"));
  if (count > kMostUnpackedFiles) return fail(unreadable_archive(shown, "it holds more than 100,000 files"));
  std::vector<ArchiveFile> files;
  std::uint64_t total = 0;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(opened.get(), i, 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
      return fail(unreadable_archive(shown, "its list of files is damaged"));
    const std::string name = stat.name;
    if (name.ends_with('/')) continue;
    if (!is_safe(name)) return fail(unreadable_archive(shown, "“" + name + "” is no place in it"));
    if (stat.size > kMostUnpacked || (total += stat.size) > kMostUnpacked)
      return fail(unreadable_archive(shown, "it holds more than 1 GB"));
    auto bytes = content_of(opened.get(), i, stat.size);
    if (!bytes) return fail(unreadable_archive(shown, "“" + name + "” in it is damaged"));
    files.push_back({name, Bytes(std::move(*bytes))});
  }
  return files;
}

}  // namespace taqrir::app
