// The real World: this machine's files, clock, fonts and processes. Safe to use from several threads.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/leavings.hpp"
#include "base/world.hpp"

namespace taqrir::app {

class FontFinder;

/// A name in the folder of `path` that no other process or thread uses. What a killed process left under such
/// a name is removed by the next that writes there.
std::string temporary_beside(const std::string& path);

class SystemWorld : public World {
 public:
  SystemWorld();
  ~SystemWorld() override;  ///< removes its temporary folders; so does a signal that ends the process
  SystemWorld(const SystemWorld&) = delete;
  SystemWorld& operator=(const SystemWorld&) = delete;

  /// Regular files only: a folder, a pipe or a device is an error, never a wait. Fonts that find_font
  /// gave are mapped, once; all else is copied, because a mapped file that shrinks kills its reader.
  Result<Bytes> read(const std::string& path) override;
  std::string stamp(const std::string& path) override;
  std::optional<FileInfo> info(const std::string& path) override;
  std::vector<std::string> list(const std::string& directory) override;
  std::string canonical(const std::string& path) override;

  Result<void> write(const std::string& path, std::string_view bytes) override;
  Result<void> write_disposable(const std::string& path, std::string_view bytes) override;
  Result<void> publish(const std::string& temporary, const std::string& path) override;
  Result<void> make_directory(const std::string& path) override;
  void remove(const std::string& path) override;
  Result<std::string> temporary_directory() override;

  Date today() override;
  Instant clock() override;
  std::optional<std::string> environment(const std::string& name) override;
  std::optional<FontFile> find_font(const FontQuery& query) override;

  Result<ProcessOutput> run(const ProcessRequest& request) override;
  std::optional<std::string> find_program(const std::string& name) override;

 private:
  std::optional<Bytes> mapped_font(const std::string& path);

  std::unique_ptr<FontFinder> fonts_;
  std::mutex mutex_;  // guards the two below
  std::map<std::string, Bytes> font_bytes_;
  std::deque<Leaving> temporaries_;
};

}  // namespace taqrir::app
