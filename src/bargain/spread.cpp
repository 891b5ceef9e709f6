#include "bargain/spread.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>

namespace corollary::bargain {
namespace {

double triangular(const Spread& spread, double p) {
  const double width = spread.high - spread.low;
  const double rising = width > 0 ? (spread.middle - spread.low) / width : 0;
  if (p < rising) return spread.low + std::sqrt(p * width * (spread.middle - spread.low));
  return spread.high - std::sqrt((1 - p) * width * (spread.high - spread.middle));
}

// The share of a normal distribution within its range is stretched over the whole of 0 to 1.
double normal_within(const Spread& spread, double p) {
  const boost::math::normal_distribution<double> normal(spread.middle, spread.deviation);
  const double below = boost::math::cdf(normal, spread.low);
  const double within = boost::math::cdf(normal, spread.high) - below;
  const double share = std::clamp(below + p * within, 0x1.0p-60, 1 - 0x1.0p-53);
  return std::clamp(boost::math::quantile(normal, share), spread.low, spread.high);
}

}  // namespace

double quantile(const Spread& spread, double p) {
  switch (spread.shape) {
    case Spread::Shape::uniform: return spread.low + p * (spread.high - spread.low);
    case Spread::Shape::triangular: return triangular(spread, p);
    case Spread::Shape::normal: break;
  }
  return normal_within(spread, p);
}

}  // namespace corollary::bargain
