#include "base/probability.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace corollary {

Result<Probability> Probability::from(double value) {
  if (!(value >= 0 && value <= 1)) {
    return fail(ErrorKind::input, "{} is not a probability (0 to 1)", value);
  }
  return Probability(value);
}

Result<Probability> Probability::from_share(double part, double whole) {
  if (!(whole > 0 && part >= 0 && part <= whole)) {
    return fail(ErrorKind::input, "{} of {} is not a share", part, whole);
  }
  return Probability(part / whole);
}

Probability Probability::clamped(double value) {
  ensure(!std::isnan(value), "a probability is not a number");
  return Probability(std::clamp(value, 0.0, 1.0));
}

double log_odds(Probability p) {
  const double kept = std::clamp(p.value(), 1e-9, 1 - 1e-9);
  return std::log(kept / (1 - kept));
}

Probability from_log_odds(double log_odds) { return Probability::clamped(1 / (1 + std::exp(-log_odds))); }

}  // namespace corollary
