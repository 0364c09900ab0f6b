#include "cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/unicode.hpp"

namespace taqrir::cli {

namespace {

constexpr std::size_t kBar = 20;  // characters
constexpr std::chrono::milliseconds kPause{50};

std::string bar(const app::Progress& p) {
  const auto full = p.total == 0 ? 0 : std::min(kBar, p.done * kBar / p.total);
  return "[" + std::string(full, '#') + std::string(kBar - full, '.') + "]";
}

}  // namespace

ProgressLine::ProgressLine(bool silent) : silent_(silent || ::isatty(STDERR_FILENO) == 0) {}

app::OnProgress ProgressLine::callback() {
  if (silent_) return {};
  return [this](const app::Progress& p) {
    const auto now = std::chrono::steady_clock::now();
    if (shown_ && p.done < p.total && now - last_ < kPause) return;
    shown_ = true, last_ = now;
    std::fprintf(stderr, "\r\033[K%s %zu/%zu  %s", bar(p).c_str(), p.done, p.total,
                 printable(p.what).substr(0, 40).c_str());
    std::fflush(stderr);
  };
}

void ProgressLine::clear() {
  if (!shown_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace taqrir::cli
