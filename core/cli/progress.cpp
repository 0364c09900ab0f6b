#include "cli/progress.hpp"

#include <unistd.h>

#include <cstdio>

#include "base/unicode.hpp"

namespace taqrir::cli {

ProgressLine::ProgressLine(bool silent) : silent_(silent || ::isatty(STDERR_FILENO) == 0) {}

app::OnProgress ProgressLine::callback() {
  if (silent_) return {};
  return [this](const app::Progress& p) {
    shown_ = true;
    std::fprintf(stderr, "\r\033[K%zu/%zu  %s", p.done, p.total, printable(p.what).substr(0, 60).c_str());
    std::fflush(stderr);
  };
}

void ProgressLine::clear() {
  if (!shown_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace taqrir::cli
