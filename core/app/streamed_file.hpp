// A file that is written as its bytes come, beside its place, and stands there only when it is whole.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "app/file_descriptor.hpp"
#include "app/leavings.hpp"
#include "base/hash.hpp"
#include "base/world.hpp"

namespace taqrir::app {

class StreamedFile {
 public:
  static Result<std::unique_ptr<StreamedFile>> open(World& world, const std::string& path);
  /// Removes what is not published.
  ~StreamedFile();

  /// False: it cannot be written, which publish() tells.
  bool write(std::string_view bytes);
  Result<void> publish();
  std::size_t size() const { return size_; }
  std::string sha256() { return hash_.hex(); }

 private:
  StreamedFile(World& world, std::string path, std::string temporary)
      : world_(world), path_(std::move(path)), temporary_(std::move(temporary)) {}

  World& world_;
  std::string path_;
  Leaving temporary_;
  FileDescriptor file_;
  int why_ = 0;
  bool published_ = false;
  std::size_t size_ = 0;
  Sha256 hash_;
};

}  // namespace taqrir::app
