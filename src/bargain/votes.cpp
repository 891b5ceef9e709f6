#include "bargain/votes.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <utility>

#include "base/random.h"

namespace corollary::bargain {
namespace {

constexpr double kDeviationLeast = 0.05;
constexpr std::size_t kVotesLeast = 10;
constexpr double kTail = 0.005;       // Of the states, at each end of the scale.
constexpr std::size_t kPasses = 500;  // 10 to 30 are needed where one dimension stands out.
constexpr double kSettled = 1e-9;     // In standard deviations of the scores.

double value_of(Vote vote) { return vote == Vote::yes ? 1 : vote == Vote::abstain ? 0.5 : 0; }

/// The standard deviation of the votes cast; 0 if there are none.
double deviation(const RollCalls& roll_calls, std::size_t call) {
  double sum = 0, squares = 0, n = 0;
  for (std::size_t state = 0; state < roll_calls.states.size(); ++state) {
    const Vote vote = roll_calls.vote(call, state);
    if (vote == Vote::absent) continue;
    sum += value_of(vote);
    squares += value_of(vote) * value_of(vote);
    ++n;
  }
  return n == 0 ? 0 : std::sqrt(std::max(0.0, squares / n - sum * sum / (n * n)));
}

/// Votes as numbers, call by call: `cast` is 1 where there is one, else it and `value` are 0.
struct Votes {
  std::size_t calls = 0, states = 0;
  std::vector<double> value, cast;

  Votes(const RollCalls& roll_calls, const std::vector<std::size_t>& of_calls, const std::vector<std::size_t>& of_states)
      : calls(of_calls.size()), states(of_states.size()) {
    for (const std::size_t call : of_calls) {
      for (const std::size_t state : of_states) {
        const Vote vote = roll_calls.vote(call, state);
        value.push_back(vote == Vote::absent ? 0 : value_of(vote));
        cast.push_back(vote == Vote::absent ? 0 : 1);
      }
    }
  }
};

/// The line through the votes of one call: vote = mean + slope · score.
struct Line {
  double mean = 0;
  double slope = 0;
};

Line line_of(const Votes& votes, std::size_t call, const std::vector<double>& scores) {
  const double* const value = &votes.value[call * votes.states];
  const double* const cast = &votes.cast[call * votes.states];
  double n = 0, y = 0, x = 0, xx = 0, xy = 0;
  for (std::size_t i = 0; i < votes.states; ++i) {
    n += cast[i];
    y += value[i];
    x += cast[i] * scores[i];
    xx += cast[i] * scores[i] * scores[i];
    xy += value[i] * scores[i];
  }
  const double spread = n > 0 ? xx - x * x / n : 0;
  const double slope = spread > 1e-12 ? (xy - x * y / n) / spread : 0;
  return {n > 0 ? (y - slope * x) / n : 0, slope};
}

/// Mean 0, standard deviation 1. False if all are the same.
bool standardise(std::vector<double>& scores) {
  const auto n = static_cast<double>(scores.size());
  const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / n;
  double squares = 0;
  for (double& score : scores) {
    score -= mean;
    squares += score * score;
  }
  const double scale = std::sqrt(squares / n);
  if (scale < 1e-12) return false;
  for (double& score : scores) score /= scale;
  return true;
}

/// One dimension of the votes: a score of each state, a line of each call.
struct Component {
  std::vector<double> scores;  // Mean 0, standard deviation 1.
  std::vector<Line> lines;
};

/// Improves scores until they settle, each call counting `times[call]` times. False if the votes tell no states apart.
bool fit(const Votes& votes, const std::vector<double>& times, Component& component) {
  component.lines.assign(votes.calls, {});
  std::vector<double> sums(votes.states), weights(votes.states);
  for (std::size_t pass = 0; pass < kPasses; ++pass) {
    std::ranges::fill(sums, 0);
    std::ranges::fill(weights, 0);
    for (std::size_t call = 0; call < votes.calls; ++call) {
      if (times[call] == 0) continue;
      const Line line = component.lines[call] = line_of(votes, call, component.scores);
      const double* const value = &votes.value[call * votes.states];
      const double* const cast = &votes.cast[call * votes.states];
      const double weight = times[call] * line.slope;
      for (std::size_t i = 0; i < votes.states; ++i) {
        sums[i] += weight * (value[i] - line.mean * cast[i]);
        weights[i] += weight * line.slope * cast[i];
      }
    }
    for (std::size_t i = 0; i < votes.states; ++i) sums[i] = weights[i] > 1e-12 ? sums[i] / weights[i] : 0;
    if (!standardise(sums)) return false;
    double moved = 0;
    for (std::size_t i = 0; i < votes.states; ++i) moved = std::max(moved, std::abs(sums[i] - component.scores[i]));
    component.scores.swap(sums);
    if (moved < kSettled) break;
  }
  return true;
}

/// A start that is the same whenever the votes are: who voted how on the call that divides most, the first of several.
std::vector<double> start(const Votes& votes) {
  std::vector<double> best(votes.states);
  double most = 0;
  for (std::size_t call = 0; call < votes.calls; ++call) {
    const double mean = line_of(votes, call, std::vector<double>(votes.states)).mean;
    std::vector<double> centred(votes.states);
    double squares = 0;
    for (std::size_t i = 0; i < votes.states; ++i) {
      const std::size_t at = call * votes.states + i;
      centred[i] = votes.value[at] - mean * votes.cast[at];
      squares += centred[i] * centred[i];
    }
    if (squares > most * (1 + 1e-12)) {
      most = squares;
      best = std::move(centred);
    }
  }
  return best;
}

/// The value below which a share of them lies, between neighbours by proportion. Not empty.
double quantile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  const double at = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

/// 0 to 100 between the tails. False if nothing lies between them.
bool scale(std::vector<double>& scores) {
  const double low = quantile(scores, kTail);
  const double high = quantile(scores, 1 - kTail);
  if (high - low < 1e-9) return false;
  for (double& score : scores) score = 100 * (std::clamp(score, low, high) - low) / (high - low);
  return true;
}

void turn(Component& component) {
  for (double& score : component.scores) score = -score;
  for (Line& line : component.lines) line.slope = -line.slope;
}

double sum_of_slopes(const Component& component) {
  return std::accumulate(component.lines.begin(), component.lines.end(), 0.0, [](double sum, Line line) { return sum + line.slope; });
}

double explained(const Votes& votes, const Component& component) {
  double left = 0, all = 0;
  for (std::size_t call = 0; call < votes.calls; ++call) {
    const Line line = line_of(votes, call, component.scores);
    const double mean = line_of(votes, call, std::vector<double>(votes.states)).mean;
    for (std::size_t i = 0; i < votes.states; ++i) {
      const std::size_t at = call * votes.states + i;
      if (votes.cast[at] == 0) continue;
      left += std::pow(votes.value[at] - line.mean - line.slope * component.scores[i], 2);
      all += std::pow(votes.value[at] - mean, 2);
    }
  }
  return all > 0 ? 1 - left / all : 0;
}

/// The divided calls of `among`, and the states that voted often enough in them.
VotePositions selected(const RollCalls& roll_calls, const std::vector<std::size_t>& among) {
  VotePositions selected;
  std::ranges::copy_if(among, std::back_inserter(selected.calls), [&](std::size_t call) { return is_divided(roll_calls, call); });
  for (std::size_t state = 0; state < roll_calls.states.size(); ++state) {
    const auto cast = std::ranges::count_if(selected.calls, [&](std::size_t call) { return roll_calls.vote(call, state) != Vote::absent; });
    if (static_cast<std::size_t>(cast) < kVotesLeast) continue;
    selected.states.push_back(state);
    selected.votes_cast.push_back(static_cast<std::size_t>(cast));
  }
  return selected;
}

/// For each call the number of its resolution: those of one title have the same. A call without a title is by itself.
std::vector<std::size_t> resolutions(const RollCalls& roll_calls, const std::vector<std::size_t>& calls) {
  std::map<std::string_view, std::size_t> numbers;
  std::vector<std::size_t> of_calls;
  std::size_t count = 0;
  for (const std::size_t call : calls) {
    const std::string_view title = roll_calls.calls[call].title;
    const auto [known, is_new] = numbers.try_emplace(title, count);
    of_calls.push_back(is_new || title.empty() ? count++ : known->second);
  }
  return of_calls;
}

/// How often each call counts in a sample of as many resolutions as there are, drawn with replacement.
std::vector<double> drawn_times(const std::vector<std::size_t>& resolution_of, Random random) {
  const std::size_t count = resolution_of.empty() ? 0 : std::ranges::max(resolution_of) + 1;
  std::vector<double> times(count), of_calls;
  for (std::size_t k = 0; k < count; ++k) ++times[random.below(count)];
  for (const std::size_t resolution : resolution_of) of_calls.push_back(times[resolution]);
  return of_calls;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

}  // namespace

bool is_divided(const RollCalls& roll_calls, std::size_t call) { return deviation(roll_calls, call) >= kDeviationLeast; }

Result<VotePositions> positions_from_votes(const RollCalls& roll_calls, std::string_view topic, Years years) {
  TRY_ASSIGN(const std::vector<std::size_t> calls, roll_calls.calls_on(topic, years));
  VotePositions result = selected(roll_calls, calls);
  const std::unexpected<Error> too_little = fail(
      ErrorKind::input, "topic '{}', {}: {} roll calls, {} of them divided, and {} states with {} votes in these: too little to tell states apart",
      topic, written(years), calls.size(), result.calls.size(), result.states.size(), kVotesLeast);
  if (result.states.empty()) return too_little;
  const Votes votes(roll_calls, result.calls, result.states);
  Component component{start(votes), {}};
  if (!fit(votes, std::vector<double>(votes.calls, 1), component)) return too_little;
  if (sum_of_slopes(component) < 0) turn(component);
  result.positions = component.scores;
  if (!scale(result.positions)) return too_little;
  for (const Line& line : component.lines) result.slopes.push_back(line.slope);
  result.explained = explained(votes, component);
  return result;
}

std::vector<PositionRange> position_ranges(const RollCalls& roll_calls, const VotePositions& positions, const Resampling& resampling) {
  const Votes votes(roll_calls, positions.calls, positions.states);
  std::vector<double> given = positions.positions;
  standardise(given);
  const std::vector<std::size_t> resolution_of = resolutions(roll_calls, positions.calls);
  std::vector<std::vector<double>> drawn(votes.states);
  for (std::size_t sample = 0; sample < resampling.samples; ++sample) {
    Component component{given, {}};
    if (!fit(votes, drawn_times(resolution_of, Random(resampling.seed, sample)), component)) continue;
    if (dot(component.scores, given) < 0) turn(component);
    if (!scale(component.scores)) continue;
    for (std::size_t i = 0; i < votes.states; ++i) drawn[i].push_back(component.scores[i]);
  }
  std::vector<PositionRange> ranges;
  for (std::size_t i = 0; i < votes.states; ++i) {
    const double position = positions.positions[i];
    ranges.push_back(drawn[i].empty() ? PositionRange{0, 100}
                                      : PositionRange{std::min(position, quantile(drawn[i], 0.1)), std::max(position, quantile(drawn[i], 0.9))});
  }
  return ranges;
}

}  // namespace corollary::bargain
