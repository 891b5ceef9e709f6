#include "forecast/calibration.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

namespace corollary::forecast {
namespace {

constexpr double kLean = 3000;    // Penalty on the squared distance from (1, 1, 0), halved.
constexpr double kLeast = 0.05;  // Of a and b.
constexpr int kSteps = 12;

// ln p and -ln(1 - p) of log-odds, without loss at either end.
double log_share(double log_odds) { return log_odds > 0 ? -std::log1p(std::exp(-log_odds)) : log_odds - std::log1p(std::exp(log_odds)); }

Eigen::Vector3d terms(double log_odds) { return {log_share(log_odds), -log_share(-log_odds), 1}; }

}  // namespace

Probability Calibration::apply(double log_odds) const { return from_log_odds(Eigen::Vector3d(a, b, c).dot(terms(log_odds))); }

Calibration Calibration::fit(std::span<const Answer> answers) {
  const Eigen::Vector3d none(1, 1, 0);
  Eigen::Vector3d map = none;
  for (int step = 0; step < kSteps && !answers.empty(); ++step) {
    Eigen::Vector3d slope = -kLean * (map - none);
    Eigen::Matrix3d curvature = kLean * Eigen::Matrix3d::Identity();
    for (const Answer& answer : answers) {
      const Eigen::Vector3d x = terms(answer.log_odds);
      const double q = 1 / (1 + std::exp(-map.dot(x)));
      slope += ((answer.happened ? 1 : 0) - q) * x;
      curvature += q * (1 - q) * x * x.transpose();
    }
    map += curvature.ldlt().solve(slope);
    map[0] = std::max(map[0], kLeast);
    map[1] = std::max(map[1], kLeast);
  }
  return {map[0], map[1], map[2]};
}

}  // namespace corollary::forecast
