#include "base/progress.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace corollary {
namespace {

TEST(Progress, WithoutAListenerNothingHappens) {
  Progress progress;
  EXPECT_TRUE(progress.report("reading", 1, 2));
}

TEST(Progress, TheListenerHearsEachReport) {
  std::vector<std::string> heard;
  Progress progress([&](std::string_view stage, std::uint64_t done, std::uint64_t total) {
    heard.push_back(format("{} {}/{}", stage, done, total));
  });
  EXPECT_TRUE(progress.report("reading", 1, 0));
  EXPECT_TRUE(progress.report("sorting", 2, 3));
  EXPECT_EQ(heard, (std::vector<std::string>{"reading 1/0", "sorting 2/3"}));
}

TEST(Progress, OnceCancelledEachReportSaysSoAndTheListenerHearsNoMore) {
  int heard = 0;
  Progress progress([&](auto, auto, auto) { ++heard; });
  progress.cancel();
  const auto report = progress.report("reading", 1, 2);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::cancelled);
  EXPECT_EQ(report.error().message, "stopped while reading");
  EXPECT_EQ(heard, 0);
}

TEST(Progress, AnotherThreadMayCancel) {
  Progress progress;
  std::thread other([&] { progress.cancel(); });
  while (progress.report("waiting", 0, 0)) {
  }
  other.join();
}

}  // namespace
}  // namespace corollary
