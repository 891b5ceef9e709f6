#include "bargain/spatial.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "base/random.h"

namespace corollary::bargain {
namespace {

constexpr double kLeastGain = 1e-5;       // A challenge that promises less is not made.
constexpr double kRoundingSlack = 1e-12;  // More than the rounding of a gain.
constexpr double kLeastPull = 1e-6;       // So that two without a say stay where they are.
constexpr double kLeastChange = 1e-4;     // Added to the first turn's moves.
constexpr double kSamePosition = 1e-3;    // Positions nearer than that are one option of an election.
constexpr double kCapabilityMost = 1e8;
constexpr double kSumTolerance = 1e-9;    // Of decimal shares.

// Where an ideal moves: shares at the positions of actors, the rest at the last ideal. Only rows that are not "its own position".
struct IdealRule {
  std::size_t actor;
  std::vector<double> shares;
  double rest;
};

double square(double x) { return x * x; }

// (1 - d)(1 + d·r); beyond the scale the curve goes on with the slope it has at d = 1.
double utility_at(double distance, double risk) { return (1 - distance) * (1 + std::min(distance, 1.0) * risk); }

double rounded_to_four_digits(double x) { return static_cast<double>(static_cast<int>(0.5 + x * 10000.0)) / 10000.0; }

// h's idea of i's risk attitude is (own · h's + other · i's) / all.
struct Insight {
  double own, other, all;
};

Insight weights_of(RiskInsight insight) {
  switch (insight) {
    case RiskInsight::none: return {1, 0, 1};
    case RiskInsight::one_third: return {2, 1, 3};
    case RiskInsight::half: return {1, 1, 2};
    case RiskInsight::two_thirds: return {1, 2, 3};
    case RiskInsight::full: return {0, 1, 1};
  }
  return {1, 0, 1};
}

double risk(RiskRange range, double chance, double least, double most) {
  if (!(most > least)) return 0;
  switch (range) {
    case RiskRange::low: return (chance - least) / (most - least);
    case RiskRange::middle: return (3 * chance - (most + 2 * least)) / (2 * (most - least));
    case RiskRange::high: return (2 * chance - (most + least)) / (most - least);
  }
  return 0;
}

std::pair<double, double> interpolated(Interpolation interpolation, double x, double salience_x, double chance_x, double y, double salience_y, double chance_y) {
  if (interpolation == Interpolation::difference) {
    const double give_x = std::max(chance_y - chance_x, 0.0), give_y = std::max(chance_x - chance_y, 0.0);
    const double share_x = (give_x * square(salience_y)) / (give_x * square(salience_y) + kLeastPull + (1 - give_x) * square(salience_x));
    const double share_y = (give_y * square(salience_x)) / (give_y * square(salience_x) + kLeastPull + (1 - give_y) * square(salience_y));
    return {x + share_x * (y - x), y + share_y * (x - y)};
  }
  const bool squares = interpolation == Interpolation::squares;
  const double a = squares ? square(salience_x) * square(chance_x) : salience_x * chance_x;
  const double b = squares ? square(salience_y) * square(chance_y) : salience_y * chance_y;
  return {rounded_to_four_digits(((a + kLeastPull) * x + b * y) / (a + kLeastPull + b)),
          rounded_to_four_digits((a * x + (kLeastPull + b) * y) / (a + kLeastPull + b))};
}

std::size_t first_largest(const std::vector<double>& chances) {
  return static_cast<std::size_t>(std::max_element(chances.begin(), chances.end()) - chances.begin());
}

std::size_t drawn(const std::vector<double>& chances, double uniform) {
  double below = 0;
  for (std::size_t i = 0; i + 1 < chances.size(); ++i) {
    below += chances[i];
    if (uniform < below) return i;
  }
  return chances.size() - 1;
}

// The actors in numbers that do not change. Rows of issues, columns of actors.
struct Actors {
  std::size_t count;
  std::size_t issues;
  std::vector<double> capability;
  Rows salience;
  std::vector<double> total_salience;
  std::vector<double> squared_salience;  // Summed over issues; 1 for an actor without salience, whose distances are then 0; padded.
  std::vector<double> weight;            // capability · total salience.
};

// A proposal to two actors; where they would go lies in `Turns::proposed_`.
struct Proposal {
  std::size_t initiator;
  std::size_t receiver;
  double gain;
  double probability;
};

class Turns {
 public:
  Turns(Actors actors, Rows positions, std::vector<IdealRule> ideal_rules, const SpatialOptions& options)
      : actors_(std::move(actors)),
        options_(options),
        ideal_rules_(std::move(ideal_rules)),
        whole_lanes_((actors_.count + Rows::kLanes - 1) / Rows::kLanes * Rows::kLanes),
        position_(std::move(positions)),
        ideal_(position_),
        distance_(actors_.count, actors_.count),
        closeness_(actors_.count, actors_.count),
        distance_of_place_(actors_.count, actors_.count),
        closeness_of_place_(actors_.count, actors_.count),
        own_worth_(actors_.count, actors_.count),
        worth_of_options_(actors_.count, options_most()),
        strengths_(options_most(), options_most()),
        victory_(options_most(), options_most()),
        strengths_of_options_(options_most(), options_most()),
        worth_of_state_(actors_.count + Rows::kLanes),
        insight_(weights_of(options_.risk_insight)),
        risks_(whole_lanes_),
        own_distance_(actors_.count),
        own_closeness_(actors_.count),
        parties_(actors_.count),
        order_(actors_.count),
        column_(actors_.count),
        targets_(columns()),
        target_salience_(columns()),
        target_distance_(actors_.count, columns()),
        target_closeness_(actors_.count, columns()),
        third_party_weight_(actors_.count, columns()),
        worth_of_targets_(actors_.count + Rows::kLanes),
        gain_most_(actors_.count / Rows::kLanes + 1),
        gains_(actors_.count + Rows::kLanes),
        chances_(actors_.count + Rows::kLanes),
        squares_(whole_lanes_) {
    parties_.weight = actors_.weight;
    std::iota(order_.begin(), order_.end(), 0U);
    assign_columns();
  }

  SpatialRun run() {
    SpatialRun run;
    run.actors = actors_.count;
    run.issues = actors_.issues;
    assess();
    record_state(run);
    double first = 0;
    for (std::size_t turn = 0; turn < options_.turns_most && !run.settled; ++turn) {
      make_proposals();
      const Rows next = positions_after(turn, run);
      const double moved = distance_moved(next);
      if (turn == 0) first = moved + kLeastChange;
      run.changes.push_back(moved / first);
      position_ = next;
      move_ideals();
      assess();
      record_state(run);
      run.settled = turn + 1 >= options_.turns_least && run.changes.back() < options_.quiet_share;
    }
    run.risks.assign(risks_.begin(), risks_.begin() + actors_.count);
    return run;
  }

 private:
  // Everybody could make the same actor its offers.
  [[nodiscard]] std::size_t options_most() const { return 1 + (options_.offers == OfferModel::initiator_and_receiver ? 2 : 1) * actors_.count; }

  // Enough for whole vectors of two actors.
  [[nodiscard]] std::size_t repetitions() const { return actors_.count < Rows::kLanes ? 3 : 2; }

  // The actors in their order, and again, and of the first few once more: after the column of each come all others, to the end of a whole vector.
  [[nodiscard]] std::size_t columns() const { return repetitions() * actors_.count + Rows::kLanes; }

  // An actor keeps what it has, or takes a proposal.
  static constexpr std::size_t kKeep = 0;
  static std::size_t option_of(std::size_t proposal) { return kKeep + 1 + proposal; }

  // From about this many actors on what is left out is more than what the order costs.
  [[nodiscard]] bool order_pays() const { return actors_.count >= 32; }

  // Distances, risk attitudes, and what each position is worth to each actor.
  void assess() {
    measure_distances();
    const std::vector<double> chances = elected(options_.voting, closeness_, actors_.count);
    const auto [least, most] = std::minmax_element(chances.begin(), chances.end());
    for (std::size_t i = 0; i < actors_.count; ++i) risks_[i] = risk(options_.risk_range, chances[i], *least, *most);
    for (std::size_t j = 0; j < actors_.count; ++j) {
      for (std::size_t i = 0; i < actors_.count; ++i) {
        distance_of_place_[j][i] = distance_[i][j];
        closeness_of_place_[j][i] = closeness_[i][j];
      }
      for (std::size_t i = 0; i < actors_.count; ++i) {
        own_worth_[j][i] = closeness_of_place_[j][i] * (1 + distance_of_place_[j][i] * risk_seen_by(i, i));
      }
    }
  }

  [[nodiscard]] double risk_seen_by(std::size_t viewer, std::size_t i) const {
    return (insight_.own * risks_[viewer] + insight_.other * risks_[i]) / insight_.all;
  }

  // The probability of each option, of which `worth` has a column.
  std::vector<double> elected(VotingRule rule, const Rows& worth, std::size_t options) {
    coalition_strengths(rule, actors_.capability, worth, options, strengths_);
    return elected(strengths_, options);
  }

  std::vector<double> elected(const Rows& strengths, std::size_t options) {
    victory_probabilities(options_.victory, strengths, options, victory_);
    return election(options_.election, victory_, strengths, options);
  }

  void measure_distances() {
    for (std::size_t i = 0; i < actors_.count; ++i) {
      double* const distance = distance_[i];
      double* const closeness = closeness_[i];
      std::fill(distance, distance + whole_lanes_, 0);
      for (std::size_t k = 0; k < actors_.issues; ++k) {
        const double ideal = ideal_[k][i], salience = actors_.salience[k][i];
        for (std::size_t j = 0; j < whole_lanes_; ++j) distance[j] += square((ideal - position_[k][j]) * salience);
      }
      for (std::size_t j = 0; j < whole_lanes_; ++j) {
        const double d = std::sqrt(distance[j] / actors_.squared_salience[i]);
        closeness[j] = 1 - d;
        distance[j] = std::min(d, 1.0);
      }
      own_distance_[i] = distance[i];
      own_closeness_[i] = closeness[i];
    }
  }

  void record_state(SpatialRun& run) {
    for (std::size_t i = 0; i < actors_.count; ++i) {
      for (std::size_t k = 0; k < actors_.issues; ++k) run.positions.push_back(100 * position_[k][i]);
    }
    ++run.states;
    if (options_.history) record_probabilities(run);
  }

  // Of each actor's position, where positions that are nearly the same are one option.
  void record_probabilities(SpatialRun& run) {
    std::vector<std::size_t> options;
    const auto same = [&](std::size_t i, std::size_t j) {
      double sum = 0;
      for (std::size_t k = 0; k < actors_.issues; ++k) sum += square(position_[k][i] - position_[k][j]);
      return std::sqrt(sum) < kSamePosition;
    };
    for (std::size_t i = 0; i < actors_.count; ++i) {
      if (std::none_of(options.begin(), options.end(), [&](std::size_t option) { return same(i, option); })) options.push_back(i);
    }
    for (std::size_t i = 0; i < actors_.count; ++i) {
      for (std::size_t m = 0; m < options.size(); ++m) worth_of_options_[i][m] = own_worth_[options[m]][i];
    }
    const std::vector<double> chances = elected(VotingRule::proportional, worth_of_options_, options.size());
    for (std::size_t i = 0; i < actors_.count; ++i) {
      // Of several options within reach the last, as KTAB prints it.
      const auto option = std::find_if(options.rbegin(), options.rend(), [&](std::size_t m) { return same(i, m); });
      run.probabilities.push_back(chances[static_cast<std::size_t>(options.rend() - option) - 1]);
    }
  }

  // Targets near each other stand together, so that those that promise little are left out by whole groups. It changes no result.
  void order_targets() {
    if (order_pays()) {
      const double* const of_first = distance_[0];
      const double* const from_the_end = distance_[static_cast<std::size_t>(std::max_element(of_first, of_first + actors_.count) - of_first)];
      std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
        return from_the_end[a] != from_the_end[b] ? from_the_end[a] < from_the_end[b] : a < b;
      });
      assign_columns();
    }
    for (std::size_t n = 0; n < actors_.count; ++n) {
      lay_out(distance_[n], target_distance_[n]);
      lay_out(closeness_[n], target_closeness_[n]);
    }
  }

  // A row of actors in the order of columns. What is written past the end of a repetition the next one replaces.
  void lay_out(const double* row, double* columns) const {
    if (order_pays()) {
      for (std::size_t c = 0; c < actors_.count; ++c) columns[c] = row[order_[c]];
      row = columns;
    }
    Lanes lanes;
    for (std::size_t repetition = row == columns; repetition < repetitions(); ++repetition) {
      for (std::size_t c = 0; c < actors_.count; c += Rows::kLanes) {
        load(lanes, row + c);
        store(columns + repetition * actors_.count + c, lanes);
      }
    }
    if (actors_.count < Rows::kLanes) return;
    load(lanes, row);
    store(columns + repetitions() * actors_.count, lanes);
  }

  void assign_columns() {
    for (std::size_t n = 0; n < actors_.count; ++n) std::fill_n(third_party_weight_[n], columns(), actors_.weight[n]);
    for (std::size_t c = 0; c < columns(); ++c) {
      const std::size_t target = order_[c % actors_.count];
      if (c < actors_.count) column_[target] = c;
      targets_[c] = target;
      target_salience_[c] = actors_.total_salience[target];
      third_party_weight_[target][c] = 0;
    }
  }

  // Whom each actor challenges, and what it offers.
  void make_proposals() {
    order_targets();
    proposals_.clear();
    proposed_.clear();
    for (std::size_t i = 0; i < actors_.count; ++i) {
      if (const std::optional<Proposal> challenge = best_challenge(i)) offer(*challenge);
    }
  }

  // The contests of a challenger as `viewer` sees them.
  Contests contests_seen_by(std::size_t viewer, std::size_t challenger) {
    const double *const closeness = closeness_of_place_[challenger], *const distance = distance_of_place_[challenger];
    for (std::size_t n = 0; n < actors_.count; ++n) {
      const double risk = risk_seen_by(viewer, n);
      parties_.risk[n] = risk;
      parties_.worth_of_challenger[n] = closeness[n] * (1 + distance[n] * risk);
      parties_.worth_of_own[n] = own_closeness_[n] * (1 + own_distance_[n] * risk);
    }
    parties_.commit(options_.third_parties);
    return {challenger, parties_, targets_, target_distance_, target_closeness_, third_party_weight_};
  }

  // The gain of a challenge is (1 - 2 S_j (1 - p)) times the difference of what the two positions are worth: never more than that
  // difference. So targets are left out that promise too little, or less than the best so far; the group of the most promising is first.
  // The targets of an actor are those after its column, in groups of as many as there are lanes.
  std::optional<Proposal> best_challenge(std::size_t i) {
    const std::size_t from = column_[i] + 1, groups = (actors_.count - 1 + Rows::kLanes - 1) / Rows::kLanes;
    std::size_t promising = 0;
    for (std::size_t g = 0; g < groups; ++g) {
      gain_most_[g] = most_gain_of_group(i, from, g);
      if (gain_most_[g] > gain_most_[promising]) promising = g;
    }
    if (groups == 0 || !(gain_most_[promising] > kLeastGain)) return std::nullopt;
    const Contests contests = contests_seen_by(i, i);
    std::fill(gains_.begin(), gains_.end(), 0);
    double best = std::max(kLeastGain, best_gain_of_group(contests, from, promising));
    for (std::size_t g = 0; g < groups; ++g) {
      if (g != promising && gain_most_[g] >= best) best = std::max(best, best_gain_of_group(contests, from, g));
    }
    return best > kLeastGain ? std::optional(first_challenge_of_gain(i, from, best)) : std::nullopt;
  }

  // Fills in what the targets' positions are worth to i, and says what it can gain from them at most.
  double most_gain_of_group(std::size_t i, std::size_t from, std::size_t group) {
    Lanes closeness, distance;
    load(closeness, target_closeness_[i] + from + group * Rows::kLanes);
    load(distance, target_distance_[i] + from + group * Rows::kLanes);
    const Lanes worth = closeness * (1 + distance * risk_seen_by(i, i));  // As in `own_worth_`.
    store(worth_of_targets_.data() + group * Rows::kLanes, worth);
    double most = 0;
    for (std::size_t lane = 0; lane < Rows::kLanes; ++lane) most = std::max(most, std::abs(own_worth_[i][i] - worth[lane]));
    return most + kRoundingSlack;
  }

  // Fills in the gains from a group of targets and the chances to win, and says what the largest gain is. From oneself it is 0, but for
  // rounding.
  double best_gain_of_group(const Contests& contests, std::size_t from, std::size_t group) {
    const std::size_t at = group * Rows::kLanes;
    const Sides sides = contest_sides(options_.voting, options_.third_parties, contests, from + at);
    Lanes for_i, for_j, worth, salience, own;
    load(for_i, sides.challenger.data());
    load(for_j, sides.target.data());
    load(worth, worth_of_targets_.data() + at);
    load(salience, target_salience_.data() + from + at);
    fill(own, own_worth_[contests.challenger][contests.challenger]);
    const Lanes both = for_i + for_j, chance = for_i / both;
    const Lanes contest = chance * (own + own) + (for_j / both) * (worth + worth);
    const Lanes gain = (1 - salience) * (own + own) + salience * contest - (own + worth);
    store(chances_.data() + at, chance);
    store(gains_.data() + at, gain);
    return std::max(std::max(gain[0], gain[1]), std::max(gain[2], gain[3]));
  }

  // The first by the order of actors.
  [[nodiscard]] Proposal first_challenge_of_gain(std::size_t i, std::size_t from, double gain) const {
    std::size_t target = actors_.count, found = 0;
    for (std::size_t c = 0; c + 1 < actors_.count; ++c) {
      if (gains_[c] == gain && targets_[from + c] < target) target = targets_[from + (found = c)];
    }
    return {i, target, gain, chances_[found]};
  }

  void offer(const Proposal& challenge) {
    const auto [i, j, gain, chance] = challenge;
    propose(challenge);
    if (options_.offers == OfferModel::initiator) return;
    const Sides sides = contest_sides(options_.voting, options_.third_parties, contests_seen_by(j, i), column_[j]);
    propose({i, j, gain, sides.challenger[0] / (sides.challenger[0] + sides.target[0])});
    if (options_.offers == OfferModel::compromise) merge_last_two_proposals();
  }

  void propose(const Proposal& proposal) {
    const auto [i, j, gain, chance] = proposal;
    const std::size_t from = proposed_.size();
    proposed_.resize(from + 2 * actors_.issues);
    for (std::size_t k = 0; k < actors_.issues; ++k) {
      std::tie(proposed_[from + k], proposed_[from + actors_.issues + k]) =
          interpolated(options_.interpolation, position_[k][i], actors_.salience[k][i], chance, position_[k][j], actors_.salience[k][j], 1 - chance);
    }
    proposals_.push_back(proposal);
  }

  // Their mean by the weights of the two actors; alike if neither has any.
  void merge_last_two_proposals() {
    const Proposal of_receiver = proposals_.back();
    proposals_.pop_back();
    Proposal& merged = proposals_.back();
    double initiator = actors_.weight[merged.initiator], receiver = actors_.weight[merged.receiver];
    if (!(initiator + receiver > 0)) initiator = receiver = 1;
    const auto mean = [&](double a, double b) { return (initiator * a + receiver * b) / (initiator + receiver); };
    const std::size_t second = proposed_.size() - 2 * actors_.issues, first = second - 2 * actors_.issues;
    for (std::size_t k = 0; k < 2 * actors_.issues; ++k) proposed_[first + k] = mean(proposed_[first + k], proposed_[second + k]);
    proposed_.resize(second);
    merged.probability = mean(merged.probability, of_receiver.probability);
  }

  [[nodiscard]] const double* place(std::size_t proposal, bool of_receiver) const {
    return proposed_.data() + (2 * proposal + of_receiver) * actors_.issues;
  }

  // What the present state is worth to each actor, and what the state after each proposal would be: the columns of `worth_of_options_`.
  void assess_states() {
    const auto record = [&](std::size_t option, std::size_t but, std::size_t and_but) {
      add_worth_of_positions(std::min(but, and_but), std::max(but, and_but));
      for (std::size_t a = 0; a < actors_.count; ++a) worth_of_options_[a][option] = worth_of_state_[a];
    };
    std::fill(worth_of_state_.begin(), worth_of_state_.end(), 0);
    record(kKeep, actors_.count, actors_.count);
    for (std::size_t m = 0; m < proposals_.size(); ++m) {
      std::fill(worth_of_state_.begin(), worth_of_state_.end(), 0);
      add_worth_of_place(place(m, false), worth_of_state_.data());
      add_worth_of_place(place(m, true), worth_of_state_.data());
      record(option_of(m), proposals_[m].initiator, proposals_[m].receiver);
    }
  }

  void add_worth_of_place(const double* place, double* sum) {
    double* const squares = squares_.data();
    std::fill(squares, squares + whole_lanes_, 0);
    for (std::size_t k = 0; k < actors_.issues; ++k) {
      const double *const position = position_[k], *const salience = actors_.salience[k];
      for (std::size_t a = 0; a < whole_lanes_; ++a) squares[a] += square((position[a] - place[k]) * salience[a]);
    }
    for (std::size_t a = 0; a < whole_lanes_; ++a) sum[a] += utility_at(std::sqrt(squares[a] / actors_.squared_salience[a]), risks_[a]);
  }

  // Of all actors but two, in ascending order; then the mean of what was added.
  void add_worth_of_positions(std::size_t but, std::size_t and_but) {
    for (std::size_t a = 0; a < actors_.count; a += Rows::kLanes) {
      Lanes sum, worth;
      load(sum, worth_of_state_.data() + a);
      const auto add = [&] [[gnu::always_inline]] (std::size_t from, std::size_t to) {
        for (std::size_t n = from; n < to; ++n) {
          load(worth, own_worth_[n] + a);
          sum += worth;
        }
      };
      add(0, but);
      add(but + 1, and_but);
      add(and_but + 1, actors_.count);
      store(worth_of_state_.data() + a, sum / static_cast<double>(actors_.count));
    }
  }

  // Each actor takes one of its options: what it has, and the proposals that it made or was made. The coalitions for any two of
  // everybody's options are worked out together.
  Rows positions_after(std::size_t turn, SpatialRun& run) {
    assess_states();
    coalition_strengths(options_.voting, actors_.capability, worth_of_options_, option_of(proposals_.size()), strengths_);
    const std::size_t first_offer = run.offers.size();
    if (options_.history) record_offers(turn, run);
    Rows next = position_;
    std::vector<std::size_t> options;
    for (std::size_t actor = 0; actor < actors_.count; ++actor) {
      options.assign({kKeep});
      for (std::size_t m = 0; m < proposals_.size(); ++m) {
        if (proposals_[m].initiator == actor || proposals_[m].receiver == actor) options.push_back(option_of(m));
      }
      const std::size_t option = options[choice(turn, actor, options)];
      if (option == kKeep) continue;
      const std::size_t taken = option - option_of(0);
      const bool is_receiver = proposals_[taken].receiver == actor;
      for (std::size_t k = 0; k < actors_.issues; ++k) next[k][actor] = place(taken, is_receiver)[k];
      if (options_.history) (is_receiver ? run.offers[first_offer + taken].receiver_takes : run.offers[first_offer + taken].initiator_takes) = true;
    }
    return next;
  }

  std::size_t choice(std::size_t turn, std::size_t actor, const std::vector<std::size_t>& options) {
    if (options.size() == 1) return 0;
    for (std::size_t i = 0; i < options.size(); ++i) {
      for (std::size_t j = 0; j < options.size(); ++j) strengths_of_options_[i][j] = strengths_[options[i]][options[j]];
    }
    const std::vector<double> chances = elected(strengths_of_options_, options.size());
    if (options_.transitions == Transitions::deterministic) return first_largest(chances);
    return drawn(chances, Random(options_.seed, turn * actors_.count + actor).uniform());
  }

  void record_offers(std::size_t turn, SpatialRun& run) const {
    for (const Proposal& p : proposals_) {
      run.offers.push_back(
          {static_cast<std::uint32_t>(turn), static_cast<std::uint32_t>(p.initiator), static_cast<std::uint32_t>(p.receiver), p.gain, p.probability});
    }
    for (const double x : proposed_) run.offered.push_back(100 * x);
  }

  [[nodiscard]] double distance_moved(const Rows& next) const {
    double sum = 0;
    for (std::size_t i = 0; i < actors_.count; ++i) {
      double squares = 0;
      for (std::size_t k = 0; k < actors_.issues; ++k) squares += square(next[k][i] - position_[k][i]);
      sum += std::sqrt(squares);
    }
    return sum;
  }

  void move_ideals() {
    const Rows last = std::exchange(ideal_, position_);
    for (const IdealRule& rule : ideal_rules_) {
      for (std::size_t k = 0; k < actors_.issues; ++k) {
        double ideal = 0;
        for (std::size_t j = 0; j < actors_.count; ++j) ideal += rule.shares[j] * position_[k][j];
        ideal_[k][rule.actor] = ideal + rule.rest * last[k][rule.actor];
      }
    }
  }

  Actors actors_;
  const SpatialOptions& options_;
  std::vector<IdealRule> ideal_rules_;
  std::size_t whole_lanes_;          // The number of actors, rounded up: sums over a row are quicker with no rest of a vector.
  Rows position_, ideal_;            // Issues by actors, 0 to 1.
  Rows distance_, closeness_;        // As `Contests` has them.
  Rows distance_of_place_, closeness_of_place_;  // Transposed.
  Rows own_worth_;                   // [j][i]: what j's position is worth to i.
  Rows worth_of_options_, strengths_, victory_;  // Of one election.
  Rows strengths_of_options_;        // Of those of one actor.
  std::vector<double> worth_of_state_;  // To each actor.
  Insight insight_;
  std::vector<double> risks_, own_distance_, own_closeness_;  // The last two: of each position from the actor's own ideal.
  Parties parties_;                  // As the viewer of `contests_seen_by` sees them.
  std::vector<std::size_t> order_, column_;  // The actors one after the other, and where each is.
  // The order several times over, and in this order …
  std::vector<std::size_t> targets_;
  std::vector<double> target_salience_;
  Rows target_distance_, target_closeness_, third_party_weight_;  // … as `Contests` has them.
  // Of one challenger: its targets one after the other; `gain_most_` of groups of them.
  std::vector<double> worth_of_targets_, gain_most_, gains_, chances_;
  std::vector<double> squares_;      // Of distances from one place.
  std::vector<Proposal> proposals_;  // By initiator.
  std::vector<double> proposed_;     // For each where its initiator and where its receiver would go.
};

[[gnu::flatten]] SpatialRun run_portable(Turns& turns) { return turns.run(); }
#if defined(__x86_64__)
// The same with everything that it calls compiled anew for wider vectors, which change no result.
[[gnu::flatten, gnu::target("avx2")]] SpatialRun run_avx2(Turns& turns) { return turns.run(); }
#else
constexpr auto* run_avx2 = run_portable;
#endif

Result<Actors> actors_of(const StakeTable& table) {
  Actors actors{table.actors.size(), table.issues.size(), {}, Rows(table.issues.size(), table.actors.size()), {}, {}, {}};
  if (actors.count == 0 || actors.issues == 0) return fail(ErrorKind::input, "the spatial model needs an actor and an issue");
  TRY_ASSIGN(actors.capability, common_capability(table));
  for (std::size_t i = 0; i < actors.count; ++i) {
    double sum = 0, squares = 0;
    for (std::size_t k = 0; k < actors.issues; ++k) {
      const double salience = table.salience[table.at(i, k)];
      actors.salience[k][i] = salience;
      sum += salience;
      squares += square(salience);
    }
    if (actors.capability[i] > kCapabilityMost) {
      return fail(ErrorKind::input, "actor '{}' has capability {}: the spatial model takes at most {}", table.actors[i], actors.capability[i], kCapabilityMost);
    }
    if (sum > 1 + kSumTolerance) {
      return fail(ErrorKind::input, "actor '{}' has saliences that sum to {}: the spatial model shares out at most 1 over the issues", table.actors[i], sum);
    }
    actors.total_salience.push_back(std::min(sum, 1.0));
    actors.squared_salience.push_back(squares > 0 ? squares : 1);
    actors.weight.push_back(actors.total_salience.back() * actors.capability[i]);
  }
  actors.squared_salience.resize(actors.count + Rows::kLanes, 1);
  return actors;
}

Rows positions_of(const StakeTable& table) {
  Rows positions(table.issues.size(), table.actors.size());
  for (std::size_t i = 0; i < table.actors.size(); ++i) {
    for (std::size_t k = 0; k < table.issues.size(); ++k) positions[k][i] = table.position[table.at(i, k)] / 100.0;
  }
  return positions;
}

Result<std::size_t> actor_named(const StakeTable& table, const std::string& name) {
  const auto found = std::find(table.actors.begin(), table.actors.end(), name);
  if (found == table.actors.end()) return fail(ErrorKind::input, "an ideal is pulled by or to actor '{}', who has no stake", name);
  return static_cast<std::size_t>(found - table.actors.begin());
}

Result<std::vector<IdealRule>> ideal_rules_of(const StakeTable& table, const std::vector<IdealPull>& pulls) {
  std::vector<IdealRule> rules;
  for (const IdealPull& pull : pulls) {
    TRY_ASSIGN(const std::size_t actor, actor_named(table, pull.actor));
    TRY_ASSIGN(const std::size_t reference, actor_named(table, pull.reference));
    if (!(pull.share >= 0 && pull.share <= 1)) {
      return fail(ErrorKind::input, "the ideal of actor '{}' is pulled to '{}' by {}: expected 0 to 1", pull.actor, pull.reference, pull.share);
    }
    auto rule = std::find_if(rules.begin(), rules.end(), [&](const IdealRule& known) { return known.actor == actor; });
    if (rule == rules.end()) {
      rule = rules.insert(rule, {actor, std::vector<double>(table.actors.size()), 0});
      rule->shares[actor] = 1;
    }
    rule->shares[reference] = pull.share;
  }
  for (IdealRule& rule : rules) {
    const double sum = std::accumulate(rule.shares.begin(), rule.shares.end(), 0.0);
    if (sum > 1 + kSumTolerance) return fail(ErrorKind::input, "the pulls on the ideal of actor '{}' sum to {}: expected at most 1", table.actors[rule.actor], sum);
    rule.rest = 1 - std::min(sum, 1.0);
  }
  return rules;
}

}  // namespace

Result<SpatialRun> spatial(const StakeTable& table, const SpatialOptions& options) {
  TRY_ASSIGN(Actors actors, actors_of(table));
  TRY_ASSIGN(std::vector<IdealRule> rules, ideal_rules_of(table, options.ideal_pulls));
  Turns turns(std::move(actors), positions_of(table), std::move(rules), options);
  return (best_instructions() == Instructions::avx2 ? run_avx2 : run_portable)(turns);
}

}  // namespace corollary::bargain
