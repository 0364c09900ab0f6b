#include "cli/progress.hpp"

#include <sys/ioctl.h>
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

std::size_t columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// The first so many characters.
std::string cut(const std::string& text, std::size_t most) {
  const auto characters = split_characters(text);
  std::string out;
  for (std::size_t i = 0; i < std::min(most, characters.size()); ++i) out += characters[i];
  return out;
}

}  // namespace

ProgressLine::ProgressLine(World& world, bool silent)
    : silent_(silent || ::isatty(STDERR_FILENO) == 0 ||
              world.environment("TERM").value_or("dumb") == "dumb") {}

app::OnProgress ProgressLine::callback() {
  if (silent_) return {};
  return [this](const app::Progress& p) {
    const auto now = std::chrono::steady_clock::now();
    if (shown_ && p.done < p.total && now - last_ < kPause) return;
    shown_ = true, last_ = now;
    constexpr std::size_t kMostOfName = 40;
    const auto line = bar(p) + " " + std::to_string(p.done) + "/" + std::to_string(p.total) + "  " +
                      cut(printable(p.what), kMostOfName);
    std::fprintf(stderr, "\r\033[K%s", cut(line, columns() - 1).c_str());
    std::fflush(stderr);
  };
}

void ProgressLine::clear() {
  if (!shown_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace taqrir::cli
