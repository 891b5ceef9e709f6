// Learns src/coding/data/confidence.tsv: how sure a coded event is, by logistic regression on its grounds over events that were
// read and judged. Says how well it tells in cross-validation.
//
//   train_confidence JUDGED OUT REPORTS…

#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/strings.h"
#include "coding/coder.h"
#include "evaluate/judged_events.h"
#include "ontology/catalogue.h"
#include "text/parser.h"

using namespace corollary;

namespace {

struct Case {
  std::vector<std::pair<std::string_view, double>> features;
  double is_right;
};
using Weights = std::map<std::string_view, double>;

double probability(const Weights& weights, const Case& one) {
  double sum = 0;
  for (const auto& [feature, value] : one.features) {
    const auto found = weights.find(feature);
    sum += found == weights.end() ? 0 : found->second * value;
  }
  return 1 / (1 + std::exp(-sum));
}

// Gradient descent on the penalised log-likelihood, which is convex; every weight but the constant is drawn to 0.
Weights learn(const std::vector<Case>& cases, double penalty) {
  Weights weights;
  for (int round = 0; round < 20000; ++round) {
    Weights gradient;
    for (const auto& [feature, weight] : weights) gradient[feature] = feature == "one" ? 0 : -penalty * weight;
    for (const Case& one : cases) {
      const double rest = one.is_right - probability(weights, one);
      for (const auto& [feature, value] : one.features) gradient[feature] += rest * value;
    }
    for (const auto& [feature, slope] : gradient) weights[feature] += 0.002 * slope;
  }
  return weights;
}

double squared_error(const Weights& weights, const Case& one) {
  const double rest = one.is_right - probability(weights, one);
  return rest * rest;
}

// The mean squared error of cases that were held out, one in ten at a time.
double held_out_error(const std::vector<Case>& cases, double penalty) {
  double sum = 0;
  for (std::size_t fold = 0; fold < 10; ++fold) {
    std::vector<Case> known;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (i % 10 != fold) known.push_back(cases[i]);
    }
    const Weights weights = learn(known, penalty);
    for (std::size_t i = fold; i < cases.size(); i += 10) sum += squared_error(weights, cases[i]);
  }
  return sum / static_cast<double>(cases.size());
}

Result<void> run(const char* judged_path, const char* out, const std::vector<std::string>& files) {
  TRY_ASSIGN(const Catalogue catalogue, Catalogue::built_in());
  TRY_ASSIGN(const auto model, text::Parser::find_model());
  TRY_ASSIGN(const text::Parser parser, text::Parser::load(model));
  TRY_ASSIGN(const coding::Coder coder, coding::Coder::make(catalogue, parser));
  TRY_ASSIGN(const std::string table, read_file(judged_path));
  std::vector<Case> cases;
  Progress progress;
  for (const std::string& file : files) {
    TRY_ASSIGN(const auto judged, evaluate::read_judged(judged_path, table, std::filesystem::path(file).stem().string()));
    TRY_ASSIGN(const auto matches, evaluate::match_judged(judged, file, coder, progress));
    for (const auto& match : matches) {
      if (match.grounds) cases.push_back({coding::features_of(*match.grounds), match.judged->verdict == "right" ? 1.0 : 0.0});
    }
  }
  double right = 0;
  for (const Case& one : cases) right += one.is_right;
  const double share = right / static_cast<double>(cases.size());
  double penalty = 0, best = 1;
  for (const double other : {0.3, 1.0, 3.0, 10.0}) {
    const double error = held_out_error(cases, other);
    std::printf("penalty %.1f: Brier %.4f held out\n", other, error);
    if (error < best) {
      best = error;
      penalty = other;
    }
  }
  std::printf("%zu cases, %.3f right; Brier %.4f of the share alone\n", cases.size(), share, share * (1 - share));
  std::string text = "# What bears on whether a coded event is right, by logistic regression on judged events (training/coding/train_confidence.cpp).\nfeature\tweight\n";
  for (const auto& [feature, weight] : learn(cases, penalty)) text += format("{}\t{:.3f}\n", feature, weight);
  return write_file(out, text);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("expected JUDGED OUT REPORTS…\n", stderr);
    return 2;
  }
  if (const auto result = run(argv[1], argv[2], {argv + 3, argv + argc}); !result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return 1;
  }
  return 0;
}
