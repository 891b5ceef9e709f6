#include "forecast/count_distribution.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace corollary::forecast {
namespace {

constexpr double kLeastShape = 0.05, kMostShape = 50;
constexpr double kLeastNone = 1e-9;
constexpr double kRest = 1e-9;          // Of a distribution that no longer changes a score.
constexpr std::size_t kMost = 100'000;  // Acts in a window.

}  // namespace

CountDistribution::CountDistribution(Probability at_least_one, double shape)
    : shape_(shape), none_(std::max(1 - at_least_one.value(), kLeastNone)) {
  // P(0) = (shape / (shape + mean))^shape.
  mean_ = shape_ * std::expm1(-std::log(none_) / shape_);
  ratio_ = mean_ / (mean_ + shape_);
}

double CountDistribution::up_to(std::size_t n) const {
  double at = none_, total = none_;
  for (std::size_t k = 0; k < n; ++k) {
    at *= ratio_ * (static_cast<double>(k) + shape_) / static_cast<double>(k + 1);
    total += at;
  }
  return std::min(total, 1.0);
}

double CountDistribution::crps(std::size_t came) const {
  double at = none_, total = none_, score = 0;
  for (std::size_t k = 0; k < kMost && (k < came || 1 - total > kRest); ++k) {
    const double miss = total - (came <= k ? 1 : 0);
    score += miss * miss;
    at *= ratio_ * (static_cast<double>(k) + shape_) / static_cast<double>(k + 1);
    total = std::min(total + at, 1.0);
  }
  return score;
}

double CountDistribution::surprise_if_any(std::size_t n) const {
  const auto count = static_cast<double>(n);
  const double log_at = std::lgamma(count + shape_) - std::lgamma(shape_) - std::lgamma(count + 1) + std::log(none_) + count * std::log(std::max(ratio_, kLeastNone));
  return std::log1p(-none_ + kLeastNone) - log_at;
}

double fit_shape(std::span<const CountAnswer> answers) {
  std::vector<CountAnswer> some;
  std::ranges::copy_if(answers, std::back_inserter(some), [](const CountAnswer& answer) { return answer.came > 0; });
  if (some.empty()) {
    return 1;
  }
  const auto surprise = [&](double log_shape) {
    double sum = 0;
    for (const CountAnswer& answer : some) sum += CountDistribution(answer.at_least_one, std::exp(log_shape)).surprise_if_any(answer.came);
    return sum;
  };
  // Golden section over the logarithm of the shape.
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double low = std::log(kLeastShape), high = std::log(kMostShape);
  while (high - low > 1e-3) {
    const double left = high - golden * (high - low), right = low + golden * (high - low);
    (surprise(left) < surprise(right) ? high : low) = surprise(left) < surprise(right) ? right : left;
  }
  return std::exp((low + high) / 2);
}

double crps_of_sample(std::span<const std::size_t> sample, std::size_t came) {
  if (sample.empty()) {
    return 0;
  }
  std::vector<std::size_t> sorted(sample.begin(), sample.end());
  std::ranges::sort(sorted);
  const std::size_t most = std::max(sorted.back(), came);
  double score = 0;
  for (std::size_t k = 0; k < most; ++k) {
    const auto up_to = static_cast<double>(std::ranges::upper_bound(sorted, k) - sorted.begin()) / static_cast<double>(sorted.size());
    const double miss = up_to - (came <= k ? 1 : 0);
    score += miss * miss;
  }
  return score;
}

}  // namespace corollary::forecast
