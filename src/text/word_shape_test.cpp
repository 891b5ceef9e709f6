#include "text/word_shape.h"

#include <gtest/gtest.h>

namespace corollary::text {
namespace {

TEST(WordShape, LowersLettersOfTheScriptsThatNamesComeIn) {
  EXPECT_EQ(lower_letters("ERDOĞAN"), "erdoğan");
  EXPECT_EQ(lower_letters("ÉLYSÉE"), "élysée");
  EXPECT_EQ(lower_letters("ЁЛКИН"), "ёлкин");
  EXPECT_EQ(lower_letters("ŽIŽEK 2×2"), "žižek 2×2");
}

TEST(WordShape, LeavesBytesThatAreNoTextAsTheyAre) { EXPECT_EQ(lower_letters("A\xff\x80" "B"), "a\xff\x80" "b"); }

TEST(WordShape, CollapsesRunsOfAClass) {
  EXPECT_EQ(shape_of("Helsinki's"), "Xx'x");
  EXPECT_EQ(shape_of("2018"), "0");
  EXPECT_EQ(shape_of("F-35A"), "X-0X");
  EXPECT_EQ(shape_of("..."), ".");
  EXPECT_EQ(shape_of("Żółć"), "Xx");
}

TEST(WordShape, PartsAreBucketsOfTheirHashes) {
  constexpr std::uint32_t buckets = 1U << 16;
  const auto parts = parts_of("Talks", "talks", buckets);
  for (const std::uint32_t part : parts) {
    EXPECT_GE(part, 1U);
    EXPECT_LT(part, buckets);
  }
  // What the trainer computes for "Talks": its FNV-1a hashes, modulo the buckets.
  EXPECT_EQ(parts, (std::array<std::uint32_t, kPartsOfWord>{19871, 57508, 150, 48414, 32435, 31181, 43836, 34763, 40298}));
}

TEST(WordShape, PartsOfShortWordsAreTheWord) {
  EXPECT_EQ(parts_of("a", "a", 100), parts_of("a", "a", 100));
  EXPECT_NE(parts_of("a", "a", 1U << 16)[1], parts_of("b", "b", 1U << 16)[1]);
}

}  // namespace
}  // namespace corollary::text
