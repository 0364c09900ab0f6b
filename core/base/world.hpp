// The world — files, clock, fonts, processes — behind one interface. Everything else is pure.
// SystemWorld (core/app) is the real one, MemoryWorld (core/base) its twin for tests.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace taqrir {

/// Bytes that stay valid as long as someone holds them (a mapped file, a string).
class Bytes {
 public:
  Bytes() = default;
  explicit Bytes(std::string owned)
      : owner_(std::make_shared<const std::string>(std::move(owned))),
        view_(*std::static_pointer_cast<const std::string>(owner_)) {}
  Bytes(std::shared_ptr<const void> owner, std::string_view view)
      : owner_(std::move(owner)), view_(view) {}

  std::string_view view() const noexcept { return view_; }
  std::size_t size() const noexcept { return view_.size(); }
  bool empty() const noexcept { return view_.empty(); }

 private:
  std::shared_ptr<const void> owner_;
  std::string_view view_;
};

struct FontQuery {
  std::string family;
  bool bold = false;
  bool italic = false;
};

struct FontFile {
  std::string path;   ///< for messages and cache keys
  int index = 0;      ///< face index within a collection
  std::string family; ///< the family that was found; always the one asked for
  bool bold = false;  ///< what the face is, which may be less than what was asked
  bool italic = false;
};

struct ProcessRequest {
  std::vector<std::string> argv;             ///< argv[0] is looked up in PATH; never a shell
  std::string input;                         ///< standard input
  std::string directory;                     ///< working directory; empty: the current one
  std::map<std::string, std::string> environment;  ///< added to a minimal environment
  std::chrono::milliseconds time_limit{60'000};
  std::size_t output_limit = 256u << 20;     ///< bytes of standard output; more is an error
  std::size_t memory_limit = 0;              ///< bytes of address space; 0: none
};

struct ProcessOutput {
  int exit_code = 0;
  std::string out;
  std::string err;  ///< the first 64 KiB
};

struct FileInfo {
  bool is_directory = false;
  std::uint64_t size = 0;
};

/// Two clocks that only go forward; their zeros mean nothing.
struct Instant {
  std::chrono::nanoseconds wall{};    ///< as time passes
  std::chrono::nanoseconds thread{};  ///< the processor's time that the calling thread has used
};

class World {
 public:
  virtual ~World() = default;

  /// Whole content. Fails with a whole_file diagnostic ("no such file", "permission denied", …).
  virtual Result<Bytes> read(const std::string& path) = 0;
  /// A text that stays equal as long as the file at `path` is the same by the file system's account.
  /// Empty: there is none, nothing is known of it, or it changed so lately that the next change could go
  /// unseen.
  virtual std::string stamp(const std::string& path);
  /// SHA-256 of the file's content in hex; empty when it cannot be read. May be known without reading it.
  virtual std::string sha256(const std::string& path);
  /// nullopt when there is nothing at `path`.
  virtual std::optional<FileInfo> info(const std::string& path) = 0;
  /// Names (not paths) in a folder, in byte order; empty when it is no folder.
  virtual std::vector<std::string> list(const std::string& directory) = 0;
  /// Absolute path with links and dot segments resolved; `path` itself need not exist.
  virtual std::string canonical(const std::string& path) = 0;

  /// Writes beside the target, syncs and renames: a reader sees the old file or the new one.
  /// Makes missing parent folders.
  virtual Result<void> write(const std::string& path, std::string_view bytes) = 0;
  /// As write, but the new file may be lost when the machine fails: for what can be made again.
  virtual Result<void> write_disposable(const std::string& path, std::string_view bytes);
  /// As write, for a file that another step has already written completely at `temporary`
  /// (same folder as `path`): syncs and renames.
  virtual Result<void> publish(const std::string& temporary, const std::string& path) = 0;
  virtual Result<void> make_directory(const std::string& path) = 0;
  /// Removes a file or a folder with what it holds; no error when there is none.
  virtual void remove(const std::string& path) = 0;
  /// A fresh empty folder, removed when the World ends.
  virtual Result<std::string> temporary_directory() = 0;

  /// Today by the machine's clock. Documents are dated by the mission or SOURCE_DATE_EPOCH
  /// instead; this serves deadlines in `check` and logs.
  virtual Date today() = 0;
  /// For measuring how long something took, and for nothing else.
  virtual Instant clock() { return {}; }
  virtual std::optional<std::string> environment(const std::string& name) = 0;

  /// Exactly the family asked for, with the nearest face; nullopt when it is not installed.
  virtual std::optional<FontFile> find_font(const FontQuery& query) = 0;

  /// Runs to the end, or kills the process and its children at a limit (that is an error).
  virtual Result<ProcessOutput> run(const ProcessRequest& request) = 0;
  /// The program's path when it is in PATH.
  virtual std::optional<std::string> find_program(const std::string& name) = 0;
};

/// Reads a text file: UTF-8 checked (error names line and column of the bad byte), a BOM dropped,
/// NUL refused. `shown` is the path that messages use.
Result<SourceRef> read_text(World& world, const std::string& path, const std::string& shown);

}  // namespace taqrir
