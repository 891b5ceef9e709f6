#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bargain/stake_table.h"
#include "base/error.h"

namespace corollary::bargain {

/// How much of the one issue is given for how much of the other.
enum class ExchangeRate : std::uint8_t {
  equal_gain,  ///< So that both gain the same.
  /// Drawn anew in each iteration for each possible exchange, uniformly between the rate at which the first gains nothing and the one
  /// at which the second gains nothing.
  random
};

/// Whether a move ends where it has brought the outcome to the position of the actor that it is made for: what lies beyond is a loss
/// to that actor. An outcome that is beyond already is no limit.
enum class OutcomeLimit : std::uint8_t {
  none,
  actual,  ///< The outcome as all moves before have left it.
  /// The outcome as this pair has been told of it: each possible exchange knows of its own two actors' moves, and of another actor's
  /// first move on an issue if it was made for the actor that asks for that issue. What Decide does.
  as_told
};

/// Two actors and what each gives, by the names of the table.
struct ExchangeNames {
  std::string first, first_gives, second, second_gives;
  bool operator==(const ExchangeNames&) const = default;
};

struct ExchangeOptions {
  std::size_t iterations = 1;
  ExchangeRate rate = ExchangeRate::equal_gain;
  std::uint64_t seed = 1;  ///< For `random`.
  OutcomeLimit limit = OutcomeLimit::actual;
  /// Drops an exchange when one of its actors has moved upwards already and that sum and twice the next move pass 100, the second
  /// actor being the one that would move fully. No rule of the theory: Decide counts such a move twice.
  bool full_moves_count_twice = false;
  /// Before the next iteration an actor of salience s goes this share of the way to where it ended:
  /// `shift_of_the_indifferent` · (1 - s) + `shift_of_all`.
  double shift_of_the_indifferent = 0.4;
  double shift_of_all = 0.1;
  /// Which of several exchanges of the same gain (to 1e-11) is realised first is not in the model. Taken is the n-th name of this
  /// list if it is among them, n counting all exchanges of the run, else the first in the order of the table. For following a
  /// published run.
  std::vector<ExchangeNames> follow;
};

/// As the Equal Gain exchanges of the Paris negotiations were published: no limit at the outcome.
ExchangeOptions equal_gain_options();
/// As the program Decide, three iterations.
ExchangeOptions decide_options();

/// What one side of an exchange does: it moves on the issue that it gives, for the other side, which asks for that issue.
struct ExchangeMove {
  std::size_t actor = 0;
  std::size_t gives = 0;     ///< The issue on which it moves; it asks for the issue that the other gives.
  double from = 0;           ///< Its position there before and …
  double to = 0;             ///< … after, 0 to 100.
  double towards = 0;        ///< Where the other stood at the start of the iteration: the end of a full move.
  double gain = 0;           ///< Of this actor: salience times what the outcomes come nearer, over both issues.
  double outcome_before = 0;  ///< Of the issue.
  double outcome_after = 0;
  double told_before = 0;  ///< The outcome as the pair has been told (`OutcomeLimit::as_told`); else the same as above.
  double told_after = 0;   ///< As Decide prints it: without the cut that the limit of the second's issue makes in the first's move.
};

struct Exchange {
  std::size_t iteration = 0;
  ExchangeMove first;   ///< Gives the later issue of the two.
  ExchangeMove second;
  double gain = 0;            ///< The mean of the two gains: what the order of exchanges goes by.
  bool recalculated = false;  ///< One of the two has moved on its issue before in this iteration.
  /// What it does to others by the way: salience times what the outcomes come nearer to where an actor stood at the start of the
  /// iteration, below 0 what they move away, over both issues; by actor, 0 for the two themselves and for who has no stake.
  std::vector<double> externalities;
};

struct ExchangeIteration {
  std::vector<double> start;  ///< Positions, laid out as in the table …
  std::vector<double> end;    ///< … and after all exchanges.
  std::vector<double> outcome_before;  ///< Σ c s x / Σ c s by issue.
  std::vector<double> outcome_after;
};

/// The sums of one actor over all exchanges of the run.
struct ExchangeBalance {
  double own = 0;       ///< From exchanges that it took part in.
  double positive = 0;  ///< From others' exchanges that helped it …
  double negative = 0;  ///< … and that hurt it, 0 or less.
};

struct ExchangeRun {
  std::vector<Exchange> exchanges;  ///< In the order in which they are realised.
  std::vector<ExchangeIteration> iterations;
  std::vector<ExchangeBalance> balances;  ///< By actor.
  std::size_t ties = 0;                   ///< How often several exchanges had the highest gain …
  std::size_t followed = 0;               ///< … and `follow` took another than the first of them.
};

/// Exchanges of positions between actors that want different things of two issues. i and j stand on opposite sides of the outcomes of
/// two issues; i cares relatively less for the issue p (s_ip / s_iq < s_jp / s_jq): it moves on p towards j's position, and j on q
/// towards i's. A move dx of an actor shifts the outcome by dx c s / Σ c s; equal gains hold where ΔO_q = ΔO_p (s_ip + s_jp) / (s_iq + s_jq).
/// The largest such exchange is made: one of the two moves fully. An actor never moves up and down on the same issue. The exchange with
/// the highest gain is realised, those that its moves touch are calculated anew, and so on until nobody gains. The next iteration starts
/// from positions between the old and the new.
///
/// Takes part in an exchange who has a stake in both issues and weight on the one that it gives. With one issue there are none.
/// Errors: `input`, naming issue and actor, for a number out of its range (NaN is in none), an issue on which nobody has weight,
///         0 iterations, shares of a shift below 0 or together over 1.
/// Cost:   O(iterations · C · E) for C pairs of actors and issues, O(n² m²), and E exchanges; memory O(C · n).
/// Source: Stokman & van Oosten 1994 (exchange of voting positions), Dijkstra, Van Assen & Stokman 2008 (externalities); what
///         the programs do beyond that was read off their printed runs (tests/published/bargaining/exchange).
Result<ExchangeRun> exchange_positions(const StakeTable& table, const ExchangeOptions& options = {});

}  // namespace corollary::bargain
