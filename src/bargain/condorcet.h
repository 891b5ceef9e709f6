#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "bargain/voting.h"

namespace corollary::bargain {

/// How the strengths of two coalitions become the probability that the first wins.
enum class VictoryModel : std::uint8_t {
  linear,   ///< As their share.
  square,   ///< As the share of their squares …
  quartic,  ///< … of their fourth …
  octic,    ///< … and eighth powers.
  binary    ///< Certain (but for 1e-6) from 1.1 times the other's strength on, linear between.
};

/// How probabilities of victory in pairs become those of each option in an election over all.
enum class Election : std::uint8_t {
  conditional,      ///< That an option beats all others one by one, given that one does: p_i = Π_j v_ij, made to sum to 1.
  markov_uniform,   ///< In the long run of challenges to the option that won last, each option being the challenger as often.
  markov_incentive  ///< The same, with challengers as often as the strength for them times the chance to win.
};

/// The probability that the first of two coalitions wins. REQUIRES: both strengths above 0.
double victory(VictoryModel model, double strength, double other_strength);

/// The same for each pair of options: a matrix of `options` rows and columns, one half on its diagonal.
void victory_probabilities(VictoryModel model, const Rows& strengths, std::size_t options, Rows& victory);

/// The Probabilistic Condorcet Election: the probability of each option; they sum to 1. `victory[i][j]` is the probability that i
/// beats j and one less that of the other; `strengths` is read for `markov_incentive` only. Equal options get the same.
///
/// The Markov forms are the fixed point of q_i = Σ_j v_ij (c_i→j + c_j→i) itself, solved by elimination without a subtraction, where
/// KTAB stops at a change below 1e-6 (uniform) or 1e-8 (incentive). Probabilities of 0 count as 1e-12 there, so that there is one
/// fixed point only. Where all the products of the conditional form are too small for a double, their logarithms are used.
///
/// Cost: O(options²) for `conditional`, O(options³) for the others.
/// Source: Wise, Lester & Efird 2015, Multidimensional bargaining using KTAB; Grassmann, Taksar & Heyman 1985 for the elimination.
std::vector<double> election(Election form, const Rows& victory, const Rows& strengths, std::size_t options);

/// A position of an issue, and the probability that it prevails.
struct PositionChance {
  double position = 0;
  double probability = 0;
};

/// An election over the positions that actors take on one issue: each actor backs the nearer of two positions with its weight times
/// the difference of the distances; a coalition wins as `model` has it. Positions are those of actors with weight, each once, in
/// ascending order; without any weight all positions, with the same probability. Empty for no actors.
/// `weights`: capability · salience, 0 or more, only their ratios count. Cost: O(actors · positions²), and that of `election`.
std::vector<PositionChance> election_of_positions(std::span<const double> positions, std::span<const double> weights, Election form,
                                                  VictoryModel model = VictoryModel::linear);

}  // namespace corollary::bargain
