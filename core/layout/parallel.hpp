// Runs independent pieces of work on a few threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace taqrir::layout {

/// Calls work(0) … work(count - 1), each once, in no fixed order, on at most `threads` threads, of
/// which the caller's is one. `work` must not throw and must write only what is its own.
template <class Work>
void parallel_for(std::size_t count, int threads, Work work) {
  std::atomic<std::size_t> next{0};
  const auto loop = [&] {
    for (std::size_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < count;) work(i);
  };
  const std::size_t helpers = std::min<std::size_t>(count, std::max(threads, 1));
  std::vector<std::jthread> crew;
  for (std::size_t i = 1; i < helpers; ++i) crew.emplace_back(loop);
  loop();
}

}  // namespace taqrir::layout
