#include "app/file_list.hpp"

#include <charconv>

#include "base/hash.hpp"

namespace taqrir::app {

namespace {

/// Reads the lines of a FileList's text, of which a damaged one may come from a cache.
class Lines {
 public:
  explicit Lines(std::string_view text) : left_(text) {}

  bool at_end() const { return left_.empty(); }
  bool next(ManifestFile& file) {
    std::size_t length = 0;
    return number(file.pages) && number(file.bytes) && word(file.sha256) && number(length) &&
           name(file.path, length);
  }

 private:
  std::optional<std::string_view> until_space() {
    const auto at = left_.find(' ');
    if (at == std::string_view::npos) return std::nullopt;
    const auto out = left_.substr(0, at);
    left_.remove_prefix(at + 1);
    return out;
  }

  template <typename Number>
  bool number(Number& to) {
    const auto digits = until_space();
    if (!digits) return false;
    const auto* end = digits->data() + digits->size();
    const auto read = std::from_chars(digits->data(), end, to);
    return read.ec == std::errc() && read.ptr == end;
  }

  bool word(std::string& to) {
    const auto out = until_space();
    if (out) to = *out;
    return out.has_value();
  }

  bool name(std::string& to, std::size_t length) {
    if (length >= left_.size() || left_[length] != '\n') return false;
    to = left_.substr(0, length);
    left_.remove_prefix(length + 1);
    return true;
  }

  std::string_view left_;
};

}  // namespace

void FileList::add(const ManifestFile& file) {
  if (!packed_)
    packed_ = std::make_shared<Packed>();
  else if (packed_.use_count() > 1)
    packed_ = std::make_shared<Packed>(*packed_);
  auto& text = packed_->text;
  text += std::to_string(file.pages) + ' ' + std::to_string(file.bytes) + ' ' + file.sha256 + ' ';
  text += std::to_string(file.path.size()) + ' ' + file.path + '\n';
  ++packed_->count;
}

void FileList::each(const std::function<void(const ManifestFile&)>& take) const {
  Lines lines(text());
  for (ManifestFile file; !lines.at_end() && lines.next(file);) take(file);
}

std::optional<FileList> FileList::of(std::string_view text) {
  FileList out;
  Lines lines(text);
  for (ManifestFile file; !lines.at_end();) {
    if (!lines.next(file)) return std::nullopt;
    out.add(file);
  }
  return out;
}

std::string sha256_of(const FileList& files) {
  Sha256 hash;
  files.each([&](const ManifestFile& file) {
    hash.add(file.path), hash.add(std::string_view("\0", 1));
    hash.add(file.sha256), hash.add(std::string_view("\0", 1));
  });
  return hash.hex();
}

}  // namespace taqrir::app
