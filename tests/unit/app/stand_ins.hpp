// Programs that stand in for those that convert pieces, in a PATH that holds nothing else.
#pragma once

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

#include "app/pieces_conversion.hpp"
#include "app/system_world.hpp"

namespace taqrir::app {

class StandIns : public testing::Test {
 protected:
  StandIns() {
    std::filesystem::create_directories(folder_ + "/bin");
    setenv("PATH", (folder_ + "/bin").c_str(), 1);
    setenv("TAQRIR_CACHE", (folder_ + "/cache").c_str(), 1);
  }
  ~StandIns() override {
    real_programs();
    unsetenv("TAQRIR_CACHE");
  }

  void real_programs() { setenv("PATH", path_.c_str(), 1); }

  /// A script that does `body` when it is not asked for its version; each call is counted.
  void program(const std::string& name, const std::string& body, const std::string& version = "1.0") {
    const auto path = folder_ + "/bin/" + name;
    const auto script = "#!/bin/sh\n[ \"$1\" = --version ] && echo " + version + " && exit 0\necho \"$@\" >> " +
                        folder_ + "/calls-" + name + "\n" + body + "\n";
    ASSERT_TRUE(world_.write(path, script));
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  }

  std::vector<std::string> calls(const std::string& name) {
    std::vector<std::string> out;
    const auto all = world_.read(folder_ + "/calls-" + name);
    if (!all) return out;
    for (auto rest = all->view(); !rest.empty();) {
      const auto end = rest.find('\n');
      out.emplace_back(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
    return out;
  }

  static std::string message(const Diagnostics& diagnostics) {
    return diagnostics.size() == 1 ? diagnostics.front().message.text() : "not one diagnostic";
  }
  static std::string hint(const Diagnostics& diagnostics) { return diagnostics.front().hint.text(); }

  const std::string path_ = std::getenv("PATH") ? std::getenv("PATH") : "";
  SystemWorld world_;
  const std::string folder_ = world_.temporary_directory().value();
  HashBook book_{world_};
  Conversions conversions_{world_, world_, book_};
};

/// What a stand-in for LibreOffice or ocrmypdf does that writes `text` (as printf has it) where its PDF should be.
inline std::string writes_pdf(const std::string& text) {
  return "for last; do :; done\ncase $last in *.pdf) to=$last;; *) to=${last%.*}.pdf;; esac\nprintf '" + text +
         "' > \"$to\"";
}

}  // namespace taqrir::app
