#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bargain/settlement.h"

namespace corollary::bargain {

/// How an outcome follows one number.
struct Slope {
  std::string actor;    ///< Empty for no deal.
  Attribute attribute = Attribute::position;
  double slope = 0;     ///< Points of the scale for each unit of the number.
};

/// The derivatives of a settlement by each number, in closed form: stake by stake position, salience, capability; then no deal, if it is given.
/// For the weighted mean ∂O/∂x_i = w_i, ∂O/∂s_i = c_i (x_i - O) / Σ c s, ∂O/∂c_i = s_i (x_i - O) / Σ c s. For the Nash solution from its first-order condition
/// Σ w_i u_i'(x) / g_i(x) = 0, whose own derivative by x is below 0. nullopt where there is none: the median and Kalai–Smorodinsky have corners, and without
/// a deal nothing moves.
/// Errors: those of `check`. Cost: that of `settle`.
Result<std::optional<std::vector<Slope>>> gradient(const Issue& issue, Method method);

}  // namespace corollary::bargain
