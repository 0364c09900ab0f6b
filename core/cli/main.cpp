// The program: a caller of app::Job and nothing more.
#include <cstdio>
#include <exception>

#include "app/system_world.hpp"
#include "cli/run.hpp"

int main(int argc, char** argv) {
  try {
    taqrir::app::SystemWorld world;
    return taqrir::cli::run(argc, argv, world);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "taqrir: sorry, this is a fault of Taqrir and not of your files: %s\n", e.what());
  } catch (...) {
    std::fprintf(stderr, "taqrir: sorry, this is a fault of Taqrir and not of your files\n");
  }
  return 4;
}
