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

}  // namespace taqrir::app
