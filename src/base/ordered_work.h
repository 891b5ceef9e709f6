#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/error.h"

namespace corollary {

/// A stream of items worked on by several threads, whose results come out in the order of the items.
///
/// The thread that owns it gives items with `put` and takes results with `take`; the workers call `work(item)`, which must be safe
/// to call at the same time and must not throw. The owner holds the bound: it takes before it puts while `full()`. When it is
/// destroyed, items that no worker has begun are dropped.
template <typename Item, typename Value, typename Work>
class OrderedWork {
 public:
  /// `threads` at least 1. `held_most`: how many items may be under way, so that memory does not grow with the stream.
  OrderedWork(std::size_t threads, std::size_t held_most, const Work& work) : work_(work), held_most_(held_most) {
    ensure(threads > 0 && held_most > 0, "ordered work needs a thread and room for an item");
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this](std::stop_token stop) { run(stop); });
  }
  ~OrderedWork() {
    for (std::jthread& thread : threads_) thread.request_stop();
    wake_.notify_all();
  }
  OrderedWork(const OrderedWork&) = delete;
  OrderedWork& operator=(const OrderedWork&) = delete;

  [[nodiscard]] bool empty() const { return held_.empty(); }
  [[nodiscard]] bool full() const { return held_.size() >= held_most_; }

  void put(Item item) {
    ensure(!full(), "ordered work is full");
    held_.push_back(std::make_unique<Slot>(std::move(item)));
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(held_.back().get());
    }
    wake_.notify_one();
  }

  /// The result of the first item that was not yet taken; waits for it. Not to be called when `empty()`.
  Value take() {
    ensure(!empty(), "ordered work holds nothing to take");
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return held_.front()->value.has_value(); });
    Value value = *std::move(held_.front()->value);
    held_.pop_front();
    return value;
  }

 private:
  struct Slot {
    explicit Slot(Item the_item) : item(std::move(the_item)) {}
    Item item;
    std::optional<Value> value;  // Guarded by mutex_.
  };

  void run(const std::stop_token& stop) {
    while (true) {
      Slot* slot = nullptr;
      {
        std::unique_lock lock(mutex_);
        if (!wake_.wait(lock, stop, [&] { return !waiting_.empty(); }) || stop.stop_requested()) {
          return;
        }
        slot = waiting_.front();
        waiting_.pop_front();
      }
      Value value = work_(std::move(slot->item));
      {
        const std::lock_guard lock(mutex_);
        slot->value = std::move(value);
      }
      done_.notify_one();
    }
  }

  const Work& work_;
  std::size_t held_most_;
  std::deque<std::unique_ptr<Slot>> held_;  // The owner's alone; in the order of the items.
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::condition_variable done_;
  std::deque<Slot*> waiting_;               // Guarded by mutex_.
  std::vector<std::jthread> threads_;       // Last: joined before the rest is destroyed.
};

/// Reads items from `next` (a Result of an optional item; nullopt ends), works on them in `threads` threads and hands each result to
/// `take` (a Result<void>), in order; both are called on this thread. With one thread there is no other. Results do not depend on
/// the number of threads. Holds a few items a thread. Errors: the first of `next` or `take`; what came before it was taken.
template <typename Next, typename Work, typename Take>
Result<void> work_in_order(std::size_t threads, Next&& next, const Work& work, Take&& take) {
  using Item = typename std::decay_t<decltype(next())>::value_type::value_type;
  using Value = decltype(work(std::declval<Item>()));
  constexpr std::size_t held_a_thread = 4;  // So that a long item does not stop the others; more would only cost memory.
  if (threads <= 1) {
    while (true) {
      TRY_ASSIGN(std::optional<Item> item, next());
      if (!item) {
        return {};
      }
      TRY(take(work(*std::move(item))));
    }
  }
  OrderedWork<Item, Value, Work> under_way(threads, threads * held_a_thread, work);
  while (true) {
    Result<std::optional<Item>> item = next();
    const bool more = item.has_value() && item->has_value();
    if (more) {
      under_way.put(**std::move(item));
    }
    while (more ? under_way.full() : !under_way.empty()) TRY(take(under_way.take()));
    if (!more) {
      return item ? Result<void>() : std::unexpected(item.error());
    }
  }
}

}  // namespace corollary
