#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"

namespace corollary::forecast {

/// Rows of `width` numbers each, one behind the other, and for each whether the thing happened.
struct LearningSet {
  std::size_t width = 0;
  std::vector<double> rows;
  std::vector<std::uint8_t> happened;

  [[nodiscard]] std::size_t size() const { return happened.size(); }
  [[nodiscard]] std::span<const double> row(std::size_t i) const { return std::span(rows).subspan(i * width, width); }
};

/// The weights that maximise the log-likelihood of a logistic regression less ridge/2 · |weights|², by Newton's
/// method. The same input gives the same bytes.
/// Errors: `input` if the set is empty or Newton's method does not converge in 50 steps.
/// Cost: O(rows · width²) a step, about eight steps.
Result<std::vector<double>> fit_logistic(const LearningSet& set, double ridge);

}  // namespace corollary::forecast
