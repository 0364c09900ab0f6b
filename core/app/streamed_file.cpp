#include "app/streamed_file.hpp"

#include <fcntl.h>

#include <cerrno>
#include <cstring>

#include "app/paths.hpp"
#include "app/system_world.hpp"

namespace taqrir::app {

namespace {

Diagnostic not_written(const std::string& path, int why) {
  auto d = error(whole_file(path), "cannot be written: {}", {std::strerror(why)}, Blame::machine);
  if (why == ENOSPC || why == EDQUOT) return hinted(std::move(d), "free some space on the disk");
  return hinted(std::move(d), "choose another output folder with --out, or let yourself write there");
}

}  // namespace

Result<std::unique_ptr<StreamedFile>> StreamedFile::open(World& world, const std::string& path) {
  const auto folder = parent(path);
  if (auto made = world.make_directory(folder.empty() ? "." : folder); !made)
    return fail(std::move(made.error()));
  std::unique_ptr<StreamedFile> out(new StreamedFile(world, path, temporary_beside(path)));
  out->file_ =
      FileDescriptor(::open(out->temporary_.path().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!out->file_) return fail(not_written(path, errno));
  return out;
}

StreamedFile::~StreamedFile() {
  if (!published_) ::unlink(temporary_.path().c_str());
}

bool StreamedFile::write(std::string_view bytes) {
  hash_.add(bytes);
  size_ += bytes.size();
  while (why_ == 0 && !bytes.empty()) {
    const auto put = ::write(file_.get(), bytes.data(), bytes.size());
    if (put >= 0)
      bytes.remove_prefix(static_cast<std::size_t>(put));
    else if (errno != EINTR)
      why_ = errno;
  }
  return why_ == 0;
}

Result<void> StreamedFile::publish() {
  if (why_ != 0) return fail(not_written(path_, why_));
  file_.close();
  published_ = true;  // or removed by the world
  return world_.publish(temporary_.path(), path_);
}

}  // namespace taqrir::app
