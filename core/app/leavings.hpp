// What must not stay behind when a signal ends the process: files half written, temporary folders.
#pragma once

#include <string>

namespace taqrir::app {

/// While one stands, a SIGINT, SIGTERM or SIGHUP that ends the process removes the file or folder at `path`
/// first. Its end removes nothing. Beyond a fixed number at a time (64) they are not remembered.
class Leaving {
 public:
  explicit Leaving(std::string path);
  ~Leaving();
  Leaving(const Leaving&) = delete;
  Leaving& operator=(const Leaving&) = delete;

  const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
  int slot_ = -1;
};

/// Makes those signals clean up. A signal that is ignored (nohup) stays so. Called once, by the program:
/// a library's user may have handlers of his own.
void clean_up_on_signals();

}  // namespace taqrir::app
