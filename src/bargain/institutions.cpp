#include "bargain/institutions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "bargain/coalitions.h"

namespace corollary::bargain {
namespace {

constexpr double kScale = 100;
constexpr double kIndifferent = 1e-9;       // A loss of utility that nobody refuses for.
constexpr std::size_t kMostCoalitions = 512;
constexpr std::size_t kMostWays = 200'000;  // Ways to move all issues that are looked at.

double square(double x) { return x * x; }

/// The issues that are looked at, with who is asked.
struct Question {
  const Scenario& scenario;
  const StakeTable& table;
  std::vector<std::size_t> issues;  ///< Of the scenario.
  std::vector<double> wanted;       ///< A point for each of `issues`.
  std::vector<double> weight;       ///< W_k of each, summing to 1.
  std::vector<bool> willing;        ///< Actors that consent whatever comes.

  [[nodiscard]] const Issue& issue(std::size_t k) const { return scenario.issues[issues[k]]; }
  [[nodiscard]] double days() const { return scenario.within_days.value_or(std::numeric_limits<double>::infinity()); }
  [[nodiscard]] std::size_t size() const { return issues.size(); }
  [[nodiscard]] double salience(std::size_t actor, std::size_t k) const { return table.salience[table.at(actor, issues[k])]; }
  [[nodiscard]] double ideal(std::size_t actor, std::size_t k) const { return table.position[table.at(actor, issues[k])]; }

  /// Squared distance of an actor's ideal from what no deal brings: the whole scale where nothing is known of that, as in `settle`.
  [[nodiscard]] double reach(std::size_t actor, std::size_t k) const {
    const auto& no_deal = issue(k).no_deal;
    return no_deal ? square(*no_deal - ideal(actor, k)) : square(kScale);
  }
  /// What a package is worth to an actor over no deal.
  [[nodiscard]] double gain(std::size_t actor, std::span<const double> package) const {
    double sum = 0;
    for (std::size_t k = 0; k < size(); ++k) sum += salience(actor, k) * (reach(actor, k) - square(package[k] - ideal(actor, k)));
    return sum / square(kScale);
  }
  [[nodiscard]] bool consents(std::size_t actor, std::span<const double> package) const {
    return willing[actor] || gain(actor, package) >= -kIndifferent;
  }
  [[nodiscard]] std::size_t number_of(const std::string& actor) const {
    return static_cast<std::size_t>(std::ranges::find(table.actors, actor) - table.actors.begin());
  }
  [[nodiscard]] double distance(std::span<const double> package) const {
    double sum = 0;
    for (std::size_t k = 0; k < size(); ++k) sum += weight[k] * square(package[k] - wanted[k]);
    return sum;
  }
};

// W_k, from the saliences and capabilities of all; equal where nobody has any.
std::vector<double> weights_of(const StakeTable& table, const std::vector<std::size_t>& issues) {
  std::vector<double> weight;
  for (const std::size_t k : issues) {
    double sum = 0;
    for (std::size_t i = 0; i < table.actors.size(); ++i) sum += table.weight(i, k);
    weight.push_back(sum);
  }
  const double largest = *std::ranges::max_element(weight);
  double all = 0;
  for (double& w : weight) all += w /= largest;  // Sums of huge numbers stay finite; `check` knows that somebody has weight.
  for (double& w : weight) w /= all;
  return weight;
}

/// One way to move an issue: anywhere in a stretch, if the formula holds.
struct Way {
  double low = 0, high = 0;
  Formula needs{.kind = Formula::Kind::all, .actor = {}, .parts = {}, .weights = {}};
};

/// All ways to move an issue: not at all, up and down as far as each end of a power, or freely.
std::vector<Way> ways(const Issue& issue) {
  if (issue.authority.empty()) return {Way{0, kScale}};
  const double start = *issue.no_deal;
  std::vector<Way> found = {Way{start, start}};
  for (const bool up : {true, false}) {
    std::vector<double> ends = {up ? kScale : 0};
    for (const Power& power : issue.authority) {
      for (const double end : {power.low, power.high}) ends.push_back(end);
    }
    std::erase_if(ends, [&](double end) { return up ? end <= start : end >= start; });
    std::ranges::sort(ends, [&](double a, double b) { return up ? a < b : a > b; });
    ends.erase(std::ranges::unique(ends).begin(), ends.end());
    const std::size_t before = found.size();
    for (const double end : ends) {
      auto formula = needed(issue.authority, start, end);
      if (!formula) break;  // What lies beyond is open to nobody either.
      // Where more room asks for nobody else, the smaller stretch is part of the larger one.
      if (found.size() > before && found.back().needs == *formula) found.pop_back();
      found.push_back({std::min(start, end), std::max(start, end), *std::move(formula)});
    }
  }
  return found;
}

/// The formula of a package: each issue's move has to be consented to. nullopt if some move is open to nobody.
std::optional<Formula> needed_for(const Question& question, std::span<const double> package) {
  Formula all{.kind = Formula::Kind::all, .actor = {}, .parts = {}, .weights = {}};
  for (std::size_t k = 0; k < question.size(); ++k) {
    const Issue& issue = question.issue(k);
    if (issue.authority.empty()) continue;
    auto formula = needed(issue.authority, *issue.no_deal, package[k]);
    if (!formula) return std::nullopt;
    all.parts.push_back(*std::move(formula));
  }
  return all;
}

/// The point of a box that is nearest to what is wanted, among those that leave no member of the coalition worse off than no deal.
/// By the dual: for multipliers λ_i ≥ 0 the nearest point is separable, x_k = (W_k o_k + Σ λ_i s_ik p_ik) / (W_k + Σ λ_i s_ik) within the
/// box, and each λ_i in turn is set to where its member's gain is just 0. The set is convex, so that this converges to the projection.
class Projection {
 public:
  Projection(const Question& question, const std::vector<const Way*>& box, const Coalition& coalition) : question_(question), box_(box) {
    for (const std::size_t actor : coalition) {
      if (!question.willing[actor]) members_.push_back(actor);
    }
    lambda_.assign(members_.size(), 0);
    place();
  }

  /// nullopt if no such point was found.
  std::optional<std::vector<double>> nearest() {
    constexpr std::size_t kSweeps = 400;
    for (std::size_t sweep = 0; sweep < kSweeps; ++sweep) {
      double changed = 0;
      for (std::size_t m = 0; m < members_.size(); ++m) changed = std::max(changed, settle(m));
      if (changed < 1e-12) break;
    }
    const bool all_consent = std::ranges::all_of(members_, [&](std::size_t actor) { return question_.consents(actor, point_); });
    return all_consent ? std::optional(point_) : std::nullopt;
  }

 private:
  void place() {
    point_.resize(question_.size());
    for (std::size_t k = 0; k < question_.size(); ++k) {
      double above = (question_.weight[k] + kLeast) * question_.wanted[k];
      double below = question_.weight[k] + kLeast;
      for (std::size_t m = 0; m < members_.size(); ++m) {
        const double pull = lambda_[m] * question_.salience(members_[m], k);
        above += pull * question_.ideal(members_[m], k);
        below += pull;
      }
      point_[k] = std::clamp(above / below, box_[k]->low, box_[k]->high);
    }
  }

  double gain_at(std::size_t m, double lambda) {
    lambda_[m] = lambda;
    place();
    return question_.gain(members_[m], point_);
  }

  /// Sets one multiplier; how far that moved the point.
  double settle(std::size_t m) {
    const std::vector<double> before = point_;
    if (gain_at(m, 0) < 0) {
      double high = 1;
      constexpr double kLargest = 1e12;
      while (high < kLargest && gain_at(m, high) < 0) high *= 16;
      double low = 0;
      for (int halving = 0; halving < 100; ++halving) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        (gain_at(m, middle) < 0 ? low : high) = middle;
      }
      gain_at(m, high);
    }
    double moved = 0;
    for (std::size_t k = 0; k < point_.size(); ++k) moved = std::max(moved, std::abs(point_[k] - before[k]));
    return moved;
  }

  static constexpr double kLeast = 1e-12;  // An issue without weight is still at some nearest point.
  const Question& question_;
  const std::vector<const Way*>& box_;
  std::vector<std::size_t> members_;
  std::vector<double> lambda_;
  std::vector<double> point_;
};

/// The nearest package that passes.
class Search {
 public:
  explicit Search(const Question& question) : question_(question) {
    for (std::size_t k = 0; k < question.size(); ++k) ways_.push_back(ways(question.issue(k)));
  }

  void run() {
    std::size_t count = 1;
    for (const auto& ways : ways_) count = std::min(kMostWays + 1, count * ways.size());
    exact_ = count <= kMostWays;
    // Nearest boxes first: as soon as a box lies farther off than what was found, so do the rest.
    std::vector<std::pair<double, std::vector<std::size_t>>> choices;
    std::vector<std::size_t> choice(ways_.size(), 0);
    for (std::size_t i = 0; i < std::min(count, kMostWays); ++i) {
      choices.emplace_back(bound(choice), choice);
      advance(choice);
    }
    std::ranges::sort(choices);
    for (const auto& [distance, way] : choices) {
      if (best_ && distance >= best_distance_) break;
      try_box(way);
    }
  }

  [[nodiscard]] const std::optional<std::vector<double>>& best() const { return best_; }
  [[nodiscard]] bool exact() const { return exact_; }

 private:
  void advance(std::vector<std::size_t>& choice) const {
    for (std::size_t k = 0; k < choice.size(); ++k) {
      if (++choice[k] < ways_[k].size()) return;
      choice[k] = 0;
    }
  }

  [[nodiscard]] double bound(const std::vector<std::size_t>& choice) const {
    double sum = 0;
    for (std::size_t k = 0; k < choice.size(); ++k) {
      const Way& way = ways_[k][choice[k]];
      sum += question_.weight[k] * square(std::clamp(question_.wanted[k], way.low, way.high) - question_.wanted[k]);
    }
    return sum;
  }

  void try_box(const std::vector<std::size_t>& choice) {
    std::vector<const Way*> box;
    Formula all{.kind = Formula::Kind::all, .actor = {}, .parts = {}, .weights = {}};
    for (std::size_t k = 0; k < choice.size(); ++k) {
      box.push_back(&ways_[k][choice[k]]);
      all.parts.push_back(box.back()->needs);
    }
    const auto number_of = [&](const std::string& actor) { return question_.number_of(actor); };
    const auto coalitions = smallest_coalitions(all, number_of, question_.days(), kMostCoalitions);
    if (!coalitions) exact_ = false;
    for (const Coalition& coalition : coalitions ? *coalitions : likely_coalitions(all, box)) {
      if (auto point = Projection(question_, box, coalition).nearest()) offer(*std::move(point));
    }
  }

  /// Where there are too many coalitions: those that form on the straight way from no deal to what is wanted, less whoever they can do without.
  std::vector<Coalition> likely_coalitions(const Formula& formula, const std::vector<const Way*>& box) const {
    constexpr int kSteps = 64;
    std::vector<Coalition> found;
    for (int step = kSteps; step >= 0; --step) {
      std::vector<double> point;
      for (std::size_t k = 0; k < box.size(); ++k) {
        const double start = question_.issue(k).no_deal.value_or(question_.wanted[k]);
        const double end = std::clamp(question_.wanted[k], box[k]->low, box[k]->high);
        point.push_back(start + (end - start) * step / kSteps);
      }
      Coalition willing;
      for (std::size_t i = 0; i < question_.table.actors.size(); ++i) {
        if (question_.consents(i, point)) willing.push_back(i);
      }
      const auto holds_with = [&](const Coalition& coalition) {
        return holds(formula, [&](const std::string& actor) { return std::ranges::binary_search(coalition, question_.number_of(actor)); }, question_.days());
      };
      if (!holds_with(willing)) continue;
      std::vector<std::size_t> by_gain = willing;
      std::ranges::stable_sort(by_gain, {}, [&](std::size_t actor) { return question_.gain(actor, point); });
      for (const std::size_t actor : by_gain) {
        Coalition without = willing;
        std::erase(without, actor);
        if (holds_with(without)) willing = std::move(without);
      }
      found.push_back(std::move(willing));
    }
    return reduced(std::move(found));
  }

  void offer(std::vector<double> point) {
    const double distance = question_.distance(point);
    if (!best_ || distance < best_distance_) {
      best_ = std::move(point);
      best_distance_ = distance;
    }
  }

  const Question& question_;
  std::vector<std::vector<Way>> ways_;
  std::optional<std::vector<double>> best_;
  double best_distance_ = 0;
  bool exact_ = true;
};

std::vector<double> status_quo(const Question& question) {
  std::vector<double> point;
  for (std::size_t k = 0; k < question.size(); ++k) point.push_back(question.issue(k).no_deal.value_or(question.wanted[k]));
  return point;
}

/// The nearest package that passes, or no deal, and whether all was tried.
std::pair<std::vector<double>, bool> nearest(const Question& question) {
  Search search(question);
  search.run();
  return {search.best().value_or(status_quo(question)), search.exact()};
}

/// The fewest of `against` whose consent makes the formula hold beside those who consent anyway.
std::vector<std::size_t> missing_coalition(const Question& question, const Formula& formula, const std::vector<std::size_t>& against) {
  const auto number_of = [&](const std::string& actor) { return question.number_of(actor); };
  const auto is_against = [&](std::size_t actor) { return std::ranges::binary_search(against, actor); };
  std::optional<Coalition> fewest;
  const auto offer = [&](const Coalition& coalition) {
    Coalition missing;
    std::ranges::copy_if(coalition, std::back_inserter(missing), is_against);
    if (!fewest || missing.size() < fewest->size()) fewest = std::move(missing);
  };
  if (const auto coalitions = smallest_coalitions(formula, number_of, question.days(), kMostCoalitions)) {
    for (const Coalition& coalition : *coalitions) offer(coalition);
    return fewest.value_or(Coalition{});
  }
  // Too many to list: leave out whoever can be done without, from the last.
  Coalition kept = against;
  for (auto i = against.rbegin(); i != against.rend(); ++i) {
    Coalition without = kept;
    std::erase(without, *i);
    const auto consents = [&](const std::string& actor) { return !is_against(number_of(actor)) || std::ranges::binary_search(without, number_of(actor)); };
    if (holds(formula, consents, question.days())) kept = std::move(without);
  }
  return kept;
}

std::vector<std::string> names_of(const StakeTable& table, const std::vector<std::size_t>& actors) {
  std::vector<std::string> names;
  for (const std::size_t actor : actors) names.push_back(table.actors[actor]);
  return names;
}

/// Those asked about a package who lose by it, rising.
std::vector<std::size_t> losers(const Question& question, const Formula& formula) {
  std::vector<std::size_t> against;
  for (const std::string& name : approvers(formula)) {
    const std::size_t actor = question.number_of(name);
    if (!question.consents(actor, question.wanted)) against.push_back(actor);
  }
  std::ranges::sort(against);
  return against;
}

Obstacle obstacle_of(const Question& question) {
  Obstacle obstacle;
  const auto formula = needed_for(question, question.wanted);
  const auto everybody = [](const std::string&) { return true; };
  obstacle.allowed = formula && holds(*formula, everybody, question.days());
  if (!formula) {
    obstacle.passes = false;
    return obstacle;
  }
  const std::vector<std::size_t> against = losers(question, *formula);
  obstacle.against = names_of(question.table, against);
  obstacle.passes = holds(*formula, [&](const std::string& name) { return !std::ranges::binary_search(against, question.number_of(name)); }, question.days());
  if (obstacle.passes || !obstacle.allowed) return obstacle;
  for (const std::size_t actor : against) {
    const std::string& refusing = question.table.actors[actor];
    if (!holds(*formula, [&](const std::string& name) { return name != refusing; }, question.days())) obstacle.vetoes.push_back(refusing);
  }
  obstacle.coalition = names_of(question.table, missing_coalition(question, *formula, against));
  return obstacle;
}

/// What a move of one issue costs the others, weighted by capability · salience on that issue.
double cost_of_move(const Question& question, std::size_t actor, std::size_t k, double from, double to) {
  double cost = 0, weights = 0;
  for (std::size_t i = 0; i < question.table.actors.size(); ++i) {
    const double weight = question.table.weight(i, question.issues[k]);
    if (i == actor || weight == 0) continue;
    cost += weight * (utility(from, question.ideal(i, k)) - utility(to, question.ideal(i, k)));
    weights += weight;
  }
  return weights > 0 ? question.weight[k] * cost / weights : 0;
}

/// The concession on one issue that makes the actor indifferent to the package and costs the others least; of a single issue there is none, for what
/// it would take is then the nearest that passes.
std::optional<VetoPrice::Concession> concession(const Question& question, std::size_t actor) {
  if (question.size() == 1) return std::nullopt;
  const double loss = -question.gain(actor, question.wanted) * square(kScale);
  std::optional<VetoPrice::Concession> best;
  double least = 0;
  for (std::size_t k = 0; k < question.size(); ++k) {
    const double salience = question.salience(actor, k);
    const double ideal = question.ideal(actor, k);
    const double away = square(question.wanted[k] - ideal) - (salience > 0 ? loss / salience : std::numeric_limits<double>::infinity());
    if (away < 0) continue;  // Even its ideal would not make up for the rest.
    const double to = ideal + (question.wanted[k] < ideal ? -1 : 1) * std::sqrt(away);
    const double cost = cost_of_move(question, actor, k, question.wanted[k], to);
    if (!best || cost < least) {
      best = VetoPrice::Concession{question.issue(k).id, question.wanted[k], to};
      least = cost;
    }
  }
  return best;
}

/// The mean worth of a package to all but one, weighted by all they bring to bear on the issues looked at.
double worth_to_others(const Question& question, std::size_t actor, std::span<const double> package) {
  double sum = 0, weights = 0;
  for (std::size_t i = 0; i < question.table.actors.size(); ++i) {
    double weight = 0;
    for (const std::size_t k : question.issues) weight += question.table.weight(i, k);
    if (i == actor || weight == 0) continue;
    sum += weight * question.gain(i, package);
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

VetoPrice price_of(const Question& question, std::size_t actor, std::span<const double> reached) {
  VetoPrice price;
  price.actor = question.table.actors[actor];
  price.loss = -question.gain(actor, question.wanted);
  Question without = question;
  without.willing[actor] = true;
  const std::vector<double> otherwise = nearest(without).first;
  price.gained = question.gain(actor, reached) - question.gain(actor, otherwise);
  price.cost_to_others = worth_to_others(question, actor, otherwise) - worth_to_others(question, actor, reached);
  price.bought_by = concession(question, actor);
  return price;
}

Question question_of(const Scenario& scenario, const StakeTable& table, std::vector<std::size_t> issues, std::span<const double> outcome) {
  Question question{scenario, table, std::move(issues), {}, {}, std::vector<bool>(table.actors.size(), false)};
  for (const std::size_t k : question.issues) question.wanted.push_back(outcome[k]);
  question.weight = weights_of(table, question.issues);
  return question;
}

Passage passage_of(const Question& question) {
  Passage passage;
  passage.wanted = question.wanted;
  passage.obstacle = obstacle_of(question);
  if (passage.obstacle.passes) {
    passage.reached = question.wanted;
    return passage;
  }
  std::tie(passage.reached, passage.exact) = nearest(question);
  for (const std::string& name : passage.obstacle.against) {
    passage.prices.push_back(price_of(question, question.number_of(name), passage.reached));
  }
  return passage;
}

/// Points where something changes on the way along an issue: ends of powers, and where an actor's gain is 0.
std::vector<double> turning_points(const Issue& issue) {
  const double start = *issue.no_deal;
  std::vector<double> points = {0, start, kScale};
  for (const Power& power : issue.authority) {
    points.push_back(power.low);
    points.push_back(power.high);
  }
  for (const Stake& stake : issue.stakes) points.push_back(2 * stake.position - start);
  std::erase_if(points, [](double point) { return point < 0 || point > kScale; });
  std::ranges::sort(points);
  points.erase(std::ranges::unique(points).begin(), points.end());
  return points;
}

}  // namespace

Institutions::Institutions(const Scenario& scenario) : scenario_(&scenario), table_(stake_table(scenario)) {}

std::vector<Stretch> Institutions::reachable(std::size_t number) const {
  const Issue& issue = scenario_->issues[number];
  if (issue.authority.empty()) return {{0, kScale}};
  const auto open = [&](double point) {
    const std::vector<double> outcome(scenario_->issues.size(), point);
    return obstacle_of(question_of(*scenario_, table_, {number}, outcome)).passes;
  };
  const std::vector<double> points = turning_points(issue);
  std::vector<Stretch> stretches;
  const auto add = [&](double low, double high) {
    if (!stretches.empty() && stretches.back().high == low) {
      stretches.back().high = high;
    } else {
      stretches.push_back({low, high});
    }
  };
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (open(points[i])) add(points[i], points[i]);
    if (i + 1 < points.size() && open(points[i] + (points[i + 1] - points[i]) / 2)) add(points[i], points[i + 1]);
  }
  return stretches;
}

Passage Institutions::alone(std::size_t issue, double position) const {
  std::vector<double> outcome(scenario_->issues.size(), 0);
  outcome[issue] = position;
  return passage_of(question_of(*scenario_, table_, {issue}, outcome));
}

Passage Institutions::package(std::span<const double> outcome) const {
  std::vector<std::size_t> all(scenario_->issues.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return passage_of(question_of(*scenario_, table_, std::move(all), outcome));
}

}  // namespace corollary::bargain
