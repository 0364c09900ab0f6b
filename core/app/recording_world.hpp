// A World that passes everything on and remembers what was asked and what the answer was, by content.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

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
  explicit RecordingWorld(World& world) : world_(world) {}

  /// All that was asked so far, in order of kind and name. A file that was read twice with two contents
  /// has no answer that could come again.
  std::vector<Trace> traces();
  /// Of the bytes that were given for `path`; empty when it was not read, or differed.
  std::string sha256(const std::string& path);

  Result<Bytes> read(const std::string& path) override;
  std::optional<FileInfo> info(const std::string& path) override;
  std::vector<std::string> list(const std::string& directory) override;
  std::string canonical(const std::string& path) override { return world_.canonical(path); }

  Result<void> write(const std::string& path, std::string_view bytes) override {
    return world_.write(path, bytes);
  }
  Result<void> publish(const std::string& temporary, const std::string& path) override {
    return world_.publish(temporary, path);
  }
  Result<void> make_directory(const std::string& path) override { return world_.make_directory(path); }
  void remove(const std::string& path) override { world_.remove(path); }
  Result<std::string> temporary_directory() override { return world_.temporary_directory(); }

  Date today() override { return world_.today(); }
  std::optional<std::string> environment(const std::string& name) override;
  std::optional<FontFile> find_font(const FontQuery& query) override;

  Result<ProcessOutput> run(const ProcessRequest& request) override;
  std::optional<std::string> find_program(const std::string& name) override;

 private:
  struct Read {
    Bytes bytes;
    std::string sha256;  // made when asked for
    bool unsteady = false;
  };
  static const std::string& hash_of(Read& read);
  void remember(Trace::Kind kind, const std::string& name, std::string answer);

  World& world_;
  std::mutex mutex_;
  std::map<std::string, Read> reads_;
  std::map<std::pair<Trace::Kind, std::string>, std::string> others_;
};

}  // namespace taqrir::app
