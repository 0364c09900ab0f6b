#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace taqrir::cli {

Terminal terminal_of_output(World& world) {
  Terminal out;
  if (::isatty(STDOUT_FILENO) == 0) return out;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) out.columns = size.ws_col;
  out.colour = world.environment("NO_COLOR").value_or("").empty() && world.environment("TERM").value_or("") != "dumb";
  return out;
}

}  // namespace taqrir::cli
