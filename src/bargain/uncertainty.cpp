#include "bargain/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "bargain/sobol_points.h"
#include "base/check.h"
#include "base/parallel.h"

namespace corollary::bargain {
namespace {

constexpr std::size_t kScramblings = 8;

/// A number is found again by its place in the unchanged scenario, so that a counterfactual meets the same random numbers.
struct Space {
  std::vector<UncertainNumber> numbers;
  std::size_t issues = 0;
  [[nodiscard]] std::size_t dimensions() const { return numbers.size() + issues; }
};

Space space_of(const Scenario& scenario) { return {uncertain_numbers(scenario), scenario.issues.size()}; }

/// Where a number stands in a scenario, and what is known of it there.
std::pair<double*, const std::optional<Spread>*> place_of(const UncertainNumber& number, Scenario& scenario) {
  Issue& issue = scenario.issues[number.issue];
  if (!number.stake) return {&*issue.no_deal, &issue.no_deal_spread};
  Stake& stake = issue.stakes[*number.stake];
  return {&stake.number(number.attribute), &std::as_const(stake).spread(number.attribute)};
}

/// Sets all uncertain numbers of the world to where the point has them.
void place(const Space& space, std::span<const double> point, Scenario& world) {
  for (std::size_t i = 0; i < space.numbers.size(); ++i) {
    const UncertainNumber& number = space.numbers[i];
    const auto [value, spread] = place_of(number, world);
    if (spread->has_value()) *value = quantile(**spread, point[i]);
    for (const auto& [issue, stake] : number.also) {
      Stake& other = world.issues[issue].stakes[stake];
      if (other.capability_spread) other.capability = quantile(*other.capability_spread, point[i]);
    }
  }
}

/// Solves the worlds at the points, in the order of the points.
class Worlds {
 public:
  Worlds(const Space& space, const Solver& solver, std::size_t threads, Progress& progress) : space_(space), solver_(solver), threads_(threads), progress_(progress) {}

  Result<Draws> solve(const Scenario& scenario, std::span<const double> points) {
    const std::size_t count = points.size() / space_.dimensions();
    Draws draws{space_.issues, std::vector<double>(count * space_.issues)};
    constexpr std::size_t kBlock = 64;
    std::vector<std::optional<Error>> errors(count);
    for (std::size_t begin = 0; begin < count; begin += kBlock * 8) {
      TRY(progress_.report("worlds", begin, count));
      const std::size_t blocks = (std::min(count - begin, kBlock * 8) + kBlock - 1) / kBlock;
      in_parallel(threads_, blocks, [&](std::size_t block) {
        Scenario world = scenario;
        for (std::size_t i = begin + block * kBlock; i < std::min(count, begin + (block + 1) * kBlock); ++i) {
          errors[i] = solve_one(world, points.subspan(i * space_.dimensions(), space_.dimensions()), draws, i);
        }
      });
      for (std::size_t i = begin; i < std::min(count, begin + kBlock * 8); ++i) {
        if (errors[i]) return std::unexpected(*errors[i]);
      }
    }
    return draws;
  }

 private:
  std::optional<Error> solve_one(Scenario& world, std::span<const double> point, Draws& draws, std::size_t i) const {
    place(space_, point, world);
    const Result<std::vector<double>> outcome = solver_(world, point.subspan(space_.numbers.size()));
    if (!outcome) return outcome.error();
    ensure(outcome->size() == space_.issues, "a solver gives a point for each issue");
    std::ranges::copy(*outcome, draws.outcomes.begin() + static_cast<std::ptrdiff_t>(i * space_.issues));
    return std::nullopt;
  }

  const Space& space_;
  const Solver& solver_;
  std::size_t threads_;
  Progress& progress_;
};

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// Of the mean of the values, each from a scrambling of its own.
double standard_error(std::span<const double> values) {
  const double middle = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - middle) * (value - middle);
  const auto n = static_cast<double>(values.size());
  return n > 1 ? std::sqrt(squares / (n - 1) / n) : 0;
}

double at(std::span<const double> sorted, double p) {
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::size_t draws_each(const DrawOptions& options) { return std::max<std::size_t>(1, options.draws / kScramblings); }

/// One scrambling's two independent halves of points, and the solved worlds of both.
struct Pair {
  std::vector<double> a, b;
  Draws at_a, at_b;
};

Result<Pair> pair_of(const Scenario& scenario, const Space& space, Worlds& worlds, const DrawOptions& options, std::size_t scrambling) {
  const std::size_t d = space.dimensions();
  TRY_ASSIGN(const std::vector<double> points, sobol_points(draws_each(options), 2 * d, options.seed + scrambling));
  Pair pair;
  for (std::size_t i = 0; i < points.size(); i += 2 * d) {
    const auto begin = points.begin() + static_cast<std::ptrdiff_t>(i);
    const auto middle = begin + static_cast<std::ptrdiff_t>(d);
    pair.a.insert(pair.a.end(), begin, middle);
    pair.b.insert(pair.b.end(), middle, middle + static_cast<std::ptrdiff_t>(d));
  }
  TRY_ASSIGN(pair.at_a, worlds.solve(scenario, pair.a));
  TRY_ASSIGN(pair.at_b, worlds.solve(scenario, pair.b));
  return pair;
}

double variance(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> all = a;
  all.insert(all.end(), b.begin(), b.end());
  const double middle = mean(all);
  for (double& value : all) value = (value - middle) * (value - middle);
  return mean(all);
}

/// The sums of a scrambling for one number and issue.
struct Shares {
  double first = 0, total = 0;
};
Shares shares_of(const std::vector<double>& a, const std::vector<double>& b, const std::vector<double>& mixed) {
  const double all = variance(a, b);
  constexpr double kNothing = 1e-18;  // Of the scale's square: rounding alone.
  if (all < kNothing) return {};
  // Less the mean, which changes no expectation and a good deal of the error.
  const double middle = mean(a);
  double first = 0, total = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    first += (b[i] - middle) * (mixed[i] - a[i]);
    total += (a[i] - mixed[i]) * (a[i] - mixed[i]);
  }
  const auto n = static_cast<double>(a.size());
  return {first / n / all, total / n / 2 / all};
}

/// Whether the stake's capability is one that was met before, of the same actor with the same spread: then it is added to that.
bool joins_another(const Scenario& scenario, std::vector<UncertainNumber>& numbers, std::size_t issue, std::size_t stake, Attribute attribute) {
  if (attribute != Attribute::capability) return false;
  const Stake& own = scenario.issues[issue].stakes[stake];
  for (UncertainNumber& number : numbers) {
    if (number.attribute != Attribute::capability || !number.stake) continue;
    const Stake& other = scenario.issues[number.issue].stakes[*number.stake];
    if (other.actor == own.actor && number.spread == *own.capability_spread) {
      number.also.emplace_back(issue, stake);
      return true;
    }
  }
  return false;
}

std::string dimension_name(const Space& space, const Scenario& scenario, std::size_t dimension) {
  return dimension < space.numbers.size() ? name(space.numbers[dimension], scenario) : "the model";
}

}  // namespace

std::vector<UncertainNumber> uncertain_numbers(const Scenario& scenario) {
  std::vector<UncertainNumber> numbers;
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    const Issue& issue = scenario.issues[k];
    if (issue.no_deal && issue.no_deal_spread) numbers.push_back({k, std::nullopt, Attribute::position, *issue.no_deal_spread});
    for (std::size_t i = 0; i < issue.stakes.size(); ++i) {
      for (const Attribute attribute : kAttributes) {
        const auto& spread = issue.stakes[i].spread(attribute);
        if (spread && !joins_another(scenario, numbers, k, i, attribute)) numbers.push_back({k, i, attribute, *spread});
      }
    }
  }
  return numbers;
}

std::string name(const UncertainNumber& number, const Scenario& scenario) {
  const Issue& issue = scenario.issues[number.issue];
  if (!number.also.empty()) return format("*/{}/{}", issue.stakes[*number.stake].actor, name(number.attribute));
  return number.stake ? format("{}/{}/{}", issue.id, issue.stakes[*number.stake].actor, name(number.attribute)) : issue.id + "/no_deal";
}

Quantiles quantiles_of(std::vector<double> values) {
  ensure(!values.empty(), "an interval of no values");
  std::ranges::sort(values);
  return {mean(values), at(values, .5), at(values, .25), at(values, .75), at(values, .1), at(values, .9)};
}

std::vector<double> Draws::of_issue(std::size_t issue) const {
  std::vector<double> values;
  for (std::size_t i = issue; i < outcomes.size(); i += issues) values.push_back(outcomes[i]);
  return values;
}

Result<Draws> draw(const Scenario& scenario, const Solver& solver, const DrawOptions& options, Progress& progress) {
  const Space space = space_of(scenario);
  TRY_ASSIGN(const std::vector<double> points, sobol_points(std::max<std::size_t>(1, options.draws), space.dimensions(), options.seed));
  return Worlds(space, solver, options.threads, progress).solve(scenario, points);
}

Result<std::vector<std::vector<SobolIndex>>> sobol_indices(const Scenario& scenario, const Solver& solver, const DrawOptions& options, Progress& progress) {
  const Space space = space_of(scenario);
  const std::size_t d = space.dimensions();
  Worlds worlds(space, solver, options.threads, progress);
  // shares[issue][dimension][scrambling]
  std::vector<std::vector<std::vector<Shares>>> shares(space.issues, std::vector<std::vector<Shares>>(d));
  for (std::size_t scrambling = 0; scrambling < kScramblings; ++scrambling) {
    TRY_ASSIGN(const Pair pair, pair_of(scenario, space, worlds, options, scrambling));
    for (std::size_t dimension = 0; dimension < d; ++dimension) {
      std::vector<double> mixed = pair.a;
      for (std::size_t i = dimension; i < mixed.size(); i += d) mixed[i] = pair.b[i];
      TRY_ASSIGN(const Draws at_mixed, worlds.solve(scenario, mixed));
      for (std::size_t k = 0; k < space.issues; ++k) {
        shares[k][dimension].push_back(shares_of(pair.at_a.of_issue(k), pair.at_b.of_issue(k), at_mixed.of_issue(k)));
      }
    }
  }
  std::vector<std::vector<SobolIndex>> indices(space.issues);
  for (std::size_t k = 0; k < space.issues; ++k) {
    for (std::size_t dimension = 0; dimension < d; ++dimension) {
      // The chance of another issue's distribution says nothing here.
      if (dimension >= space.numbers.size() && dimension - space.numbers.size() != k) continue;
      std::vector<double> first, total;
      for (const Shares& share : shares[k][dimension]) {
        first.push_back(share.first);
        total.push_back(share.total);
      }
      indices[k].push_back({dimension_name(space, scenario, dimension), mean(first), mean(total), standard_error(first), standard_error(total)});
    }
    std::ranges::stable_sort(indices[k], std::greater(), &SobolIndex::total);
  }
  return indices;
}

namespace {

/// The worlds of each scrambling, one after the other.
Result<Draws> scrambled_draws(const Scenario& scenario, const Space& space, Worlds& worlds, const DrawOptions& options) {
  Draws all{space.issues, {}};
  for (std::size_t scrambling = 0; scrambling < kScramblings; ++scrambling) {
    TRY_ASSIGN(const std::vector<double> points, sobol_points(draws_each(options), space.dimensions(), options.seed + scrambling));
    TRY_ASSIGN(const Draws draws, worlds.solve(scenario, points));
    all.outcomes.insert(all.outcomes.end(), draws.outcomes.begin(), draws.outcomes.end());
  }
  return all;
}

Difference::OfIssue difference_of(const std::vector<double>& without, const std::vector<double>& with) {
  constexpr double kMoved = 1e-9;
  std::vector<double> moves(with.size());
  std::size_t raised = 0, lowered = 0;
  for (std::size_t i = 0; i < with.size(); ++i) {
    moves[i] = with[i] - without[i];
    raised += moves[i] > kMoved ? 1 : 0;
    lowered += moves[i] < -kMoved ? 1 : 0;
  }
  const std::size_t each = moves.size() / kScramblings;
  std::vector<double> means;
  for (std::size_t s = 0; s < kScramblings; ++s) means.push_back(mean(std::span(moves).subspan(s * each, each)));
  const auto n = static_cast<double>(moves.size());
  return {quantiles_of(with), quantiles_of(moves), standard_error(means), static_cast<double>(raised) / n, static_cast<double>(lowered) / n};
}

}  // namespace

Result<std::vector<Difference>> differences(const Scenario& scenario, const std::vector<Counterfactual>& counterfactuals, const Solver& solver,
                                            const DrawOptions& options, Progress& progress) {
  const Space space = space_of(scenario);
  Worlds worlds(space, solver, options.threads, progress);
  std::vector<Difference> found;
  if (counterfactuals.empty()) return found;
  TRY_ASSIGN(const Draws without, scrambled_draws(scenario, space, worlds, options));
  for (const Counterfactual& counterfactual : counterfactuals) {
    TRY_ASSIGN(const Scenario then, changed(scenario, counterfactual.changes));
    TRY_ASSIGN(const Draws with, scrambled_draws(then, space, worlds, options));
    Difference difference{counterfactual.name, {}};
    for (std::size_t k = 0; k < space.issues; ++k) difference.issues.push_back(difference_of(without.of_issue(k), with.of_issue(k)));
    found.push_back(std::move(difference));
  }
  return found;
}

}  // namespace corollary::bargain
