#include "forecast/additive.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

namespace corollary::forecast {
namespace {

constexpr std::size_t kMostBins = 64;
constexpr std::size_t kLeastInBin = 10;   // Of the values that edges are chosen by.
constexpr std::size_t kMostSorted = 60'000;
constexpr int kSweepsOfRules = 3;        // Rules take a step in each third sweep: theirs costs as much as all the features'.

double share_of(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

// Edges at even ranks up to nine tenths of the values, then ever closer ones: what happens often is rare among questions, and weighs most.
std::vector<float> edges_of(std::vector<float> values) {
  std::ranges::sort(values);
  std::vector<float> edges;
  const auto add = [&](double rank) {
    const float edge = values[std::min(static_cast<std::size_t>(rank * static_cast<double>(values.size())), values.size() - 1)];
    if ((edges.empty() || edge > edges.back()) && edge < values.back()) {
      edges.push_back(edge);
    }
  };
  constexpr int even = 30;
  for (int i = 1; i <= even; ++i) add(0.9 * i / even);
  double tail = 0.1;
  while (edges.size() + 2 < kMostBins && tail * static_cast<double>(values.size()) > kLeastInBin) {
    tail *= 0.8;
    add(1 - tail);
  }
  return edges;
}

// Solves (diagonal + smooth · D'D) x = right, where D takes differences of neighbours: tridiagonal, by elimination.
std::vector<double> solve_smooth(std::vector<double> diagonal, std::vector<double> right, double smooth) {
  const std::size_t n = diagonal.size();
  for (std::size_t i = 0; i < n; ++i) diagonal[i] += smooth * ((i > 0 ? 1 : 0) + (i + 1 < n ? 1 : 0));
  for (std::size_t i = 1; i < n; ++i) {
    const double factor = -smooth / diagonal[i - 1];
    diagonal[i] += factor * smooth;
    right[i] -= factor * right[i - 1];
  }
  for (std::size_t i = n; i-- > 0;) {
    right[i] = (right[i] + (i + 1 < n ? smooth * right[i + 1] : 0)) / diagonal[i];
  }
  return right;
}

// Fits one set of questions.
class Fitter {
 public:
  Fitter(const PastQuestions& questions, std::size_t count, const AdditiveOptions& options, Additive& model)
      : questions_(questions), count_(count), options_(options), smooth_(options.smooth * static_cast<double>(count)), model_(model), log_odds_(count), shares_(count) {
    for (std::size_t f = 0; f < kOccurrenceFeatures; ++f) make_bins(f);
  }

  void run() {
    start_types();
    for (int sweep = 0; sweep < options_.sweeps; ++sweep) {
      for (std::size_t f = 0; f < kOccurrenceFeatures; ++f) step_shape(f);
      if ((sweep + 1) % kSweepsOfRules == 0) {
        for (const EventType type : kEventTypes) step_type(type);
      }
    }
  }

 private:
  void make_bins(std::size_t f) {
    const auto value = [&](std::size_t i) { return questions_.features[i * kOccurrenceFeatures + f]; };
    std::vector<float> values;
    for (std::size_t i = 0; i < count_; i += count_ / kMostSorted + 1) values.push_back(value(i));
    Additive::Shape& shape = model_.shapes[f];
    shape.edges = edges_of(std::move(values));
    shape.weights.assign(shape.edges.size() + 1, 0);
    bins_[f].resize(count_);
    for (std::size_t i = 0; i < count_; ++i) bins_[f][i] = static_cast<std::uint8_t>(shape.bin(value(i)));
  }

  // Each type begins at its own share, one question of each answer added.
  void start_types() {
    std::array<double, kEventTypeCount> yes{};
    for (std::size_t i = 0; i < count_; ++i) {
      const auto t = static_cast<std::size_t>(questions_.questions[i].type);
      of_type_[t].push_back(static_cast<std::uint32_t>(i));
      yes[t] += questions_.happened(i) ? 1 : 0;
    }
    for (std::size_t t = 0; t < kEventTypeCount; ++t) {
      model_.types[t] = std::log((yes[t] + 1) / (static_cast<double>(of_type_[t].size()) - yes[t] + 1));
      for (const std::uint32_t i : of_type_[t]) log_odds_[i] = model_.types[t];
    }
  }

  [[nodiscard]] double residual(std::size_t i) const { return (questions_.happened(i) ? 1 : 0) - shares_[static_cast<Eigen::Index>(i)]; }
  void update_shares() { shares_ = (1 + (-log_odds_).exp()).inverse(); }

  void step_shape(std::size_t f) {
    update_shares();
    std::vector<double>& weights = model_.shapes[f].weights;
    std::vector<double> slope(weights.size(), 0), curvature(weights.size(), options_.shrink);
    const std::vector<std::uint8_t>& bins = bins_[f];
    for (std::size_t i = 0; i < bins.size(); ++i) {
      slope[bins[i]] += residual(i);
      curvature[bins[i]] += shares_[i] * (1 - shares_[i]);
    }
    for (std::size_t b = 0; b < weights.size(); ++b) {
      slope[b] -= options_.shrink * weights[b];
      if (b > 0) slope[b] -= smooth_ * (weights[b] - weights[b - 1]);
      if (b + 1 < weights.size()) slope[b] -= smooth_ * (weights[b] - weights[b + 1]);
    }
    const std::vector<double> step = solve_smooth(std::move(curvature), std::move(slope), smooth_);
    for (std::size_t b = 0; b < weights.size(); ++b) weights[b] += options_.rate * step[b];
    for (std::size_t i = 0; i < bins.size(); ++i) log_odds_[i] += options_.rate * step[bins[i]];
  }

  // The type's own weight and its rules together, by Newton's method.
  void step_type(EventType type) {
    const auto t = static_cast<std::size_t>(type);
    if (of_type_[t].empty()) {
      return;
    }
    constexpr auto width = static_cast<Eigen::Index>(kRules + 1);  // The last one is the type's own.
    std::array<double, kRules>& weights = model_.rules[t];
    Eigen::VectorXd slope(width);
    Eigen::MatrixXd curvature = options_.shrink_rules * Eigen::MatrixXd::Identity(width, width);
    for (std::size_t r = 0; r < kRules; ++r) slope[static_cast<Eigen::Index>(r)] = -options_.shrink_rules * weights[r];
    slope[width - 1] = 0;
    curvature(width - 1, width - 1) = options_.shrink;
    for (const std::uint32_t i : of_type_[t]) {
      const double share = share_of(log_odds_[i]), weight = share * (1 - share), rest = (questions_.happened(i) ? 1 : 0) - share;
      const auto bodies = questions_.bodies_of(questions_.questions[i]);
      slope[width - 1] += rest;
      curvature(width - 1, width - 1) += weight;
      for (std::size_t a = 0; a < bodies.size(); ++a) {
        const double scaled = weight * bodies[a].value;
        slope[bodies[a].rule] += rest * bodies[a].value;
        curvature(width - 1, bodies[a].rule) += scaled;
        for (std::size_t b = 0; b <= a; ++b) curvature(bodies[a].rule, bodies[b].rule) += scaled * bodies[b].value;
      }
    }
    const Eigen::VectorXd step = curvature.selfadjointView<Eigen::Lower>().ldlt().solve(slope);
    model_.types[t] += step[width - 1];
    for (std::size_t r = 0; r < kRules; ++r) weights[r] += step[static_cast<Eigen::Index>(r)];
    for (const std::uint32_t i : of_type_[t]) {
      log_odds_[i] += step[width - 1];
      for (const auto& body : questions_.bodies_of(questions_.questions[i])) log_odds_[i] += step[body.rule] * body.value;
    }
  }

  const PastQuestions& questions_;
  std::size_t count_;
  const AdditiveOptions& options_;
  double smooth_;
  Additive& model_;
  Eigen::ArrayXd log_odds_, shares_;
  std::array<std::vector<std::uint8_t>, kOccurrenceFeatures> bins_;
  std::array<std::vector<std::uint32_t>, kEventTypeCount> of_type_;
};

// A rule as an analyst reads it.
std::string in_words(const Rule& rule) {
  return format("{} by the {} before (half-life {} days)", noun_phrase(rule.type), rule.back ? "recipient" : "actor", kHalfLifeDays[rule.half_life]);
}

}  // namespace

void PastQuestions::add_dyad(const DyadFeatures& dyad_features) {
  for (std::size_t r = 0; r < kRules; ++r) {
    if (dyad_features.rules[r] != 0) {
      bodies.push_back({static_cast<std::uint8_t>(r), dyad_features.rules[r]});
    }
  }
  begins.push_back(static_cast<std::uint32_t>(bodies.size()));
}

void PastQuestions::add_question(const DyadFeatures& dyad_features, EventType type, std::size_t recent, std::size_t acts) {
  const auto small = [](std::size_t count) { return static_cast<std::uint16_t>(std::min<std::size_t>(count, 65'535)); };
  const auto& row = dyad_features.of_type[static_cast<std::size_t>(type)];
  features.insert(features.end(), row.begin(), row.end());
  questions.push_back({static_cast<std::uint32_t>(begins.size() - 2), type, small(recent), small(acts)});
}

std::size_t Additive::Shape::bin(float value) const { return static_cast<std::size_t>(std::ranges::lower_bound(edges, value) - edges.begin()); }

Additive Additive::fit(const PastQuestions& questions, std::size_t count, const AdditiveOptions& options) {
  Additive model;
  Fitter(questions, count, options, model).run();
  return model;
}

template <typename Take>
void Additive::each_term(const DyadFeatures& features, EventType type, const Take& take) const {
  const auto t = static_cast<std::size_t>(type);
  take([&] { return format("the type itself ({})", code(type)); }, types[t]);
  for (std::size_t f = 0; f < kOccurrenceFeatures; ++f) {
    take([&] { return std::string(name(static_cast<OccurrenceFeature>(f))); }, shapes[f].weights[shapes[f].bin(features.of_type[t][f])]);
  }
  for (std::size_t r = 0; r < kRules; ++r) {
    take([&] { return in_words(rule_of(r)); }, rules[t][r] * features.rules[r]);
  }
}

double Additive::log_odds(const DyadFeatures& features, EventType type) const {
  double sum = 0;
  each_term(features, type, [&](const auto&, double term) { sum += term; });
  return sum;
}

double Additive::log_odds(const PastQuestions& questions, std::size_t i) const {
  const PastQuestions::Question& question = questions.questions[i];
  const auto t = static_cast<std::size_t>(question.type);
  double sum = types[t];
  for (std::size_t f = 0; f < kOccurrenceFeatures; ++f) sum += shapes[f].weights[shapes[f].bin(questions.features[i * kOccurrenceFeatures + f])];
  for (const auto& body : questions.bodies_of(question)) sum += rules[t][body.rule] * body.value;
  return sum;
}

std::vector<Contribution> Additive::contributions(const DyadFeatures& features, EventType type) const {
  std::vector<Contribution> terms;
  const auto take = [&](const auto& words, double term) {
    if (term != 0) {
      terms.push_back({words(), term});
    }
  };
  each_term(features, type, take);
  return terms;
}

}  // namespace corollary::forecast
