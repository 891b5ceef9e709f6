#pragma once

#include <cstddef>
#include <span>

#include "base/probability.h"

namespace corollary::forecast {

/// How many acts a window holds: negative binomial, with P(0) = 1 - the probability that there is one at all.
class CountDistribution {
 public:
  /// `shape` above 0: the smaller, the more acts come in bursts.
  CountDistribution(Probability at_least_one, double shape);

  [[nodiscard]] double mean() const { return mean_; }
  /// P(count <= n). Cost: O(n).
  [[nodiscard]] double up_to(std::size_t n) const;
  /// The continuous ranked probability score of what came: the sum over n of (P(count <= n) - [came <= n])². Lower is better.
  [[nodiscard]] double crps(std::size_t came) const;
  /// -ln P(count = n | count > 0), for n > 0.
  [[nodiscard]] double surprise_if_any(std::size_t n) const;

 private:
  double shape_, mean_, ratio_, none_;  // P(n + 1) / P(n) = ratio (n + shape) / (n + 1).
};

/// What came, and how likely it was said to be that anything came.
struct CountAnswer {
  Probability at_least_one;
  std::size_t came = 0;
};
/// The shape of greatest likelihood for the questions where something came, between 0.05 and 50. 1 if nothing ever came.
double fit_shape(std::span<const CountAnswer> answers);

/// The same score for the counts of past windows as a distribution. 0 if there are none.
double crps_of_sample(std::span<const std::size_t> sample, std::size_t came);

}  // namespace corollary::forecast
