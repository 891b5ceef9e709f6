#include "bargain/ensemble.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "base/file.h"
#include "base/strings.h"
#include "base/table.h"

namespace corollary::bargain {
namespace {

using Points = Outcome::Points;
using Vector = Eigen::Matrix<double, kTerms, 1>;
using Matrix = Eigen::Matrix<double, kTerms, kTerms>;

constexpr std::array<std::string_view, kTerms> kTermNames = {
    "position", "support", "support of few", "no deal", "end", "middle", "distance", "compromise near", "compromise far", "compromise of extremes"};
constexpr double kLeastSupport = 0.02;  // Keeps the logarithm of a position without weight finite.
constexpr double kWeightMost = 1000;    // Beyond it a share is 0 or 1 anyhow, and scores could overflow.
constexpr double kRounding = 1e-12;     // Sums of probabilities that are the same on paper differ by less.

std::size_t index(Term term) { return static_cast<std::size_t>(term); }

// One part of the mixture.
struct Part {
  Component component;
  Points cumulative;
  Vector terms = Vector::Zero();
  std::optional<int> point;  // Of a single point.
};

double probability_at(const Points& cumulative, std::size_t point) { return cumulative[point] - (point == 0 ? 0 : cumulative[point - 1]); }

Points point_cumulative(int point) {
  Points cumulative{};
  std::fill(cumulative.begin() + point, cumulative.end(), 1.0);
  return cumulative;
}

Points summed(Points probability) {
  double sum = 0;
  for (double& value : probability) value = sum += value;
  for (double& value : probability) value /= sum;
  return probability;
}

Points normal_cumulative(double mean, double deviation) {
  Points density{};
  for (std::size_t x = 0; x < density.size(); ++x) density[x] = std::exp(-0.5 * std::pow((static_cast<double>(x) - mean) / deviation, 2));
  return summed(density);
}

Points uniform_cumulative() {
  Points density{};
  density.fill(1);
  return summed(density);
}

// The issue as the terms see it.
struct Field {
  std::map<int, double> support;  // Of each whole point that somebody holds: its share of the weight.
  double mean = 0;
  double at_ends = 0;  // Share of the weight at 0 and 100.
};

Field field_of(const Issue& issue) {
  const auto weight = [](const Stake& stake) { return std::sqrt(stake.capability) * stake.salience; };
  double sum = 0;
  for (const Stake& stake : issue.stakes) sum += weight(stake);
  Field field;
  for (const Stake& stake : issue.stakes) {
    const double share = weight(stake) / sum;
    field.support[static_cast<int>(std::lround(stake.position))] += share;
    field.mean += share * stake.position;
    if (stake.position == 0 || stake.position == 100) field.at_ends += share;
  }
  return field;
}

// All parts of an issue, whatever their weights.
class Parts {
 public:
  Parts(const Issue& issue, const std::set<Term>& left_out) : field_(field_of(issue)), left_out_(left_out) {
    for (const auto& [point, support] : field_.support) {
      const double log_support = std::log(kLeastSupport + support);
      const double of_few = 4 * (1 / static_cast<double>(field_.support.size()) - 1.0 / 3);
      add_point(Component::position, Term::position, point, {{Term::support, log_support}, {Term::support_of_few, log_support * of_few}});
    }
    if (issue.no_deal) add_point(Component::no_deal, Term::no_deal, static_cast<int>(std::lround(*issue.no_deal)));
    add_point(Component::end, Term::end, 0);
    add_point(Component::end, Term::end, 100);
    add_point(Component::middle, Term::middle, 50);
    add_compromise(Term::compromise_near, 8);
    add_compromise(Term::compromise_far, 20);
    parts_.push_back({Component::anything, uniform_cumulative(), Vector::Zero(), std::nullopt});
  }

  std::vector<Part> take() { return std::move(parts_); }

 private:
  using Values = std::initializer_list<std::pair<Term, double>>;

  void add(Component component, Term own, const Points& cumulative, std::optional<int> point, Values values) {
    if (left_out_.contains(own)) return;
    Part& part = parts_.emplace_back(Part{component, cumulative, Vector::Zero(), point});
    set(part, own, 1);
    for (const auto& [term, value] : values) set(part, term, value);
    if (point) set(part, Term::distance, std::abs(*point - field_.mean) / 25);
  }
  void set(Part& part, Term term, double value) const {
    if (!left_out_.contains(term)) part.terms[static_cast<Eigen::Index>(index(term))] = value;
  }
  void add_point(Component component, Term own, int point, Values values = {}) { add(component, own, point_cumulative(point), point, values); }
  void add_compromise(Term own, double deviation) {
    add(Component::compromise, own, normal_cumulative(field_.mean, deviation), std::nullopt,
        {{Term::compromise_of_extremes, 3 * (field_.at_ends - 0.5)}});
  }

  Field field_;
  const std::set<Term>& left_out_;
  std::vector<Part> parts_;
};

std::vector<double> shares_of(const std::vector<Part>& parts, const Vector& weights) {
  std::vector<double> shares;
  for (const Part& part : parts) shares.push_back(part.terms.dot(weights));
  const double highest = *std::ranges::max_element(shares);
  double sum = 0;
  for (double& share : shares) sum += share = std::exp(share - highest);
  for (double& share : shares) share /= sum;
  return shares;
}

// An issue to learn from. Its outcome is a whole point, as positions are.
struct Example {
  std::vector<Part> parts;
  std::size_t outcome;
};

// The loss, and for a step of Gauss and Newton its gradient and (approximate) curvature.
struct Loss {
  double value = 0;
  Vector gradient = Vector::Zero();
  Matrix curvature = Matrix::Zero();
};

// The ranked score is a sum of squares of F - H over the points, which are as in a least-squares problem; the curvature of the log score is
// taken as the square of its gradient (Berndt, Hall, Hall & Hausman 1974).
void add_example(const Example& example, const Vector& weights, double log_score, double share_of_all, Loss& loss) {
  const std::vector<double> shares = shares_of(example.parts, weights);
  Vector mean = Vector::Zero();
  for (std::size_t c = 0; c < shares.size(); ++c) mean += shares[c] * example.parts[c].terms;
  Eigen::Matrix<double, kTerms, Outcome::kPoints> slopes = Eigen::Matrix<double, kTerms, Outcome::kPoints>::Zero();
  Points cumulative{};
  for (std::size_t c = 0; c < shares.size(); ++c) {
    const Vector pull = shares[c] * (example.parts[c].terms - mean);
    const Points& part = example.parts[c].cumulative;
    for (std::size_t x = 0; x < Outcome::kPoints; ++x) {
      cumulative[x] += shares[c] * part[x];
      slopes.col(static_cast<Eigen::Index>(x)) += pull * part[x];
    }
  }
  for (std::size_t x = 0; x + 1 < Outcome::kPoints; ++x) {
    const double miss = cumulative[x] - (x >= example.outcome ? 1 : 0);
    const auto slope = slopes.col(static_cast<Eigen::Index>(x));
    loss.value += share_of_all * miss * miss;
    loss.gradient += 2 * share_of_all * miss * slope;
    loss.curvature += 2 * share_of_all * slope * slope.transpose();
  }
  const double probability = probability_at(cumulative, example.outcome);
  Vector slope = slopes.col(static_cast<Eigen::Index>(example.outcome));
  if (example.outcome > 0) slope -= slopes.col(static_cast<Eigen::Index>(example.outcome) - 1);
  slope /= probability;
  loss.value -= log_score * share_of_all * std::log(probability);
  loss.gradient -= log_score * share_of_all * slope;
  loss.curvature += log_score * share_of_all * slope * slope.transpose();
}

Loss loss_of(const std::vector<Example>& examples, const Vector& weights, const EnsembleOptions& options) {
  Loss loss;
  const double share_of_all = 1 / static_cast<double>(examples.size());
  for (const Example& example : examples) add_example(example, weights, options.log_score, share_of_all, loss);
  loss.value += options.ridge * weights.squaredNorm();
  loss.gradient += 2 * options.ridge * weights;
  loss.curvature += 2 * options.ridge * Matrix::Identity();
  return loss;
}

// Levenberg and Marquardt: full steps where they help, ever shorter ones where they do not.
Vector least_loss(const std::vector<Example>& examples, const EnsembleOptions& options) {
  constexpr int kStepsMost = 200;
  constexpr double kSettled = 1e-10, kDampingMost = 1e12;
  Vector weights = Vector::Zero();
  Loss loss = loss_of(examples, weights, options);
  double damping = 1e-2;
  for (int step = 0; step < kStepsMost && damping < kDampingMost; ++step) {
    Matrix damped = loss.curvature;
    damped.diagonal() *= 1 + damping;
    const Vector tried = weights - damped.ldlt().solve(loss.gradient);
    Loss then = loss_of(examples, tried, options);
    if (!(then.value < loss.value)) {
      damping *= 10;
      continue;
    }
    const bool settled = loss.value - then.value < kSettled * loss.value;
    weights = tried;
    loss = std::move(then);
    damping /= 10;
    if (settled) break;
  }
  return weights;
}

Result<std::vector<Example>> examples_of(std::span<const SettledIssue> issues, const std::set<Term>& left_out) {
  std::vector<Example> examples;
  for (const SettledIssue& settled : issues) {
    TRY(check(settled.issue));
    if (!(settled.outcome >= 0 && settled.outcome <= 100)) {
      return fail(ErrorKind::input, "issue '{}': outcome {} is not on the scale (0 to 100)", settled.issue.id, settled.outcome);
    }
    examples.push_back({Parts(settled.issue, left_out).take(), static_cast<std::size_t>(std::lround(settled.outcome))});
  }
  if (examples.empty()) return fail(ErrorKind::input, "there are no issues to learn from");
  return examples;
}

std::optional<std::uint64_t> hash_named(std::string_view text) {
  std::uint64_t hash = 0;
  for (const char digit : text) {
    const std::size_t value = std::string_view("0123456789abcdef").find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    hash = hash * 16 + value;
  }
  return text.size() == 16 ? std::optional(hash) : std::nullopt;
}

}  // namespace

std::string_view name(Component component) {
  switch (component) {
    case Component::position: return "position";
    case Component::no_deal: return "no deal";
    case Component::end: return "end";
    case Component::middle: return "middle";
    case Component::compromise: return "compromise";
    case Component::anything: break;
  }
  return "anything";
}

std::string_view name(Term term) { return kTermNames[index(term)]; }

Outcome::Outcome(const Points& probability, std::vector<Share> shares, std::vector<Atom> atoms)
    : probability_(probability), cumulative_(summed(probability)), shares_(std::move(shares)), atoms_(std::move(atoms)) {}

double Outcome::mean() const {
  double mean = 0;
  for (std::size_t x = 0; x < kPoints; ++x) mean += static_cast<double>(x) * probability_[x];
  return mean;
}

int Outcome::quantile(double share) const {
  const auto found = std::ranges::find_if(cumulative_, [&](double up_to) { return up_to >= share - kRounding; });
  return found == cumulative_.end() ? 100 : static_cast<int>(found - cumulative_.begin());
}

double Outcome::up_to(double x) const { return x < 0 ? 0 : cumulative_[static_cast<std::size_t>(std::min(x, 100.0))]; }

Interval Outcome::central(double share) const {
  std::size_t low = 0, high = kPoints - 1;
  double held = 1, below = 0, above = 0;
  // Takes away the end beyond which the least would lie then, as long as enough stays.
  while (low < high) {
    const bool from_below = below + probability_[low] <= above + probability_[high];
    const double taken = from_below ? probability_[low] : probability_[high];
    if (held - taken < share - kRounding) break;
    (from_below ? below : above) += taken;
    held -= taken;
    from_below ? ++low : --high;
  }
  return {static_cast<int>(low), static_cast<int>(high), held};
}

double Outcome::ranked_score(double outcome) const {
  double score = 0;
  for (std::size_t x = 0; x + 1 < kPoints; ++x) {
    // How much of the stretch from x to x + 1 lies below the outcome.
    const double short_of = std::clamp(outcome - static_cast<double>(x), 0.0, 1.0);
    score += short_of * std::pow(cumulative_[x], 2) + (1 - short_of) * std::pow(1 - cumulative_[x], 2);
  }
  return score;
}

Result<Ensemble> Ensemble::learn(std::span<const SettledIssue> issues, const EnsembleOptions& options) {
  TRY_ASSIGN(const std::vector<Example> examples, examples_of(issues, options.left_out));
  const Vector least = least_loss(examples, options);
  TermWeights weights{};
  for (std::size_t k = 0; k < kTerms; ++k) weights[k] = least[static_cast<Eigen::Index>(k)];
  Ensemble ensemble(weights, options.left_out);
  for (const SettledIssue& settled : issues) ensemble.learned_from_.insert(content_hash(settled.issue.id));
  return ensemble;
}

Result<Ensemble> Ensemble::from_table(std::string_view name, std::string_view text) {
  TRY_ASSIGN(const Table table, read_tsv(name, text));
  TRY_ASSIGN(const std::size_t what, table.column("what"));
  TRY_ASSIGN(const std::size_t which, table.column("which"));
  TRY_ASSIGN(const std::size_t weight, table.column("weight"));
  Ensemble ensemble{TermWeights{}};
  std::set<std::size_t> seen;
  for (const Table::Row& row : table.rows) {
    const auto term = std::ranges::find(kTermNames, row.cells[which]);
    const auto value = parse_number(row.cells[weight]);
    const auto hash = hash_named(row.cells[which]);
    if (row.cells[what] == "issue" && hash) {
      ensemble.learned_from_.insert(*hash);
    } else if (row.cells[what] == "term" && term != kTermNames.end() && value && std::abs(*value) <= kWeightMost &&
               seen.insert(static_cast<std::size_t>(term - kTermNames.begin())).second) {
      ensemble.weights_[static_cast<std::size_t>(term - kTermNames.begin())] = *value;
    } else {
      return fail(ErrorKind::input, "{}:{}: expected a term that was not there yet with its weight, or an issue with its hash", name, row.line);
    }
  }
  for (std::size_t k = 0; k < kTerms; ++k) {
    if (!seen.contains(k)) return fail(ErrorKind::input, "{}: there is no weight of the term '{}'", name, kTermNames[k]);
  }
  return ensemble;
}

std::string Ensemble::table() const {
  std::string text = "what\twhich\tweight\n";
  for (std::size_t k = 0; k < kTerms; ++k) text += format("term\t{}\t{:.4f}\n", kTermNames[k], weights_[k]);
  for (const std::uint64_t hash : learned_from_) text += format("issue\t{}\t\n", hash_text(hash));
  return text;
}

Result<std::filesystem::path> Ensemble::find_model() {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& place : {folder / "bargaining.tsv", folder / "../share/corollary/bargaining.tsv"}) {
    if (fs::exists(place, error)) return place;
  }
  return fail(ErrorKind::not_found, "the weights of bargaining are missing: bargaining.tsv is expected beside the program");
}

Result<Ensemble> Ensemble::make() {
  TRY_ASSIGN(const std::filesystem::path path, find_model());
  TRY_ASSIGN(const std::string text, read_file(path));
  return from_table(path.string(), text);
}

bool Ensemble::learned_from(std::string_view issue) const { return learned_from_.contains(content_hash(issue)); }

Result<Outcome> Ensemble::settle(const Issue& issue) const {
  TRY(check(issue));
  const std::vector<Part> parts = Parts(issue, left_out_).take();
  const std::vector<double> part_shares = shares_of(parts, Eigen::Map<const Vector>(weights_.data()));
  Points probability{};
  std::vector<Outcome::Share> shares;
  for (const Component component : kComponents) shares.push_back({component, 0});
  std::map<int, double> atoms;
  for (std::size_t c = 0; c < parts.size(); ++c) {
    for (std::size_t x = 0; x < Outcome::kPoints; ++x) probability[x] += part_shares[c] * probability_at(parts[c].cumulative, x);
    shares[static_cast<std::size_t>(parts[c].component)].share += part_shares[c];
    if (parts[c].point) atoms[*parts[c].point] += part_shares[c];
  }
  std::vector<Outcome::Atom> listed_atoms;
  for (const auto& [point, mass] : atoms) listed_atoms.push_back({point, mass});
  return Outcome(probability, std::move(shares), std::move(listed_atoms));
}

}  // namespace corollary::bargain
