#include "bargain/exchange.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "base/random.h"

namespace corollary::bargain {
namespace {

constexpr double kNoMove = 1e-10;  // Moves and gains below this are rounding.
constexpr double kTie = 1e-11;     // Gains nearer to each other than this are the same.
constexpr double kAtOutcome = 1e-9;

bool within(double value, double low, double high) { return low <= value && value <= high; }  // False for NaN.

Result<void> check_cell(const StakeTable& table, std::size_t actor, std::size_t issue) {
  const std::size_t cell = table.at(actor, issue);
  const auto wrong = [&](const char* what, double value, const char* expected) {
    return fail(ErrorKind::input, "issue '{}', actor '{}': {} {} is not in its range ({})", table.issues[issue], table.actors[actor], what, value, expected);
  };
  if (!within(table.position[cell], 0, 100)) return wrong("position", table.position[cell], "0 to 100");
  if (!within(table.salience[cell], 0, 1)) return wrong("salience", table.salience[cell], "0 to 1");
  if (!within(table.capability[cell], 0, std::numeric_limits<double>::max())) return wrong("capability", table.capability[cell], "0 or more");
  return {};
}

Result<void> check_options(const ExchangeOptions& options) {
  if (options.iterations == 0) {
    return fail(ErrorKind::input, "exchanges need at least one iteration");
  }
  if (!within(options.shift_of_the_indifferent, 0, 1) || !within(options.shift_of_all, 0, 1) ||
      options.shift_of_the_indifferent + options.shift_of_all > 1) {
    return fail(ErrorKind::input, "shares {} and {} of the way to the next start: expected 0 or more, together at most 1", options.shift_of_the_indifferent,
                options.shift_of_all);
  }
  return {};
}

// What an actor's move by one shifts the outcome, laid out as the table.
using Shares = std::vector<double>;

Result<Shares> checked_shares(const StakeTable& table) {
  Shares shares(table.position.size(), 0);
  for (std::size_t k = 0; k < table.issues.size(); ++k) {
    double sum = 0;
    for (std::size_t i = 0; i < table.actors.size(); ++i) {
      if (!table.has_stake[table.at(i, k)]) continue;
      TRY(check_cell(table, i, k));
      sum += table.weight(i, k);
    }
    if (!(sum > 0) || !std::isfinite(sum)) {
      return fail(ErrorKind::input, "issue '{}': the weights (salience times capability) add up to {}, expected a number above 0", table.issues[k], sum);
    }
    for (std::size_t i = 0; i < table.actors.size(); ++i) {
      if (table.has_stake[table.at(i, k)]) shares[table.at(i, k)] = table.weight(i, k) / sum;
    }
  }
  return shares;
}

// One side of a possible exchange.
struct Side {
  std::size_t actor = 0;
  std::size_t gives = 0;
  std::size_t cell = 0;   // The actor's on what it gives.
  double give = 0;        // Its salience on the issue that it gives …
  double take = 0;        // … and on the one that it asks for.
  double share = 0;       // What its move by one shifts the outcome.
  double towards = 0;     // The other's position at the start.
  double told = 0;        // The outcome of its issue, as the pair knows it …
  double limited_by = 0;  // … and as it was when the limit was last looked up.

  double move = 0;   // The rest: of the exchange that was calculated last.
  double shift = 0;  // Of the outcome, without sign.
  double printed_shift = 0;
  bool fully = false;

  [[nodiscard]] double direction(double from) const { return towards > from ? 1 : -1; }
};

struct Candidate {
  std::array<Side, 2> sides;
  double rate = 0;  // The second's shift for one of the first's.
  bool second_bounds = false;  // The second's way is what bounds the exchange, limits at outcomes aside.
  bool dropped = false;
  double gain = 0;

  [[nodiscard]] double gain_of(std::size_t s) const { return sides[1 - s].shift * sides[s].take - sides[s].shift * sides[s].give; }
};

// One iteration: the positions, what can be exchanged, and what has been.
class Market {
 public:
  Market(const StakeTable& table, const Shares& shares, const ExchangeOptions& options, std::vector<double> start, std::size_t iteration)
      : table_(table), shares_(shares), options_(options), start_(std::move(start)), position_(start_), moved_(start_.size(), 0), outcome_(outcomes(start_)),
        iteration_(iteration) {
    find_candidates();
    told_of_.assign(candidates_.size() * 2 * table.actors.size(), false);
    for (Candidate& candidate : candidates_) calculate(candidate);
  }

  void run(ExchangeRun& result) {
    ExchangeIteration iteration{start_, {}, outcome_, {}};
    for (std::size_t best = highest(result); best < candidates_.size(); best = highest(result)) {
      result.exchanges.push_back(realise(best));
      tell(best);
    }
    iteration.end = position_;
    iteration.outcome_after = outcomes(position_);
    result.iterations.push_back(std::move(iteration));
  }

 private:
  [[nodiscard]] std::vector<double> outcomes(const std::vector<double>& positions) const {
    std::vector<double> sums(table_.issues.size(), 0);
    for (std::size_t i = 0; i < table_.actors.size(); ++i) {
      for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += shares_[table_.at(i, k)] * positions[table_.at(i, k)];
    }
    return sums;
  }

  // On which side of the outcome an actor stands; 0 if on it, or if it has no stake.
  [[nodiscard]] int side_of(std::size_t actor, std::size_t issue) const {
    const std::size_t cell = table_.at(actor, issue);
    const double distance = start_[cell] - outcome_[issue];
    return !table_.has_stake[cell] || std::abs(distance) < kAtOutcome ? 0 : distance > 0 ? 1 : -1;
  }

  void find_candidates() {
    for (std::size_t i = 0; i < table_.actors.size(); ++i) {
      for (std::size_t j = i + 1; j < table_.actors.size(); ++j) {
        for (std::size_t q = 0; q < table_.issues.size(); ++q) {
          if (side_of(i, q) * side_of(j, q) >= 0) continue;
          for (std::size_t p = q + 1; p < table_.issues.size(); ++p) {
            if (side_of(i, p) * side_of(j, p) < 0) add_candidate(i, j, p, q);
          }
        }
      }
    }
  }

  // The exchange of i and j over p and q, if they weigh the two differently. The one that gives the later issue, p, comes first.
  void add_candidate(std::size_t i, std::size_t j, std::size_t p, std::size_t q) {
    const auto salience = [&](std::size_t actor, std::size_t issue) { return table_.salience[table_.at(actor, issue)]; };
    const double i_over_j = salience(i, p) * salience(j, q) - salience(j, p) * salience(i, q);
    if (i_over_j == 0) return;
    const auto [first, second] = i_over_j < 0 ? std::pair(i, j) : std::pair(j, i);
    Candidate candidate;
    candidate.sides = {side(first, second, p, q), side(second, first, q, p)};
    if (candidate.sides[0].share <= 0 || candidate.sides[1].share <= 0) return;
    candidate.rate = rate(candidate.sides[0], candidate.sides[1]);
    candidates_.push_back(candidate);
  }

  [[nodiscard]] Side side(std::size_t actor, std::size_t other, std::size_t gives, std::size_t takes) const {
    Side side;
    side.actor = actor;
    side.gives = gives;
    side.cell = table_.at(actor, gives);
    side.give = table_.salience[side.cell];
    side.take = table_.salience[table_.at(actor, takes)];
    side.share = shares_[side.cell];
    side.towards = start_[table_.at(other, gives)];
    side.told = side.limited_by = outcome_[gives];
    return side;
  }

  // Both saliences below the lines are above 0: the first's `take` since it weighs the issues differently from the second, the second's
  // `give` since it has weight there.
  [[nodiscard]] double rate(const Side& first, const Side& second) const {
    if (options_.rate == ExchangeRate::equal_gain) return (first.give + second.take) / (first.take + second.give);
    const double least = first.give / first.take, most = second.take / second.give;
    const std::uint64_t stream = (static_cast<std::uint64_t>(iteration_) << 32U) | candidates_.size();
    return least + Random(options_.seed, stream).uniform() * (most - least);
  }

  void calculate(Candidate& candidate) const {
    auto& [first, second] = candidate.sides;
    const double most = std::abs(first.towards - position_[first.cell]) * first.share;
    const double second_most = std::abs(second.towards - position_[second.cell]) * second.share;
    candidate.second_bounds = most * candidate.rate > second_most;
    first.fully = !candidate.second_bounds;
    second.fully = candidate.second_bounds;
    first.shift = first.fully ? most : second_most / candidate.rate;
    second.shift = first.fully ? most * candidate.rate : second_most;
    if (limit(first)) {
      second.shift = first.shift * candidate.rate;
      second.fully = false;
    }
    first.printed_shift = first.shift;
    if (limit(second)) {
      first.shift = second.shift / candidate.rate;
      first.fully = false;
    }
    second.printed_shift = second.shift;
    for (Side& side : candidate.sides) {
      const double way = side.towards - position_[side.cell];
      // Never beyond the full way: a share near the smallest number there is has few digits.
      side.move = side.fully ? way : std::copysign(std::min(side.shift / side.share, std::abs(way)), way);
    }
    candidate.gain = (candidate.gain_of(0) + candidate.gain_of(1)) / 2;
  }

  // Shortens a shift that would pass the position that it is made for.
  [[nodiscard]] bool limit(Side& side) const {
    if (options_.limit == OutcomeLimit::none) return false;
    const double outcome = options_.limit == OutcomeLimit::actual ? outcome_[side.gives] : side.limited_by;
    const double way = (side.towards - outcome) * side.direction(position_[side.cell]);
    if (way <= kAtOutcome || side.shift <= way) return false;
    side.shift = way;
    side.fully = false;
    return true;
  }

  [[nodiscard]] bool possible(const Candidate& candidate) const {
    const auto can_move = [&](const Side& side) { return std::abs(side.move) > kNoMove && moved_[side.cell] * side.move >= 0; };
    return !candidate.dropped && candidate.gain > kNoMove && can_move(candidate.sides[0]) && can_move(candidate.sides[1]);
  }

  [[nodiscard]] ExchangeNames names(const Candidate& candidate) const {
    const auto& [first, second] = candidate.sides;
    return {table_.actors[first.actor], table_.issues[first.gives], table_.actors[second.actor], table_.issues[second.gives]};
  }

  // The number of the candidate with the highest gain; that of all if no exchange is possible.
  [[nodiscard]] std::size_t highest(ExchangeRun& result) const {
    double gain = 0;
    for (const Candidate& candidate : candidates_) {
      if (candidate.gain > gain && possible(candidate)) gain = candidate.gain;
    }
    std::size_t first = candidates_.size(), chosen = first, tied = 0;
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      if (candidates_[c].gain < gain - kTie || !possible(candidates_[c])) continue;
      const std::size_t n = result.exchanges.size();
      if (++tied == 1) first = chosen = c;
      if (n < options_.follow.size() && names(candidates_[c]) == options_.follow[n]) chosen = c;
    }
    result.ties += tied > 1 ? 1 : 0;
    result.followed += chosen != first ? 1 : 0;
    return chosen;
  }

  Exchange realise(std::size_t number) {
    Candidate& candidate = candidates_[number];
    candidate.dropped = true;
    Exchange exchange;
    exchange.iteration = iteration_;
    exchange.gain = candidate.gain;
    const std::vector<double> before = outcome_;
    for (std::size_t s = 0; s < 2; ++s) {
      const Side& side = candidate.sides[s];
      exchange.recalculated |= moved_[side.cell] != 0;
      ExchangeMove& move = s == 0 ? exchange.first : exchange.second;
      const double from = position_[side.cell], to = side.fully ? side.towards : from + side.move;
      const double sign = side.direction(from);
      outcome_[side.gives] += side.share * (to - from);
      move = {side.actor, side.gives, from, to, side.towards, candidate.gain_of(s), before[side.gives], outcome_[side.gives], side.told,
              side.told + sign * side.printed_shift};
      if (options_.limit != OutcomeLimit::as_told) move.told_before = move.outcome_before, move.told_after = move.outcome_after;
      position_[side.cell] = to;
      moved_[side.cell] += to - from;
    }
    exchange.externalities = externalities(exchange, before);
    return exchange;
  }

  [[nodiscard]] std::vector<double> externalities(const Exchange& exchange, const std::vector<double>& before) const {
    std::vector<double> values(table_.actors.size(), 0);
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (k == exchange.first.actor || k == exchange.second.actor) continue;
      for (const std::size_t issue : {exchange.first.gives, exchange.second.gives}) {
        const std::size_t cell = table_.at(k, issue);
        values[k] += table_.salience[cell] * (std::abs(before[issue] - start_[cell]) - std::abs(outcome_[issue] - start_[cell]));
      }
    }
    return values;
  }

  // Lets the others know what was realised, and calculates anew those that it touches.
  void tell(std::size_t realised) {
    const Candidate& done = candidates_[realised];
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      Candidate& candidate = candidates_[c];
      if (candidate.dropped) continue;
      bool touched = false;
      for (std::size_t s = 0; s < 2; ++s) {
        if (tell_side(done, candidate, c, s)) touched = true;
      }
      if (!touched) continue;
      calculate(candidate);
      if (options_.full_moves_count_twice && counts_over_100(candidate)) candidate.dropped = true;
    }
  }

  // One issue of a candidate; whether anything changed for it.
  bool tell_side(const Candidate& done, Candidate& candidate, std::size_t number, std::size_t s) {
    Side& side = candidate.sides[s];
    bool touched = false, look_up = false;
    for (std::size_t d = 0; d < 2; ++d) {
      const Side& mover = done.sides[d];
      if (mover.gives != side.gives) continue;
      const bool own = mover.actor == side.actor;
      const bool for_the_same = done.sides[1 - d].actor == candidate.sides[1 - s].actor;
      if (own) {
        side.told += side.share * mover.move;
      } else if (for_the_same) {
        learn_first_move(side, mover, number, s);
      }
      // Decide looks the outcome up again unless an actor moved as the first of one exchange and is the second of the other.
      look_up |= for_the_same || (own && d == s);
      touched |= own || for_the_same || options_.limit == OutcomeLimit::actual;
    }
    if (look_up) side.limited_by = side.told;
    return touched;
  }

  void learn_first_move(Side& side, const Side& mover, std::size_t number, std::size_t s) {
    const std::size_t bit = (number * 2 + s) * table_.actors.size() + mover.actor;
    if (told_of_[bit]) return;
    told_of_[bit] = true;
    side.told += mover.share * (position_[mover.cell] - start_[mover.cell]);
  }

  [[nodiscard]] bool counts_over_100(const Candidate& candidate) const {
    const auto over = [&](const Side& side) { return moved_[side.cell] != 0 && moved_[side.cell] + 2 * side.move > 100 + kAtOutcome; };
    return candidate.second_bounds && (over(candidate.sides[0]) || over(candidate.sides[1]));
  }

  const StakeTable& table_;
  const Shares& shares_;
  const ExchangeOptions& options_;
  std::vector<double> start_;
  std::vector<double> position_;
  std::vector<double> moved_;    // By cell: the sum of an actor's moves on an issue, which all go one way.
  std::vector<double> outcome_;  // By issue.
  std::size_t iteration_;
  std::vector<Candidate> candidates_;
  std::vector<bool> told_of_;  // By candidate, side and actor: whether its first move is in `told`.
};

std::vector<double> next_start(const StakeTable& table, const ExchangeIteration& iteration, const ExchangeOptions& options) {
  std::vector<double> next = iteration.start;
  for (std::size_t cell = 0; cell < next.size(); ++cell) {
    const double share = (1 - table.salience[cell]) * options.shift_of_the_indifferent + options.shift_of_all;
    next[cell] += share * (iteration.end[cell] - iteration.start[cell]);
  }
  return next;
}

std::vector<ExchangeBalance> balances(const std::vector<Exchange>& exchanges, std::size_t actors) {
  std::vector<ExchangeBalance> sums(actors);
  for (const Exchange& exchange : exchanges) {
    sums[exchange.first.actor].own += exchange.first.gain;
    sums[exchange.second.actor].own += exchange.second.gain;
    for (std::size_t k = 0; k < actors; ++k) (exchange.externalities[k] > 0 ? sums[k].positive : sums[k].negative) += exchange.externalities[k];
  }
  return sums;
}

}  // namespace

ExchangeOptions equal_gain_options() {
  ExchangeOptions options;
  options.limit = OutcomeLimit::none;
  return options;
}

ExchangeOptions decide_options() {
  ExchangeOptions options;
  options.iterations = 3;
  options.limit = OutcomeLimit::as_told;
  options.full_moves_count_twice = true;
  return options;
}

Result<ExchangeRun> exchange_positions(const StakeTable& table, const ExchangeOptions& options) {
  TRY(check_options(options));
  TRY_ASSIGN(const Shares shares, checked_shares(table));
  ExchangeRun run;
  std::vector<double> start = table.position;
  for (std::size_t n = 0; n < options.iterations; ++n) {
    Market(table, shares, options, std::move(start), n).run(run);
    start = next_start(table, run.iterations.back(), options);
  }
  run.balances = balances(run.exchanges, table.actors.size());
  return run;
}

}  // namespace corollary::bargain
