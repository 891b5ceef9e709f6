#include "forecast/counts.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <Eigen/Dense>

namespace corollary::forecast {
namespace {

constexpr double kLeastShape = 0.05, kMostShape = 50;
constexpr double kMostMore = 10'000;    // Acts in a window beyond the first.
constexpr double kLeast = 1e-9;
constexpr double kLean = 1;             // Penalty on the squared constants, halved.
constexpr int kSteps = 25;

Eigen::Vector3d terms(Probability at_least_one, std::size_t recent) {
  const double p = std::clamp(at_least_one.value(), kLeast, 1 - kLeast);
  return {1, std::log(-std::log1p(-p)), std::log1p(static_cast<double>(recent))};
}

double more_of(const Eigen::Vector3d& constants, const Eigen::Vector3d& x) { return std::min(std::exp(std::min(constants.dot(x), 20.0)), kMostMore); }

// The constants of greatest Poisson likelihood, by Newton's method with steps of at most 1.
Eigen::Vector3d fit_constants(std::span<const CountModel::Answer> some) {
  Eigen::Vector3d constants = Eigen::Vector3d::Zero();
  for (int step = 0; step < kSteps; ++step) {
    Eigen::Vector3d slope = -kLean * constants;
    Eigen::Matrix3d curvature = kLean * Eigen::Matrix3d::Identity();
    for (const CountModel::Answer& answer : some) {
      const Eigen::Vector3d x = terms(answer.at_least_one, answer.recent);
      const double more = more_of(constants, x);
      slope += (static_cast<double>(answer.came - 1) - more) * x;
      curvature += more * x * x.transpose();
    }
    const Eigen::Vector3d change = curvature.ldlt().solve(slope);
    constants += change / std::max(change.lpNorm<Eigen::Infinity>(), 1.0);
  }
  return constants;
}

}  // namespace

CountDistribution::CountDistribution(Probability at_least_one, double more, double shape)
    : none_(1 - at_least_one.value()), more_(std::max(more, kLeast)), shape_(shape) {}

double CountDistribution::mean() const { return (1 - none_) * (1 + more_); }

double CountDistribution::crps(std::size_t came) const {
  const double ratio = more_ / (more_ + shape_);  // P(n + 1) / P(n) of the negative binomial is ratio (n + shape) / (n + 1).
  double at = (1 - none_) * std::pow(1 - ratio, shape_);
  double total = none_, score = (came == 0 ? none_ - 1 : none_) * (came == 0 ? none_ - 1 : none_);
  const auto end = static_cast<std::size_t>(20 * (more_ + 10) / std::min(shape_, 1.0));  // Far behind what is at all likely.
  for (std::size_t n = 1; n < end && (n <= came || 1 - total > kLeast); ++n) {
    total = std::min(total + at, 1.0);
    const double miss = total - (came <= n ? 1 : 0);
    score += miss * miss;
    at *= ratio * (static_cast<double>(n) - 1 + shape_) / static_cast<double>(n);
  }
  return score;
}

double CountDistribution::surprise_if_any(std::size_t n) const {
  const double beyond = static_cast<double>(n) - 1, whole = more_ + shape_;
  return std::lgamma(shape_) + std::lgamma(beyond + 1) - std::lgamma(beyond + shape_) - shape_ * std::log(shape_ / whole) - beyond * std::log(more_ / whole);
}

CountDistribution CountModel::of(Probability at_least_one, std::size_t recent) const {
  return {at_least_one, more_of({constant, by_odds, by_recent}, terms(at_least_one, recent)), shape};
}

CountModel CountModel::fit(std::span<const Answer> answers) {
  std::vector<Answer> some;
  std::ranges::copy_if(answers, std::back_inserter(some), [](const Answer& answer) { return answer.came > 0; });
  const Eigen::Vector3d constants = fit_constants(some);
  CountModel model{constants[0], constants[1], constants[2], 1};
  if (some.empty()) {
    return model;
  }
  const auto surprise = [&](double log_shape) {
    model.shape = std::exp(log_shape);
    double sum = 0;
    for (const Answer& answer : some) sum += model.of(answer.at_least_one, answer.recent).surprise_if_any(answer.came);
    return sum;
  };
  // Golden section over the logarithm of the shape.
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double low = std::log(kLeastShape), high = std::log(kMostShape);
  while (high - low > 1e-2) {
    const double left = high - golden * (high - low), right = low + golden * (high - low);
    if (surprise(left) < surprise(right)) {
      high = right;
    } else {
      low = left;
    }
  }
  model.shape = std::exp((low + high) / 2);
  return model;
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
