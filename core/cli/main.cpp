// The program: a caller of app::Job and nothing more.
#include <malloc.h>

#include <cstdio>
#include <cstring>
#include <exception>

#include "app/leavings.hpp"
#include "app/piece_worker.hpp"
#include "app/system_world.hpp"
#include "cli/run.hpp"

namespace {

/// A run asks for much memory and is soon over: what is given back in between is only fetched again, page by
/// page (a tenth of the time of a long text).
void keep_memory() {
  ::mallopt(M_TOP_PAD, 16 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    keep_memory();
    if (argc == 3 && std::strcmp(argv[1], taqrir::app::kPieceWorker) == 0) return taqrir::app::piece_worker(argv[2]);
    taqrir::app::clean_up_on_signals();
    taqrir::app::SystemWorld world;
    return taqrir::cli::run(argc, argv, world);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "taqrir: sorry, this is a fault of Taqrir and not of your files: %s\n", e.what());
  } catch (...) {
    std::fprintf(stderr, "taqrir: sorry, this is a fault of Taqrir and not of your files\n");
  }
  return 4;
}
