#include "app/system_world.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <new>
#include <random>
#include <set>
#include <stdexcept>

#include "app/file_descriptor.hpp"
#include "app/file_stamp.hpp"
#include "app/fonts.hpp"
#include "app/process.hpp"
#include "base/hash.hpp"

namespace taqrir::app {

namespace fs = std::filesystem;

namespace {

Diagnostic cannot_read(const std::string& path, int why) {
  switch (why) {
    case ENOENT:
    case ENOTDIR: return error(whole_file(path), "no such file");
    case EACCES:
    case EPERM:
      return hinted(error(whole_file(path), "permission denied"), "let yourself read it: chmod u+r");
    case EISDIR: return error(whole_file(path), "this is a folder, not a file");
    default: return error(whole_file(path), "cannot be read: {}", {std::strerror(why)});
  }
}

Diagnostic cannot_write(const std::string& path, int why) {
  auto d = error(whole_file(path), "cannot be written: {}", {std::strerror(why)}, Blame::machine);
  if (why == ENOSPC || why == EDQUOT) return hinted(std::move(d), "free some space on the disk");
  if (why == EACCES || why == EPERM || why == EROFS)
    return hinted(std::move(d), "choose another output folder with --out, or let yourself write there");
  if (why == EISDIR) return hinted(std::move(d), "a folder has the file's name: move it away");
  return d;
}

// O_NONBLOCK: opening a named pipe must not wait for its writer.
FileDescriptor open_regular(const std::string& path, struct stat& status, int& why) {
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  why = file ? 0 : errno;
  if (!file) return file;
  if (::fstat(file.get(), &status) != 0) why = errno;
  if (why == 0 && S_ISDIR(status.st_mode)) why = EISDIR;
  if (why == 0 && !S_ISREG(status.st_mode)) why = ESPIPE;
  return file;
}

int read_all(int file, std::size_t expected, std::string& content) {
  content.resize(expected + 1);  // one more, to see the end without another round
  std::size_t used = 0;
  for (;;) {
    const auto got = ::read(file, content.data() + used, content.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    used += static_cast<std::size_t>(got);
    if (got == 0) break;
    if (used == content.size()) content.resize(used * 2);
  }
  content.resize(used);
  return 0;
}

int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = ::write(file, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return 0;
}

std::string folder_of(const std::string& path) {
  const auto folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

int sync_path(const std::string& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return errno;
  return ::fsync(file.get()) != 0 ? errno : 0;
}

/// Begins the names of this machine's temporary files; processes of another that shares the folder are not
/// known here.
const std::string& temporary_mark() {
  static const std::string kMark = [] {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    return ".taqrir-" + sha256_hex(host.data()).substr(0, 8) + "-";
  }();
  return kMark;
}

}  // namespace

std::string temporary_beside(const std::string& path) {
  static const unsigned seed = std::random_device{}();
  static std::atomic<unsigned> count{0};
  return folder_of(path) + "/" + temporary_mark() + std::to_string(::getpid()) + "-" + std::to_string(seed) +
         "-" + std::to_string(++count) + ".tmp";
}

namespace {

/// What processes that were killed left half written in a folder. Once for each folder.
void sweep(const std::string& folder) {
  static std::mutex mutex;
  static std::set<std::string> swept;
  {
    const std::lock_guard lock(mutex);
    if (!swept.insert(folder).second) return;
  }
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const auto name = it->path().filename().string();
    if (!name.starts_with(temporary_mark()) || !name.ends_with(".tmp")) continue;
    const auto pid = std::atoi(name.c_str() + temporary_mark().size());
    std::error_code gone;
    if (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH) fs::remove(it->path(), gone);
  }
}

enum class Lasting { synced, disposable };

int write_new_file(const std::string& path, std::string_view bytes, Lasting lasting) {
  const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file) return errno;
  if (const int why = write_all(file.get(), bytes)) return why;
  return lasting == Lasting::synced && ::fsync(file.get()) != 0 ? errno : 0;
}

// The folder is not synced: after a failure of the machine the old file or the new one is there whole, and
// a sync of the folder would only make it likelier to be the new one.
int rename_to(const std::string& from, const std::string& to) {
  return ::rename(from.c_str(), to.c_str()) != 0 ? errno : 0;
}

Result<void> write_file(World& world, const std::string& path, std::string_view bytes, Lasting lasting) {
  if (auto made = world.make_directory(folder_of(path)); !made) return made;
  sweep(folder_of(path));
  const Leaving temporary(temporary_beside(path));
  int why = write_new_file(temporary.path(), bytes, lasting);
  if (why == 0) why = rename_to(temporary.path(), path);
  if (why == 0) return {};
  ::unlink(temporary.path().c_str());
  return fail(cannot_write(path, why));
}

/// How long ago a file must have changed for its times to tell it from the next change: some file systems
/// count in steps of two seconds, others as finely as the machine's timer ticks.
std::chrono::nanoseconds grain(const struct stat& status) {
  using namespace std::chrono_literals;
  return status.st_ctim.tv_nsec == 0 ? std::chrono::nanoseconds(2500ms) : 100ms;
}

bool settled(const struct stat& status) {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  const std::chrono::nanoseconds age = std::chrono::seconds(now.tv_sec - status.st_ctim.tv_sec) +
                                       std::chrono::nanoseconds(now.tv_nsec - status.st_ctim.tv_nsec);
  return age > grain(status);
}

std::chrono::nanoseconds read_clock(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace

SystemWorld::SystemWorld() : fonts_(std::make_unique<FontFinder>()) {}

SystemWorld::~SystemWorld() {
  for (const auto& folder : temporaries_) remove(folder.path());
}

Result<Bytes> SystemWorld::read(const std::string& path) {
  if (fonts_->gave(path))
    if (auto bytes = mapped_font(path)) return *bytes;
  struct stat status {};
  int why = 0;
  const auto file = open_regular(path, status, why);
  if (why == ESPIPE) return fail(error(whole_file(path), "this is not a regular file"));
  if (why != 0) return fail(cannot_read(path, why));
  try {
    std::string content;
    why = read_all(file.get(), static_cast<std::size_t>(status.st_size), content);
    if (why != 0) return fail(cannot_read(path, why));
    return Bytes(std::move(content));
  } catch (const std::bad_alloc&) {
  } catch (const std::length_error&) {
  }
  return fail(error(whole_file(path), "too large for this machine's memory", {}, Blame::machine));
}

std::optional<Bytes> SystemWorld::mapped_font(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (const auto it = font_bytes_.find(path); it != font_bytes_.end()) return it->second;
  struct stat status {};
  int why = 0;
  const auto file = open_regular(path, status, why);
  if (why != 0 || status.st_size == 0) return std::nullopt;
  const auto size = static_cast<std::size_t>(status.st_size);
  void* start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (start == MAP_FAILED) return std::nullopt;
  std::shared_ptr<const void> owner(start, [size](const void* p) { ::munmap(const_cast<void*>(p), size); });
  return font_bytes_[path] = Bytes(std::move(owner), {static_cast<const char*>(start), size});
}

std::string SystemWorld::stamp(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode) || !settled(status)) return {};
  return stamp_of(status);
}

std::optional<FileInfo> SystemWorld::info(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return FileInfo{S_ISDIR(status.st_mode), static_cast<std::uint64_t>(status.st_size)};
}

std::vector<std::string> SystemWorld::list(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    names.push_back(it->path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string SystemWorld::canonical(const std::string& path) {
  std::error_code error;
  const auto absolute = fs::absolute(path, error);
  auto out = fs::weakly_canonical(absolute, error).string();
  if (error) out = absolute.lexically_normal().string();
  while (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

Result<void> SystemWorld::write(const std::string& path, std::string_view bytes) {
  return write_file(*this, path, bytes, Lasting::synced);
}

Result<void> SystemWorld::write_disposable(const std::string& path, std::string_view bytes) {
  return write_file(*this, path, bytes, Lasting::disposable);
}

Result<void> SystemWorld::publish(const std::string& temporary, const std::string& path) {
  int why = sync_path(temporary);
  if (why == 0) why = rename_to(temporary, path);
  if (why == 0) return {};
  ::unlink(temporary.c_str());
  return fail(cannot_write(path, why));
}

Result<void> SystemWorld::make_directory(const std::string& path) {
  std::error_code code;
  fs::create_directories(path, code);
  if (!code && !fs::is_directory(path, code)) code = std::make_error_code(std::errc::not_a_directory);
  if (!code) return {};
  return fail(error(whole_file(path), "the folder cannot be made: {}", {code.message()}, Blame::machine));
}

void SystemWorld::remove(const std::string& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

Result<std::string> SystemWorld::temporary_directory() {
  const char* base = std::getenv("TMPDIR");
  std::string path = std::string(base && *base ? base : "/tmp") + "/taqrir-XXXXXX";
  if (!::mkdtemp(path.data()))
    return fail(hinted(error(whole_file(path), "no temporary folder can be made: {}", {std::strerror(errno)},
                             Blame::machine),
                       "set TMPDIR to a folder that you may write to"));
  const std::lock_guard lock(mutex_);
  temporaries_.emplace_back(path);
  return path;
}

Date SystemWorld::today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  return {std::chrono::year{local.tm_year + 1900},
          std::chrono::month{static_cast<unsigned>(local.tm_mon + 1)},
          std::chrono::day{static_cast<unsigned>(local.tm_mday)}};
}

Instant SystemWorld::clock() { return {read_clock(CLOCK_MONOTONIC), read_clock(CLOCK_THREAD_CPUTIME_ID)}; }

std::optional<std::string> SystemWorld::environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (!value) return std::nullopt;
  return value;
}

std::optional<FontFile> SystemWorld::find_font(const FontQuery& query) { return fonts_->find(query); }

Result<ProcessOutput> SystemWorld::run(const ProcessRequest& request) { return run_process(request); }

std::optional<std::string> SystemWorld::find_program(const std::string& name) {
  return app::find_program(name);
}

}  // namespace taqrir::app
