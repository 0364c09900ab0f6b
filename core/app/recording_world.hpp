// A World that passes everything on and remembers what was asked and what the answer was, by content.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/hash_book.hpp"
#include "base/world.hpp"

namespace taqrir::app {

/// A question to the World and a text that is equal exactly when the answer is.
struct Trace {
  enum class Kind { file, presence, listing, variable, font, program };
  Kind kind = Kind::file;
  std::string name;    ///< path, variable, or the font query as text
  std::string answer;  ///< of a file SHA-256; empty: it could not be read

  bool operator==(const Trace&) const = default;
};

/// Asks `world` once more. The text of a font or program includes its file's size and time of change.
std::string answer_now(World& world, Trace::Kind kind, const std::string& name);

/// Safe on several threads. What is written is passed on and not remembered.
class RecordingWorld : public World {
 public:
  RecordingWorld(World& world, HashBook& book) : world_(world), book_(book) {}

  /// What was asked so far and is `wanted`, in order of kind and name. A file that was read twice with two
  /// contents has no answer that could come again. `wanted` sees no answers of files: these cost time.
  std::vector<Trace> traces(const std::function<bool(const Trace&)>& wanted);
  /// Of the content that was given for `path`; empty when it was not asked for, or differed.
  std::string given_sha256(const std::string& path);

  Result<Bytes> read(const std::string& path) override;
  std::string stamp(const std::string& path) override { return world_.stamp(path); }
  /// Counts as reading.
  std::string sha256(const std::string& path) override;
  std::optional<FileInfo> info(const std::string& path) override;
  std::vector<std::string> list(const std::string& directory) override;
  std::string canonical(const std::string& path) override { return world_.canonical(path); }

  Result<void> write(const std::string& path, std::string_view bytes) override {
    return world_.write(path, bytes);
  }
  Result<void> write_disposable(const std::string& path, std::string_view bytes) override {
    return world_.write_disposable(path, bytes);
  }
  Result<void> publish(const std::string& temporary, const std::string& path) override {
    return world_.publish(temporary, path);
  }
  Result<void> make_directory(const std::string& path) override { return world_.make_directory(path); }
  void remove(const std::string& path) override { world_.remove(path); }
  Result<std::string> temporary_directory() override { return world_.temporary_directory(); }

  Date today() override { return world_.today(); }
  Instant clock() override { return world_.clock(); }
  std::optional<std::string> environment(const std::string& name) override;
  std::optional<FontFile> find_font(const FontQuery& query) override;

  Result<ProcessOutput> run(const ProcessRequest& request) override;
  std::optional<std::string> find_program(const std::string& name) override;

 private:
  struct Read {
    std::optional<Bytes> bytes;  // none: only the hash was asked for
    std::string stamp;           // empty: not known, or the file changed meanwhile
    std::string sha256;          // made when asked for
    bool unsteady = false;
  };
  const std::string& hash_of(const std::string& path, Read& read);
  void read_again(const std::string& path, Read& known, const Bytes& bytes, const std::string& stamp);
  void remember(Trace::Kind kind, const std::string& name, std::string answer);

  World& world_;
  HashBook& book_;
  std::mutex mutex_;
  std::map<std::string, Read> reads_;
  std::map<std::pair<Trace::Kind, std::string>, std::string> others_;
};

}  // namespace taqrir::app
