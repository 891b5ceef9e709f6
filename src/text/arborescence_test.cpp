#include "text/arborescence.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"

namespace corollary::text {
namespace {

using Heads = std::vector<std::size_t>;

TEST(Arborescence, TakesTheBestHeadsWhereTheyFormATree) {
  // Rows are words 1 and 2; columns the root, word 1, word 2.
  const std::vector<float> scores = {5, 0, 1,   //
                                     1, 4, 0};
  EXPECT_EQ(best_tree(scores, 2), (Heads{0, 1}));
}

TEST(Arborescence, BreaksACycleWhereThatCostsLeast) {
  // 1 and 2 want each other; the root takes 2 at the smaller loss (10 - 7) than 1 (10 - 2).
  const std::vector<float> scores = {2, 0, 10,  //
                                     7, 10, 0};
  EXPECT_EQ(best_tree(scores, 2), (Heads{2, 0}));
}

TEST(Arborescence, HasOneRootEvenIfEachWordWouldRatherBeOne) {
  const std::vector<float> scores = {9, 0, 1, 1,  //
                                     8, 2, 0, 1,  //
                                     7, 1, 3, 0};
  EXPECT_EQ(best_tree(scores, 3), (Heads{0, 1, 2}));
}

TEST(Arborescence, ASingleWordIsTheRoot) { EXPECT_EQ(best_tree(std::vector<float>{-3, 0}, 1), (Heads{0})); }

TEST(Arborescence, OfNoWordsIsEmpty) { EXPECT_TRUE(best_tree({}, 0).empty()); }

// The best of all head assignments of n words, by trying each.
double best_by_trial(const std::vector<float>& scores, std::size_t n) {
  double best = -1e30;
  Heads heads(n, 0);
  for (;;) {
    std::size_t roots = 0;
    bool tree = true;
    double total = 0;
    for (std::size_t i = 0; i < n; ++i) {
      roots += heads[i] == 0;
      total += static_cast<double>(scores[i * (n + 1) + heads[i]]);
      std::size_t at = i + 1;
      for (std::size_t steps = 0; at != 0 && steps <= n; ++steps) at = heads[at - 1];
      tree = tree && at == 0 && heads[i] != i + 1;
    }
    if (tree && roots == 1) {
      best = std::max(best, total);
    }
    std::size_t k = 0;
    while (k < n && ++heads[k] > n) heads[k++] = 0;
    if (k == n) {
      return best;
    }
  }
}

TEST(Arborescence, IsAsGoodAsTheBestFoundByTryingAll) {
  for (std::uint64_t trial = 0; trial < 200; ++trial) {
    const std::size_t n = 1 + trial % 5;
    Random random(7, trial);
    std::vector<float> scores(n * (n + 1));
    for (float& score : scores) score = static_cast<float>(random.uniform()) * 10;
    const Heads heads = best_tree(scores, n);
    double total = 0;
    for (std::size_t i = 0; i < n; ++i) total += static_cast<double>(scores[i * (n + 1) + heads[i]]);
    EXPECT_NEAR(total, best_by_trial(scores, n), 1e-4) << "trial " << trial;
    EXPECT_EQ(std::ranges::count(heads, 0U), 1);
  }
}

}  // namespace
}  // namespace corollary::text
