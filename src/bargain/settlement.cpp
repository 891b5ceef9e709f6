#include "bargain/settlement.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace corollary::bargain {
namespace {

constexpr double kRange = 100;
constexpr double kNarrowest = 1e-9;  ///< Of a bargaining set: far below what anybody can tell apart on the scale.

/// Each stake's capability · salience as a share of all. Scaled by the largest first: sums of huge numbers stay finite.
std::vector<double> weights(const Issue& issue) {
  std::vector<double> weights;
  double largest = 0;
  for (const Stake& stake : issue.stakes) {
    weights.push_back(stake.capability * stake.salience);
    largest = std::max(largest, weights.back());
  }
  double sum = 0;
  for (double& weight : weights) {
    weight /= largest;
    sum += weight;
  }
  for (double& weight : weights) {
    weight /= sum;
  }
  return weights;
}

double weighted_mean(const Issue& issue, const std::vector<double>& weights) {
  double mean = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    mean += weights[i] * issue.stakes[i].position;
  }
  return std::clamp(mean, 0.0, kRange);
}

double weighted_median(const Issue& issue, const std::vector<double>& weights) {
  std::vector<std::pair<double, double>> placed;  // Position and weight of those that have any.
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) {
      placed.emplace_back(issue.stakes[i].position, weights[i]);
    }
  }
  std::sort(placed.begin(), placed.end());
  // Shares such as 0.3 + 0.2 miss one half by a rounding, and a tie must not depend on that.
  constexpr double kRounding = 1e-12;
  double below = 0;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    below += placed[i].second;
    if (below > 0.5 + kRounding || i + 1 == placed.size()) {
      return placed[i].first;
    }
    if (below >= 0.5 - kRounding) {
      return (placed[i].first + placed[i + 1].first) / 2;
    }
  }
  return placed.back().first;
}

/// How far from its ideal an actor is without a deal: what it gains from x is (reach² - (x - ideal)²) / 100².
double reach(const Issue& issue, const Stake& stake) {
  return issue.no_deal ? std::abs(*issue.no_deal - stake.position) : kRange;
}

std::optional<Stretch> bargaining_set(const Issue& issue, const std::vector<double>& weights) {
  Stretch set{0, kRange};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) {
      const Stake& stake = issue.stakes[i];
      set.low = std::max(set.low, stake.position - reach(issue, stake));
      set.high = std::min(set.high, stake.position + reach(issue, stake));
    }
  }
  return set.high - set.low > kNarrowest ? std::optional(set) : std::nullopt;
}

/// The slope of Σ w_i ln(gain_i) at x. Falls all over the bargaining set: each ln(gain_i) is concave.
double slope(const Issue& issue, const std::vector<double>& weights, double x) {
  double slope = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) {
      const double off = x - issue.stakes[i].position;
      const double reached = reach(issue, issue.stakes[i]);
      slope -= weights[i] * 2 * off / ((reached - off) * (reached + off));
    }
  }
  return slope;
}

/// Where a slope that falls all over the set is 0. Halves the set until its ends are neighbours; never asks for the slope at an end, where a
/// gain is 0.
template <typename Slope>
double highest_point(Stretch set, const Slope& slope) {
  while (true) {
    const double middle = set.low + (set.high - set.low) / 2;
    if (middle <= set.low || middle >= set.high) {
      return std::round(middle / kNarrowest) * kNarrowest;  // 100, and not the number before it.
    }
    (slope(middle) > 0 ? set.low : set.high) = middle;
  }
}

/// The most that each stake could gain in the set, times 100².
std::vector<double> most_gained(const Issue& issue, const Stretch& set) {
  std::vector<double> most;
  for (const Stake& stake : issue.stakes) {
    const double reached = reach(issue, stake);
    const double off = std::clamp(stake.position, set.low, set.high) - stake.position;
    most.push_back((reached - off) * (reached + off));
  }
  return most;
}

/// The slope of min_i g_i(x) / G_i at x, that of the stake with the smallest share. The smallest of concave functions is concave.
double slope_of_smallest_share(const Issue& issue, const std::vector<double>& weights, const std::vector<double>& most, double x) {
  double smallest = 2, slope = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] == 0) continue;
    const double off = x - issue.stakes[i].position;
    const double reached = reach(issue, issue.stakes[i]);
    const double share = (reached - off) * (reached + off) / most[i];
    if (share < smallest) {
      smallest = share;
      slope = -2 * off / most[i];
    }
  }
  return slope;
}

double nash_point(const Issue& issue, const std::vector<double>& weights, const Stretch& set) {
  return highest_point(set, [&](double x) { return slope(issue, weights, x); });
}

double kalai_smorodinsky_point(const Issue& issue, const std::vector<double>& weights, const Stretch& set) {
  const std::vector<double> most = most_gained(issue, set);
  return highest_point(set, [&](double x) { return slope_of_smallest_share(issue, weights, most, x); });
}

std::vector<std::string> blockers(const Issue& issue, const std::vector<double>& weights) {
  const double step = weighted_mean(issue, weights) - *issue.no_deal;
  // Where the mean differs from no deal by rounding alone, there is no direction: all hold each other.
  const bool nowhere = std::abs(step) < kNarrowest;
  std::vector<std::string> blockers;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double wants = issue.stakes[i].position - *issue.no_deal;
    if (weights[i] > 0 && (nowhere || wants * step <= 0)) {
      blockers.push_back(issue.stakes[i].actor);
    }
  }
  return blockers;
}

std::vector<Standing> standings(const Issue& issue, const std::vector<double>& weights, double position) {
  std::vector<Standing> standings;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Stake& stake = issue.stakes[i];
    const double reached = utility(position, stake.position);
    const double without = issue.no_deal ? utility(*issue.no_deal, stake.position) : 0;
    standings.push_back({stake.actor, weights[i], reached, reached - without});
  }
  std::stable_sort(standings.begin(), standings.end(),
                   [](const Standing& a, const Standing& b) { return a.gain > b.gain; });
  return standings;
}

/// The number moved one step down (sign -1) or up (sign 1).
double moved(double value, Attribute attribute, const Steps& steps, int sign) {
  switch (attribute) {
    case Attribute::position: return std::clamp(value + sign * steps.position, 0.0, kRange);
    case Attribute::salience: return std::clamp(value + sign * steps.salience, 0.0, 1.0);
    case Attribute::capability: break;
  }
  return std::max(0.0, value * (1 + sign * steps.capability_share));
}

}  // namespace

std::string_view name(Method method) {
  switch (method) {
    case Method::weighted_mean: return "weighted mean";
    case Method::weighted_median: return "weighted median";
    case Method::nash: return "Nash bargaining";
    case Method::kalai_smorodinsky: break;
  }
  return "Kalai–Smorodinsky";
}

double utility(double x, double ideal) {
  const double off = (x - ideal) / kRange;
  return 1 - off * off;
}

Result<std::optional<Stretch>> bargaining_set(const Issue& issue) {
  TRY(check(issue));
  return bargaining_set(issue, weights(issue));
}

Result<Settlement> settle(const Issue& issue, Method method) {
  TRY(check(issue));
  const std::vector<double> shares = weights(issue);
  Settlement settlement{.method = method, .position = 0, .deal = true, .blocked_by = {}, .standings = {}};
  if (method == Method::weighted_mean) {
    settlement.position = weighted_mean(issue, shares);
  } else if (method == Method::weighted_median) {
    settlement.position = weighted_median(issue, shares);
  } else if (const std::optional<Stretch> set = bargaining_set(issue, shares)) {
    settlement.position = method == Method::nash ? nash_point(issue, shares, *set) : kalai_smorodinsky_point(issue, shares, *set);
  } else {
    settlement.position = *issue.no_deal;
    settlement.deal = false;
    settlement.blocked_by = blockers(issue, shares);
  }
  settlement.standings = standings(issue, shares, settlement.position);
  return settlement;
}

std::vector<Standing> standings_at(const Issue& issue, double position) { return standings(issue, weights(issue), position); }

std::vector<Shift> sensitivity(const Issue& issue, const Point& given, const std::function<std::optional<Point>(const Issue&)>& settled, const Steps& steps) {
  std::vector<Shift> shifts;
  for (std::size_t stake = 0; stake < issue.stakes.size(); ++stake) {
    for (const Attribute attribute : kAttributes) {
      for (const int sign : {-1, 1}) {
        Issue changed = issue;
        const double from = issue.stakes[stake].number(attribute);
        const double to = moved(from, attribute, steps, sign);
        changed.stakes[stake].number(attribute) = to;
        const std::optional<Point> then = from == to ? std::nullopt : settled(changed);
        if (then) shifts.push_back({issue.stakes[stake].actor, attribute, from, to, then->position, then->position - given.position, then->deal});
      }
    }
  }
  std::ranges::stable_sort(shifts, std::greater(), [](const Shift& shift) { return std::abs(shift.moved); });
  return shifts;
}

Result<std::vector<Shift>> sensitivity(const Issue& issue, Method method, const Steps& steps) {
  TRY_ASSIGN(const Settlement given, settle(issue, method));
  const auto settled = [method](const Issue& changed) -> std::optional<Point> {
    const Result<Settlement> then = settle(changed, method);
    return then ? std::optional(Point{then->position, then->deal}) : std::nullopt;
  };
  return sensitivity(issue, Point{given.position, given.deal}, settled, steps);
}

}  // namespace corollary::bargain
