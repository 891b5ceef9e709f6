#include "bargain/coalitions.h"

#include <gtest/gtest.h>

namespace corollary::bargain {
namespace {

std::optional<std::vector<Coalition>> coalitions(const char* text, double days = 1e9, std::size_t most = 100) {
  return smallest_coalitions(*parse_formula(text), [](const std::string& name) { return static_cast<std::size_t>(name[0] - 'A'); }, days, most);
}

TEST(SmallestCoalitions, ContainNoOther) {
  EXPECT_EQ(*coalitions("A and (B or C)"), (std::vector<Coalition>{{0, 1}, {0, 2}}));
  EXPECT_EQ(*coalitions("A or A and B"), (std::vector<Coalition>{{0}}));
  EXPECT_EQ(*coalitions("2 of (A, B, C)"), (std::vector<Coalition>{{0, 1}, {0, 2}, {1, 2}}));
  EXPECT_EQ(*coalitions("3 of (A*3, B*2, C, D)"), (std::vector<Coalition>{{0}, {1, 2}, {1, 3}}));
  EXPECT_EQ(*coalitions("2 of (A and B, C, D)"), (std::vector<Coalition>{{2, 3}, {0, 1, 2}, {0, 1, 3}}));
}

TEST(SmallestCoalitions, OfWhatWaitsTooLongThereAreNone) {
  EXPECT_TRUE(coalitions("A after 30 days", 10)->empty());
  EXPECT_EQ(*coalitions("A after 30 days or B", 10), (std::vector<Coalition>{{1}}));
  EXPECT_EQ(*coalitions("2 of (A after 30 days, B, C)", 10), (std::vector<Coalition>{{1, 2}}));
}

TEST(SmallestCoalitions, SayWhenTheyAreTooMany) { EXPECT_FALSE(coalitions("4 of (A, B, C, D, E, F, G, H)", 1e9, 60)); }

}  // namespace
}  // namespace corollary::bargain
