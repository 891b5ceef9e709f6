#pragma once

#include <cstddef>
#include <span>

#include "base/probability.h"

namespace corollary::forecast {

/// How many acts a window holds: none with 1 - the probability that there is one at all; else one more than a negative binomial count.
class CountDistribution {
 public:
  /// `more`: how many acts beyond the first there are on average, if there is one. `shape` above 0: the smaller, the more they come in bursts.
  CountDistribution(Probability at_least_one, double more, double shape);

  [[nodiscard]] double mean() const;
  /// The continuous ranked probability score of what came: the sum over n of (P(count <= n) - [came <= n])². Lower is better. Cost: O(largest
  /// count that is at all likely).
  [[nodiscard]] double crps(std::size_t came) const;
  /// -ln P(count = n | count > 0), for n > 0.
  [[nodiscard]] double surprise_if_any(std::size_t n) const;

 private:
  double none_, more_, shape_;
};

/// What a type's counts are told from: how likely any act is, and how many there were in the window before.
struct CountModel {
  double constant = 0, by_odds = 0, by_recent = 0;  ///< ln(acts beyond the first) = constant + by_odds ln(-ln(1 - p)) + by_recent ln(1 + recent).
  double shape = 1;

  [[nodiscard]] CountDistribution of(Probability at_least_one, std::size_t recent) const;

  struct Answer {
    Probability at_least_one;
    std::size_t recent = 0, came = 0;
  };
  /// Of the answers where something came: the constants by Poisson likelihood, leaned on 0, then the shape by the count's own likelihood,
  /// between 0.05 and 50.
  static CountModel fit(std::span<const Answer> answers);
};

/// The same score for the counts of past windows as a distribution. 0 if there are none.
double crps_of_sample(std::span<const std::size_t> sample, std::size_t came);

}  // namespace corollary::forecast
