// The progress bar: on a terminal, on standard error, one line that is written over.
#pragma once

#include <chrono>

#include "app/job.hpp"

namespace taqrir::cli {

class ProgressLine {
 public:
  /// Silent when asked to be, and when standard error is no terminal that can begin a line anew.
  ProgressLine(World& world, bool silent);
  app::OnProgress callback();
  void clear();

 private:
  bool silent_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace taqrir::cli
