#include "bargain/gradient.h"

#include <cmath>

namespace corollary::bargain {
namespace {

/// Σ c s, and the weight of each stake by it.
struct Weights {
  double sum = 0;
  std::vector<double> share;
};

Weights weights_of(const Issue& issue) {
  Weights weights;
  for (const Stake& stake : issue.stakes) weights.sum += stake.capability * stake.salience;
  for (const Stake& stake : issue.stakes) weights.share.push_back(stake.capability * stake.salience / weights.sum);
  return weights;
}

/// From the derivatives by position, by each weight c s as given, and by no deal.
struct Parts {
  std::vector<double> by_position;
  std::vector<double> by_weight;
  double by_no_deal = 0;
};

std::vector<Slope> slopes(const Issue& issue, const Parts& parts) {
  std::vector<Slope> slopes;
  for (std::size_t i = 0; i < issue.stakes.size(); ++i) {
    const Stake& stake = issue.stakes[i];
    slopes.push_back({stake.actor, Attribute::position, parts.by_position[i]});
    slopes.push_back({stake.actor, Attribute::salience, parts.by_weight[i] * stake.capability});
    slopes.push_back({stake.actor, Attribute::capability, parts.by_weight[i] * stake.salience});
  }
  if (issue.no_deal) slopes.push_back({"", Attribute::position, parts.by_no_deal});
  return slopes;
}

Parts of_mean(const Issue& issue, double outcome) {
  const Weights weights = weights_of(issue);
  Parts parts;
  for (std::size_t i = 0; i < issue.stakes.size(); ++i) {
    parts.by_position.push_back(weights.share[i]);
    parts.by_weight.push_back((issue.stakes[i].position - outcome) / weights.sum);
  }
  return parts;
}

/// F(x) = Σ w_i f_i with f_i = -2 (x - p_i) / g_i and g_i = r_i² - (x - p_i)²; dx = -dF / F'. Constant factors of w cancel.
Parts of_nash(const Issue& issue, double x) {
  const Weights weights = weights_of(issue);
  Parts parts;
  double by_x = 0;
  for (std::size_t i = 0; i < issue.stakes.size(); ++i) {
    const double ideal = issue.stakes[i].position;
    const double off = x - ideal;
    const double reach = issue.no_deal ? *issue.no_deal - ideal : 100;
    const double gain = reach * reach - off * off;
    const double f = -2 * off / gain;
    const double w = weights.share[i];
    by_x += w * (-2 / gain - 4 * off * off / (gain * gain));
    // With no deal the reach moves with the ideal: ∂g/∂p = 2 off - 2 reach; without it is the whole scale.
    const double gain_by_ideal = 2 * off - (issue.no_deal ? 2 * reach : 0);
    parts.by_position.push_back(w * (2 / gain + 2 * off / (gain * gain) * gain_by_ideal));
    parts.by_weight.push_back(f / weights.sum);
    if (issue.no_deal) parts.by_no_deal += w * 2 * off / (gain * gain) * 2 * reach;
  }
  for (double& slope : parts.by_position) slope /= -by_x;
  for (double& slope : parts.by_weight) slope /= -by_x;
  parts.by_no_deal /= -by_x;
  return parts;
}

}  // namespace

Result<std::optional<std::vector<Slope>>> gradient(const Issue& issue, Method method) {
  TRY_ASSIGN(const Settlement settlement, settle(issue, method));
  if (method == Method::weighted_mean) return slopes(issue, of_mean(issue, settlement.position));
  if (method == Method::nash && settlement.deal) return slopes(issue, of_nash(issue, settlement.position));
  return std::nullopt;
}

}  // namespace corollary::bargain
