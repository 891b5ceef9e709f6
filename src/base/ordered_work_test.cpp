#include "base/ordered_work.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>

namespace corollary {
namespace {

// The numbers below `count`, one a call.
auto numbers(int count) {
  return [count, i = 0]() mutable -> Result<std::optional<int>> { return i < count ? std::optional(i++) : std::nullopt; };
}

// Early items take longest, so that results come out of order if nobody orders them.
std::string slow(int i) {
  std::this_thread::sleep_for(std::chrono::microseconds((i * 7919) % 13 * 50));
  return std::to_string(i);
}

std::string squeezed(std::size_t threads, int count) {
  std::string all;
  EXPECT_TRUE(work_in_order(threads, numbers(count), slow, [&](const std::string& one) -> Result<void> {
                all += one + " ";
                return {};
              }).has_value());
  return all;
}

TEST(OrderedWork, ResultsComeInTheOrderOfTheItemsForAnyNumberOfThreads) {
  const std::string one = squeezed(1, 100);
  EXPECT_TRUE(one.starts_with("0 1 2 3 "));
  EXPECT_EQ(squeezed(2, 100), one);
  EXPECT_EQ(squeezed(7, 100), one);
}

TEST(OrderedWork, WithoutItemsThereIsNothingToTake) { EXPECT_EQ(squeezed(3, 0), ""); }

TEST(OrderedWork, HoldsOnlyAFewItemsAThread) {
  int read = 0;
  int taken = 0;
  int held_most = 0;
  const auto next = [&]() -> Result<std::optional<int>> {
    held_most = std::max(held_most, read - taken);
    return read < 1000 ? std::optional(read++) : std::nullopt;
  };
  const auto take = [&](int) -> Result<void> {
    ++taken;
    return {};
  };
  ASSERT_TRUE(work_in_order(2, next, [](int i) { return i; }, take).has_value());
  EXPECT_EQ(taken, 1000);
  EXPECT_LE(held_most, 8);
}

TEST(OrderedWork, AnErrorOfTheSourceComesBehindWhatWasReadBeforeIt) {
  int taken = 0;
  for (const std::size_t threads : {1U, 3U}) {
    taken = 0;
    auto next = [i = 0]() mutable -> Result<std::optional<int>> {
      return i < 5 ? Result<std::optional<int>>(i++) : fail(ErrorKind::input, "the sixth is bad");
    };
    const auto done = work_in_order(threads, next, [](int i) { return i; }, [&](int) -> Result<void> {
      ++taken;
      return {};
    });
    EXPECT_EQ(done.error().message, "the sixth is bad");
    EXPECT_EQ(taken, 5);
  }
}

TEST(OrderedWork, AnErrorOfTheTakerStopsTheStream) {
  std::atomic<int> worked = 0;
  const auto work = [&](int i) {
    ++worked;
    return i;
  };
  const auto done = work_in_order(2, numbers(100000), work, [](int i) -> Result<void> {
    return i < 3 ? Result<void>() : fail(ErrorKind::store, "the disk is full");
  });
  EXPECT_EQ(done.error().message, "the disk is full");
  EXPECT_LT(worked, 100);
}

}  // namespace
}  // namespace corollary
