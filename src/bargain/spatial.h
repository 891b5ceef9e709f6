#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/condorcet.h"
#include "bargain/stake_table.h"
#include "bargain/voting.h"
#include "base/error.h"

namespace corollary::bargain {

/// Which of its options an actor takes.
enum class Transitions : std::uint8_t {
  deterministic,  ///< The most probable, of equals the first.
  stochastic      ///< One drawn by the options' probabilities.
};

/// The scale of risk attitudes, from the actor whose position is the least probable to the one whose is the most.
enum class RiskRange : std::uint8_t {
  low,     ///< 0 to 1.
  middle,  ///< -1/2 to 1.
  high     ///< -1 to 1.
};

/// How far an actor sees the risk attitudes of others as they are; for the rest it takes them to be as its own.
enum class RiskInsight : std::uint8_t { none, one_third, half, two_thirds, full };

/// How an offer weighs the two positions on an issue: by salience and the probability to win, as products (`linear`) or squares of
/// both (`squares`); or the weaker side gives way by the difference of the probabilities (`difference`, not rounded).
enum class Interpolation : std::uint8_t { linear, squares, difference };

/// Whose estimate of the probabilities an offer rests on.
enum class OfferModel : std::uint8_t {
  initiator,               ///< The challenger's.
  initiator_and_receiver,  ///< There are two offers, one by the estimate of each.
  compromise               ///< The mean of those two, by capability · salience.
};

/// The positions that pull an actor's ideal: its share at `reference`'s position; what the shares leave of 1 is at its last ideal.
struct IdealPull {
  std::string actor;
  std::string reference;  ///< May be the actor itself.
  double share = 0;       ///< 0 to 1.
};

/// The options of KTAB's SMP; its names for them are in `scenario_ktab.h`.
struct SpatialOptions {
  VictoryModel victory = VictoryModel::linear;
  Election election = Election::conditional;
  Transitions transitions = Transitions::deterministic;
  VotingRule voting = VotingRule::proportional;
  RiskInsight risk_insight = RiskInsight::one_third;
  RiskRange risk_range = RiskRange::middle;
  ThirdPartyCommitment third_parties = ThirdPartyCommitment::semi;
  Interpolation interpolation = Interpolation::squares;
  OfferModel offers = OfferModel::initiator;
  /// Pairs that are not named: an actor's own position pulls in full, no other's does.
  std::vector<IdealPull> ideal_pulls;
  std::size_t turns_least = 2;
  std::size_t turns_most = 100;
  double quiet_share = 0.02;  ///< It ends when a turn moves the actors by less than this share of the first turn's moves.
  std::uint64_t seed = 1;     ///< For `stochastic`.
  bool history = true;        ///< Whether offers and probabilities are kept; the run takes as many turns without.
};

/// What one actor offers another after challenging it.
struct Offer {
  std::uint32_t turn = 0;       ///< From 0: the one in which it is made.
  std::uint32_t initiator = 0;  ///< Rows of the table.
  std::uint32_t receiver = 0;
  double gain = 0;              ///< What the initiator expects of the challenge, in utility.
  double probability = 0;       ///< That the initiator wins, by the estimate that the offer rests on.
  bool initiator_takes = false;
  bool receiver_takes = false;
};

/// A run of the spatial model.
struct SpatialRun {
  std::size_t actors = 0;
  std::size_t issues = 0;
  std::size_t states = 0;  ///< Turns and one more: the positions as given are those of state 0.
  bool settled = false;    ///< False if it ended at `turns_most`.
  /// States, in each actors, in each issues: 0 to 100.
  std::vector<double> positions;
  /// For each turn how far it moved the actors, as a share of what the first turn moved them.
  std::vector<double> changes;
  std::vector<Offer> offers;  ///< By turn and initiator. With `history` only.
  /// For each offer where the initiator and then where the receiver would go, on each issue: 0 to 100.
  std::vector<double> offered;
  /// States, in each actors: the probability of the actor's position in an election over the positions that differ by more than
  /// 0.1. With `history` only.
  std::vector<double> probabilities;
  std::vector<double> risks;  ///< Of each actor in the last state: from averse (high) to seeking, on the scale of `risk_range`.

  [[nodiscard]] double position(std::size_t state, std::size_t actor, std::size_t issue) const {
    return positions[(state * actors + actor) * issues + issue];
  }
  [[nodiscard]] double probability(std::size_t state, std::size_t actor) const { return probabilities[state * actors + actor]; }
};

/// Runs the spatial model of politics. In each turn every actor challenges the one from which it expects most, and offers it a
/// bargain; then each takes the most probable of its own offers, those made to it, and what it has; all move at once.
///
/// With the default options the same positions as KTAB's SMP, the arithmetic being in its order. Different from KTAB: where all
/// positions have the same probability everyone is risk-neutral (there 0/0); an actor without salience finds all positions alike; the
/// receiver's estimate, for the two offer models that use it, is its probability (there its expected gain by mistake), and the
/// compromise weighs the receiver by its own capability (there by the initiator's); Markov elections as in `condorcet.h`; draws of
/// `stochastic` depend on seed, turn and actor alone.
///
/// Errors: `input`, naming the actor, for those of `common_capability`, a capability above 1e8, saliences that sum to more than 1, a
/// pull of an unknown actor, out of 0 to 1, or summing to more than 1; without actors or issues.
/// Cost: O(turns · actors² · (actors + issues)), memory O(actors² + states · actors · issues). Runs on one thread.
/// Source: Wise, Lester & Efird 2015 and the KTAB Spatial Model of Politics.
Result<SpatialRun> spatial(const StakeTable& table, const SpatialOptions& options = {});

}  // namespace corollary::bargain
