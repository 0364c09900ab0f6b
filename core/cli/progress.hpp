// The progress line: on a terminal, on standard error, one line that is written over.
#pragma once

#include "app/job.hpp"

namespace taqrir::cli {

class ProgressLine {
 public:
  /// Silent when asked to be, and when standard error is no terminal.
  explicit ProgressLine(bool silent);
  app::OnProgress callback();
  void clear();

 private:
  bool silent_;
  bool shown_ = false;
};

}  // namespace taqrir::cli
