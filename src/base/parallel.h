#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace corollary {

/// Calls work(0) … work(count - 1), each once, on up to so many threads, and waits for all. `work` must not throw, and may only write
/// where no other call does: then the number of threads changes no bit of what comes out.
template <typename Work>
void in_parallel(std::size_t threads, std::size_t count, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (std::size_t thread = 1; thread < std::min(threads, count); ++thread) others.emplace_back(run);
  run();
}

}  // namespace corollary
