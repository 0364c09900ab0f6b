// Work of equal kind shared among a few threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace taqrir::app {

/// `wanted` threads, or as many as the machine has cores when it is 0; no more than there is work.
inline std::size_t thread_count(int wanted, std::size_t work) {
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  return std::clamp<std::size_t>(wanted > 0 ? static_cast<std::size_t>(wanted) : cores, 1,
                                 std::max<std::size_t>(work, 1));
}

/// Calls `body(i)` for every i below `count`, in order of start, on `threads` threads. What a body
/// throws ends its own piece of work only, and the first of it is thrown again here at the end.
template <class Body>
void run_parallel(std::size_t count, std::size_t threads, const Body& body) {
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> thrown(count);
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        body(i);
      } catch (...) {
        thrown[i] = std::current_exception();
      }
    }
  };
  std::vector<std::thread> others;
  for (std::size_t t = 1; t < threads; ++t) others.emplace_back(work);
  work();
  for (auto& other : others) other.join();
  for (const auto& exception : thrown)
    if (exception) std::rethrow_exception(exception);
}

}  // namespace taqrir::app
