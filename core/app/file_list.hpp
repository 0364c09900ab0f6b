// The files of a folder that were made of a table's rows: many, so kept in few bytes each.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace taqrir::app {

/// One of the files of a folder, each made for a row of a table.
struct ManifestFile {
  std::string path;  ///< its name in the folder
  int pages = 0;
  std::size_t bytes = 0;
  std::string sha256;
};

/// Copies share what they hold until one of them grows.
class FileList {
 public:
  void add(const ManifestFile& file);
  std::size_t size() const { return packed_ ? packed_->count : 0; }
  bool empty() const { return size() == 0; }
  void each(const std::function<void(const ManifestFile&)>& take) const;

  /// As a text and back; nothing of what is no such text.
  std::string_view text() const { return packed_ ? std::string_view(packed_->text) : std::string_view(); }
  static std::optional<FileList> of(std::string_view text);

 private:
  struct Packed {
    std::string text;  // a line for each: pages, bytes, hash, length of the name, name
    std::size_t count = 0;
  };
  std::shared_ptr<Packed> packed_;
};

/// Of the names and contents, in their order.
std::string sha256_of(const FileList& files);

}  // namespace taqrir::app
