#include "base/random.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace corollary {
namespace {

TEST(Random, TheSameSeedAndStreamGiveTheSameNumbers) {
  Random a(7, 3);
  Random b(7, 3);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(a.next(), b.next());
  }
}

TEST(Random, TheNumbersStayTheSameFromVersionToVersion) {
  Random random(42, 0);
  const std::array<std::uint64_t, 3> first = {random.next(), random.next(), random.next()};
  EXPECT_EQ(first, (std::array<std::uint64_t, 3>{14585004453952745724U, 963425209539481646U, 5031754615345081387U}));
}

TEST(Random, AnotherSeedOrStreamGivesOtherNumbers) {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    for (std::uint64_t stream = 0; stream < 30; ++stream) {
      firsts.insert(Random(seed, stream).next());
    }
  }
  EXPECT_EQ(firsts.size(), 900U);
}

TEST(Random, ACopyGoesOnFromTheSamePlace) {
  Random a(1, 1);
  a.next();
  Random b = a;
  EXPECT_EQ(a.next(), b.next());
}

TEST(Random, UniformNumbersFillTheUnitIntervalEvenly) {
  Random random(1, 0);
  std::array<int, 10> counts{};
  for (int i = 0; i < 100'000; ++i) {
    const double value = random.uniform();
    ASSERT_GE(value, 0);
    ASSERT_LT(value, 1);
    ++counts[static_cast<std::size_t>(value * 10)];
  }
  for (const int count : counts) {
    EXPECT_NEAR(count, 10'000, 500);  // Over five standard deviations of a tenth.
  }
}

TEST(Random, BelowGivesEachNumberAboutAsOftenAndNoOther) {
  Random random(2, 0);
  std::array<int, 3> counts{};
  for (int i = 0; i < 30'000; ++i) {
    ++counts.at(random.below(3));
  }
  for (const int count : counts) {
    EXPECT_NEAR(count, 10'000, 500);
  }
  EXPECT_EQ(random.below(1), 0U);
}

}  // namespace
}  // namespace corollary
