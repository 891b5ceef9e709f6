#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/error.h"

namespace corollary {

/// How a long operation tells how far it is, and learns that it should stop. Passed by reference to each operation
/// that may take over a second; call `report` at most every few thousand steps (one call costs an atomic load and,
/// when a listener is set, its call).
class Progress {
 public:
  /// `done` of `total` units of what `stage` names; total 0 means unknown.
  using Listener = std::function<void(std::string_view stage, std::uint64_t done, std::uint64_t total)>;

  Progress() = default;
  explicit Progress(Listener listener) : listener_(std::move(listener)) {}

  /// Errors: `cancelled` once `cancel` was called: the operation undoes what it has not committed and returns it.
  Result<void> report(std::string_view stage, std::uint64_t done, std::uint64_t total) {
    if (cancelled_.load(std::memory_order_relaxed)) {
      return fail(ErrorKind::cancelled, "stopped while {}", stage);
    }
    if (listener_) {
      listener_(stage, done, total);
    }
    return {};
  }
  /// Safe from another thread and from a signal handler.
  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }

 private:
  Listener listener_;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace corollary
