#include "impact/student_t.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "base/check.h"

namespace corollary::impact {
namespace {

/// ln Γ(x) for x > 0. Stirling's series beyond 12, where five terms leave less than 1e-14. (std::lgamma writes to a
/// variable that all threads share.)
double log_gamma(double x) {
  double shift = 0;
  for (; x < 12; x += 1) {
    shift += std::log(x);
  }
  const double inverse = 1 / (x * x);
  const double series =
      (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680 - inverse / 1188)))) / x;
  return (x - 0.5) * std::log(x) - x + 0.5 * std::log(2 * std::numbers::pi) + series - shift;
}

/// The continued fraction of I_x(a, b), evaluated from its front (Lentz's method).
double beta_fraction(double a, double b, double x) {
  constexpr double kTiny = 1e-300;  // In place of a zero denominator.
  const auto kept_off_zero = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
  double c = 1;
  double d = 1 / kept_off_zero(1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int m = 1; m < 10000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept_off_zero(1 + even * d);
    c = kept_off_zero(1 + even / c);
    fraction *= c * d;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept_off_zero(1 + odd * d);
    c = kept_off_zero(1 + odd / c);
    fraction *= c * d;
    if (std::abs(c * d - 1) < std::numeric_limits<double>::epsilon()) {
      break;
    }
  }
  return fraction;
}

/// I_x(a, b). Takes y = 1 - x too: near an end the difference would lose its digits.
double regularised_beta(double a, double b, double x, double y) {
  if (x <= 0 || y <= 0) {
    return x <= 0 ? 0 : 1;
  }
  const double front = std::exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * std::log(x) + b * std::log(y));
  // The fraction converges fast on this side of the mean only; the other side is its mirror.
  return x < (a + 1) / (a + b + 2) ? front * beta_fraction(a, b, x) / a : 1 - front * beta_fraction(b, a, y) / b;
}

}  // namespace

double student_t_below(double t, double degrees_of_freedom) {
  ensure(degrees_of_freedom > 0, "student_t_below: degrees of freedom above 0");
  if (std::isinf(degrees_of_freedom)) {
    return std::erfc(-t / std::sqrt(2.0)) / 2;
  }
  const double all = degrees_of_freedom + t * t;
  const double tail = regularised_beta(degrees_of_freedom / 2, 0.5, degrees_of_freedom / all, t * t / all) / 2;
  return t > 0 ? 1 - tail : tail;
}

double student_t_quantile(double p, double degrees_of_freedom) {
  ensure(p > 0 && p < 1, "student_t_quantile: 0 < p < 1");
  if (p > 0.5) {
    return -student_t_quantile(1 - p, degrees_of_freedom);
  }
  double low = -1;
  while (student_t_below(low, degrees_of_freedom) > p) {
    low *= 2;
  }
  double high = 0;
  for (int halving = 0; halving < 200 && high - low > 1e-13 * -low; ++halving) {
    const double middle = (low + high) / 2;
    (student_t_below(middle, degrees_of_freedom) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace corollary::impact
