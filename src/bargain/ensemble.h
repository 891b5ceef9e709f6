#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/scenario.h"
#include "base/error.h"

namespace corollary::bargain {

// How an issue ends, as a distribution over the whole points of the scale. It is a mixture: some of its parts are single points where many
// outcomes lie exactly (a position that somebody holds, no deal, the ends and the middle of the scale), others are spread out. How much each
// part gets is learned from issues whose outcome is known.

/// Where an outcome may come from.
enum class Component : std::uint8_t {
  position,    ///< Somebody's position is taken over.
  no_deal,     ///< All stays as it is without a deal; only where the issue says where that is.
  end,         ///< 0 or 100, whoever holds it.
  middle,      ///< 50, whoever holds it.
  compromise,  ///< Near the weighted mean: normal distributions around it, with standard deviations of 8 and 20.
  anything     ///< Uniform over the scale.
};
inline constexpr std::array kComponents = {Component::position, Component::no_deal,    Component::end,
                                           Component::middle,   Component::compromise, Component::anything};
std::string_view name(Component component);

/// What the score of a part is a weighted sum of; its share in the mixture is the exponential of its score, over the sum of all. `anything`
/// has the score 0. Actors weigh by √capability · salience, as in Penrose's square-root law: on the European issues capability itself
/// misses by more.
enum class Term : std::uint8_t {
  position,              ///< 1 for a position that somebody holds.
  support,               ///< ln(0.02 + share of the weight that holds it).
  support_of_few,        ///< The same times 4 (1/n - 1/3), for n different positions: support counts more, or less, where there are few.
  no_deal,               ///< 1 for no deal.
  end,                   ///< 1 for 0 and 100.
  middle,                ///< 1 for 50.
  distance,              ///< For each single point: its distance from the weighted mean, in 25 points of the scale.
  compromise_near,       ///< 1 for the narrow normal distribution.
  compromise_far,        ///< 1 for the wide one.
  compromise_of_extremes ///< For both: (share of the weight at 0 and 100, less ½) times 3.
};
inline constexpr std::size_t kTerms = 10;
std::string_view name(Term term);
using TermWeights = std::array<double, kTerms>;

/// A stretch of the scale with both its ends, and the probability that the outcome is in it.
struct Interval {
  int low = 0;
  int high = 0;
  double probability = 0;
};

/// The outcome of an issue on the points 0, 1, … 100.
class Outcome {
 public:
  static constexpr std::size_t kPoints = 101;
  using Points = std::array<double, kPoints>;

  /// A part's share of the whole.
  struct Share {
    Component component;
    double share = 0;
  };
  /// A point with probability of its own, beside what is spread out.
  struct Atom {
    int point = 0;
    double probability = 0;
  };

  Outcome(const Points& probability, std::vector<Share> shares, std::vector<Atom> atoms);

  [[nodiscard]] const Points& probability() const { return probability_; }
  [[nodiscard]] const std::vector<Share>& shares() const { return shares_; }  ///< One for each component, in their order.
  [[nodiscard]] const std::vector<Atom>& atoms() const { return atoms_; }     ///< In the order of the scale.
  [[nodiscard]] double mean() const;
  /// The first point up to which at least `share` lies.
  [[nodiscard]] int quantile(double share) const;
  [[nodiscard]] int median() const { return quantile(0.5); }
  /// That the outcome is at most `x`.
  [[nodiscard]] double up_to(double x) const;
  /// The smallest central interval that holds at least `share`: what lies below it and what lies above it are each as likely as the other,
  /// as nearly as single points allow. Because of these it holds more than `share`; how much it says itself.
  [[nodiscard]] Interval central(double share) const;
  /// The continuous ranked probability score, ∫ (F(x) - [x ≥ outcome])² dx: for a single point the absolute error; less is better.
  /// Source: Gneiting & Raftery 2007.
  [[nodiscard]] double ranked_score(double outcome) const;

 private:
  Points probability_;
  Points cumulative_;
  std::vector<Share> shares_;
  std::vector<Atom> atoms_;
};

/// An issue whose outcome is known.
struct SettledIssue {
  Issue issue;
  std::string negotiation;  ///< Issues of the same are not independent: cross-validation keeps them together.
  double outcome = 0;       ///< 0 to 100.
};

struct EnsembleOptions {
  double ridge = 0.03;      ///< What a weight's square costs beside an issue's mean loss.
  double log_score = 3;     ///< What the mean of -ln(probability of the outcome) costs beside the mean ranked score.
  std::set<Term> left_out;  ///< Terms that stay at weight 0. A single part that has no term of its own then is left out as a whole.
};

class Ensemble {
 public:
  explicit Ensemble(const TermWeights& weights, std::set<Term> left_out = {}) : weights_(weights), left_out_(std::move(left_out)) {}

  /// The weights with the least mean of ranked score and log score, by the method of Levenberg and Marquardt from 0 on. The same issues in the
  /// same order give the same bytes.
  /// Errors: `input` without issues, for an outcome off the scale, and those of `check`.
  /// Cost: O(issues · points · terms · (terms + parts)) a step, some twenty steps; 250 issues take a fraction of a second.
  static Result<Ensemble> learn(std::span<const SettledIssue> issues, const EnsembleOptions& options = {});

  /// Reads what `table` wrote. Errors: `input` with the line, for a row that is no weight (-1000 to 1000) and no issue, or a missing or repeated
  /// weight.
  static Result<Ensemble> from_table(std::string_view name, std::string_view text);
  /// Tab-separated: a weight for each term, to four decimals, and the hash of the name of each issue that it learned from.
  [[nodiscard]] std::string table() const;

  /// `bargaining.tsv` beside the program or in ../share/corollary. Errors: `not_found`.
  static Result<std::filesystem::path> find_model();
  /// The one beside the program. Errors: those of `find_model`, `read_file` and `from_table`.
  static Result<Ensemble> make();

  /// Errors: those of `check`. Cost: O(stakes · log stakes + parts · points).
  [[nodiscard]] Result<Outcome> settle(const Issue& issue) const;

  [[nodiscard]] const TermWeights& weights() const { return weights_; }
  /// Whether it learned from an issue of this name.
  [[nodiscard]] bool learned_from(std::string_view issue) const;

 private:
  TermWeights weights_;
  std::set<Term> left_out_;
  std::set<std::uint64_t> learned_from_;  ///< Hashes of names.
};

}  // namespace corollary::bargain
