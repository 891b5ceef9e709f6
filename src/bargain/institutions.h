#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bargain/scenario.h"
#include "bargain/settlement.h"
#include "bargain/stake_table.h"

namespace corollary::bargain {

/// What stands between the scenario and an outcome.
struct Obstacle {
  bool allowed = true;                 ///< False if some move is open to nobody, or only later than there is time for.
  bool passes = true;                  ///< Whether those who have to consent do.
  std::vector<std::string> against;    ///< Approvers who lose by it, in the order of the table.
  std::vector<std::string> vetoes;     ///< Of these, those without whom nothing passes.
  std::vector<std::string> coalition;  ///< The fewest of those against whose consent would let it pass; of several the first.
};

/// What one actor's power to refuse is worth.
struct VetoPrice {
  struct Concession {
    std::string issue;
    double from = 0, to = 0;  ///< The outcome, and where it would have to be for the actor to consent.
  };
  std::string actor;
  double loss = 0;        ///< What the outcome costs it against no deal, in utility weighted by its saliences; above 0.
  double gained = 0;      ///< Its own utility where the institution ends, less that where it would end if it always consented.
  double cost_to_others = 0;  ///< The same of the others, turned round: the mean loss of each, weighted by capability · salience.
  /// The move on one other issue that would buy its consent and costs the others least; nullopt if none would do.
  std::optional<Concession> bought_by;
};

/// What the institution makes of an outcome: of one issue by itself, or of all as a package, where what an actor loses on one issue it may get on
/// another.
struct Passage {
  std::vector<double> wanted;   ///< The outcome as given, for each issue looked at.
  std::vector<double> reached;  ///< The nearest that passes; where no deal leaves things if nothing does.
  /// False if there were too many coalitions to try all (large quotas over several issues); `reached` passes all the same.
  bool exact = true;
  Obstacle obstacle;
  std::vector<VetoPrice> prices;  ///< Of those against, in the order of the table.
};

/// Who can move the issues of a scenario where, when everybody consents to what leaves it no worse than no deal.
///
/// Worth is the quadratic `utility` of settlement.h times the actor's salience, summed over the issues looked at. Distance between
/// outcomes is Σ_k W_k (x_k - o_k)², W_k the capability · salience of all on issue k as a share of that on all issues.
/// On one dimension `reached` is the setter's ideal clipped to the pivot's reflection 2p - q of the veto literature (Romer and
/// Rosenthal 1978, Tsebelis 2002); on several it is the projection on the set that some coalition able to decide prefers to no deal.
class Institutions {
 public:
  /// The scenario must have passed `check`, and outlive this.
  explicit Institutions(const Scenario& scenario);

  /// Where an issue can be moved by those who gain by it, the other issues left alone: disjoint stretches in rising order, no deal among
  /// them. The whole scale if nothing is said of authority. Cost: O(b · b · powers) for b stakes and ends of powers.
  [[nodiscard]] std::vector<Stretch> reachable(std::size_t issue) const;

  /// Of one issue, the others left alone. `position`: the point of its scale that is wanted.
  [[nodiscard]] Passage alone(std::size_t issue, double position) const;
  /// Of all issues together. `outcome`: a point of the scale for each. Issues without authority move freely. Cost: for every way to move each issue and every
  /// smallest coalition that may decide so, the projection on as many ellipsoids as it has members.
  [[nodiscard]] Passage package(std::span<const double> outcome) const;

 private:
  const Scenario* scenario_;
  StakeTable table_;
};

}  // namespace corollary::bargain
