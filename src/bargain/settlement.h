#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/scenario.h"
#include "base/error.h"

namespace corollary::bargain {

/// How an issue is settled. Weights are capability · salience, as shares of their sum.
enum class Method : std::uint8_t {
  /// The compromise: Σ w_i x_i. Of the simple models the one that misses outcomes in the European Union least.
  weighted_mean,
  /// The position at which the weights of those below and of those above are both at most one half. When a whole
  /// stretch between two positions has that property, its middle.
  weighted_median,
  /// The asymmetric Nash bargaining solution: the point of the bargaining set with the largest
  /// Σ w_i ln(u_i(x) - u_i(no deal)). No deal when the set is empty.
  nash,
  /// The Kalai–Smorodinsky solution: the point of the bargaining set at which the smallest share that an actor gets of the most it could
  /// gain there is largest. Weights matter only in being above 0. No deal as for `nash`.
  kalai_smorodinsky
};
inline constexpr Method kMethods[] = {Method::weighted_mean, Method::weighted_median, Method::nash, Method::kalai_smorodinsky};
/// "weighted mean", "weighted median", "Nash bargaining", "Kalai–Smorodinsky".
std::string_view name(Method method);

/// What a point of the scale is worth to an actor that wants `ideal`: 1 - ((x - ideal) / 100)², from 0 at the far end
/// of the whole scale to 1. Quadratic: with linear utility and a reference point the Nash solution falls back onto
/// that point, far from what is agreed in practice.
double utility(double x, double ideal);

/// What a settlement is worth to one actor.
struct Standing {
  std::string actor;
  double weight = 0;   ///< Capability · salience as a share of all, 0 to 1.
  double utility = 0;  ///< At the settlement, 0 to 1.
  double gain = 0;     ///< Over no deal; below 0: it loses. Without a no-deal position the same as `utility`.
};

/// Points of the scale between two others, the ends not included.
struct Stretch {
  double low = 0;
  double high = 0;
};

/// Where an issue ends up, and for whom that is good.
struct Settlement {
  Method method = Method::nash;
  double position = 0;  ///< 0 to 100.
  bool deal = true;     ///< False only for `nash` and `kalai_smorodinsky`: then `position` is where no deal leaves the issue.
  /// Without a deal: those to whom no move from no deal towards the weighted mean brings anything, in the order of the
  /// stakes. Where the mean lies on no deal everybody who has weight: they hold each other.
  std::vector<std::string> blocked_by;
  std::vector<Standing> standings;  ///< By gain, highest first; ties in the order of the stakes.
};

/// Where everybody who has weight is better off than without a deal; nullopt if nowhere (stretches narrower than 1e-9
/// do not count). Never empty when the issue says nothing of no deal.
/// Errors: those of `check`.
Result<std::optional<Stretch>> bargaining_set(const Issue& issue);

/// Who gains by a point, as a settlement has it. REQUIRES: the issue passes `check`.
std::vector<Standing> standings_at(const Issue& issue, double position);

/// Errors: those of `check`. Cost: O(n log n) for n stakes; `nash` and `kalai_smorodinsky` O(n) for each of about 50 halvings.
/// Source: Nash 1953 and Kalai 1977 for the weights; Kalai and Smorodinsky 1975; the compromise as in Achen's reading of the EU models (2006).
Result<Settlement> settle(const Issue& issue, Method method);

/// How far each number of a stake is moved to see what depends on it; positions and saliences stay in their ranges.
struct Steps {
  double position = 10;
  double salience = 0.1;
  double capability_share = 0.1;
};

/// What one changed number does to the outcome.
struct Shift {
  std::string actor;
  Attribute attribute = Attribute::position;
  double from = 0;     ///< The number as given …
  double to = 0;       ///< … and as tried.
  double outcome = 0;  ///< The settlement's position then.
  double moved = 0;    ///< `outcome` less the settlement's position as given.
  bool deal = true;
};

/// Each number of each stake moved down and up, one at a time; the largest move of the outcome first, ties in the
/// order stake, attribute, down before up. Numbers that cannot move (salience 1 upwards) and changes that leave nobody
/// with weight are left out. The first may move nothing: then no single step changes the outcome.
/// Errors: those of `check`. Cost: that of 6 n settlements.
Result<std::vector<Shift>> sensitivity(const Issue& issue, Method method, const Steps& steps = {});

/// The same for any way to settle an issue: `settled` gives the point, and whether it is a deal; nullopt leaves the change out.
struct Point {
  double position = 0;
  bool deal = true;
};
std::vector<Shift> sensitivity(const Issue& issue, const Point& given, const std::function<std::optional<Point>(const Issue&)>& settled, const Steps& steps = {});

}  // namespace corollary::bargain
