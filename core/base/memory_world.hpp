// The in-memory twin of the World, for tests: files in a map, a fixed clock, no processes.
#pragma once

#include <map>
#include <string>

#include "base/world.hpp"

namespace taqrir {

class MemoryWorld : public World {
 public:
  void add(const std::string& path, std::string content);
  void add_font(FontFile font);
  void set_environment(const std::string& name, std::string value) { environment_[name] = std::move(value); }
  void set_today(Date today) { today_ = today; }
  const std::map<std::string, std::string>& files() const noexcept { return files_; }

  Result<Bytes> read(const std::string& path) override;
  std::optional<FileInfo> info(const std::string& path) override;
  std::vector<std::string> list(const std::string& directory) override;
  std::string canonical(const std::string& path) override;
  Result<void> write(const std::string& path, std::string_view bytes) override;
  Result<void> publish(const std::string& temporary, const std::string& path) override;
  Result<void> make_directory(const std::string& path) override;
  void remove(const std::string& path) override;
  Result<std::string> temporary_directory() override;
  Date today() override { return today_; }
  std::optional<std::string> environment(const std::string& name) override;
  std::optional<FontFile> find_font(const FontQuery& query) override;
  Result<ProcessOutput> run(const ProcessRequest& request) override;
  std::optional<std::string> find_program(const std::string&) override { return std::nullopt; }

 private:
  std::map<std::string, std::string> files_;
  std::map<std::string, std::string> environment_;
  std::vector<FontFile> fonts_;
  Date today_{std::chrono::year{2025}, std::chrono::month{1}, std::chrono::day{1}};
  int temporaries_ = 0;
};

}  // namespace taqrir
