// Learns models/factuality.tsv: what each feature of a word adds to what the rules say of its factuality. Least squares
// with an elastic net (Zou and Hastie 2005), by coordinate descent in a fixed order: the same files give the same table.
//
//   corollary_train_factuality MODEL SIGNATURES UDS_TSV MEANTIME_TRAIN OUT [lasso ridge meantime_weight]

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "coding/factuality_features.h"
#include "evaluate/factuality_sets.h"
#include "text/parser.h"

using namespace corollary;

namespace {

struct Row {
  std::vector<std::uint32_t> features;
  double rule, gold, weight;
  std::size_t group;  // A sentence: its words are never in two folds.
  bool meantime;
};

struct Data {
  std::vector<Row> rows;
  std::vector<std::string> names;
  std::map<std::string, std::uint32_t> numbers;
  std::size_t groups = 0;
};

struct Settings {
  double lasso = 3, ridge = 10, meantime_weight = 3;
};

void add(Data& data, const evaluate::FactualitySet& set, const coding::Factuality& factuality, double weight, bool meantime) {
  std::size_t last = static_cast<std::size_t>(-1);
  for (const auto& known : set.cases) {
    if (known.sentence != last) {
      ++data.groups;
    }
    last = known.sentence;
    const auto standings = factuality.read(set.document.nodes_of(set.document.sentences[known.sentence]));
    Row row{{}, coding::factuality_by_rule(standings.of(known.token)), known.value, weight, data.groups, meantime};
    coding::factuality_features(standings, known.token, [&](const coding::FeatureName& name) {
      const std::string text = format("{}={}:{}", name.kind, name.first, name.second);
      const auto [found, is_new] = data.numbers.try_emplace(text, static_cast<std::uint32_t>(data.names.size()));
      if (is_new) {
        data.names.push_back(text);
      }
      row.features.push_back(found->second);
    });
    std::ranges::sort(row.features);
    row.features.erase(std::ranges::unique(row.features).begin(), row.features.end());
    data.rows.push_back(std::move(row));
  }
}

struct Model {
  std::vector<double> weights;
  double intercept = 0;
  double of(const Row& row) const {
    double sum = intercept + row.rule;
    for (const std::uint32_t f : row.features) sum += weights[f];
    return std::clamp(sum, -3.0, 3.0);
  }
};

// Features seen less often than this say nothing that lasts.
constexpr std::size_t kRare = 5;

Model learn(const Data& data, const std::vector<const Row*>& rows, const Settings& settings) {
  Model model{std::vector<double>(data.names.size(), 0.0), 0};
  std::vector<std::vector<std::uint32_t>> where(data.names.size());
  std::vector<double> residual(rows.size());
  double total = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    residual[r] = rows[r]->gold - rows[r]->rule;
    total += rows[r]->weight;
    for (const std::uint32_t f : rows[r]->features) where[f].push_back(static_cast<std::uint32_t>(r));
  }
  constexpr int kSweeps = 60;
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    double shift = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) shift += rows[r]->weight * residual[r];
    shift /= total;
    model.intercept += shift;
    for (double& value : residual) value -= shift;
    for (std::size_t f = 0; f < where.size(); ++f) {
      if (where[f].size() < kRare) continue;
      double sum = 0, mass = 0;
      for (const std::uint32_t r : where[f]) {
        sum += rows[r]->weight * residual[r];
        mass += rows[r]->weight;
      }
      sum += mass * model.weights[f];
      const double shrunk = std::max(0.0, std::abs(sum) - settings.lasso) / (mass + settings.ridge);
      const double value = sum < 0 ? -shrunk : shrunk;
      const double change = value - model.weights[f];
      if (change == 0) continue;
      for (const std::uint32_t r : where[f]) residual[r] -= change;
      model.weights[f] = value;
    }
  }
  return model;
}

double correlation(const std::vector<std::pair<double, double>>& pairs) {
  double n = static_cast<double>(pairs.size()), a = 0, b = 0, ab = 0, aa = 0, bb = 0;
  for (const auto& [x, y] : pairs) a += x, b += y, ab += x * y, aa += x * x, bb += y * y;
  const double top = ab - a * b / n, bottom = std::sqrt((aa - a * a / n) * (bb - b * b / n));
  return bottom > 0 ? top / bottom : 0;
}

void cross_validate(const Data& data, const Settings& settings) {
  constexpr std::size_t kFolds = 5;
  std::vector<std::pair<double, double>> uds, meantime;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Row*> rows;
    for (const Row& row : data.rows) {
      if (row.group % kFolds != fold) rows.push_back(&row);
    }
    const Model model = learn(data, rows, settings);
    for (const Row& row : data.rows) {
      if (row.group % kFolds == fold) (row.meantime ? meantime : uds).emplace_back(model.of(row), row.gold);
    }
  }
  std::printf("lasso %g ridge %g meantime %g: cross-validated r: UDS %.4f, MEANTIME %.4f\n", settings.lasso, settings.ridge, settings.meantime_weight,
              correlation(uds), correlation(meantime));
}

std::string table_of(const Data& data, const Model& model) {
  std::string text =
      "# Weights of the regression on factuality: what each feature adds to what the rules say. Made by\n"
      "# training/factuality from UDS-IH2 and MEANTIME (train); CC BY-SA 4.0 (models/README.md).\n"
      "feature\tweight\n";
  text += format("intercept\t{:.3f}\n", model.intercept);
  for (const auto& [name, number] : data.numbers) {
    if (const double weight = model.weights[number]; std::abs(weight) >= 0.0005) text += format("{}\t{:.3f}\n", name, weight);
  }
  return text;
}

Result<int> run(int argc, char** argv) {
  if (argc < 6) {
    return fail(ErrorKind::usage, "expected MODEL SIGNATURES UDS_TSV MEANTIME_TRAIN OUT [lasso ridge meantime_weight]");
  }
  Settings settings;
  if (argc > 6) settings.lasso = parse_number(argv[6]).value_or(settings.lasso);
  if (argc > 7) settings.ridge = parse_number(argv[7]).value_or(settings.ridge);
  if (argc > 8) settings.meantime_weight = parse_number(argv[8]).value_or(settings.meantime_weight);
  TRY_ASSIGN(const text::Parser parser, text::Parser::load(argv[1]));
  TRY_ASSIGN(const std::string signatures, read_file(argv[2]));
  TRY_ASSIGN(const coding::Factuality factuality, coding::Factuality::from_tables(signatures, "feature\tweight\n"));
  TRY_ASSIGN(evaluate::FactualitySet uds, evaluate::read_factuality_set(argv[3], "", "train"));
  TRY_ASSIGN(evaluate::FactualitySet meantime, evaluate::read_factuality_set(argv[4], "", ""));
  parser.parse(uds.text, uds.document);
  parser.parse(meantime.text, meantime.document);
  Data data;
  add(data, uds, factuality, 1, false);
  add(data, meantime, factuality, settings.meantime_weight, true);
  std::vector<std::pair<double, double>> rule_uds, rule_meantime;
  for (const Row& row : data.rows) (row.meantime ? rule_meantime : rule_uds).emplace_back(row.rule, row.gold);
  std::printf("%zu words (%zu left out), %zu features; rules alone: UDS %.4f, MEANTIME %.4f\n", data.rows.size(), uds.skipped.size() + meantime.skipped.size(),
              data.names.size(), correlation(rule_uds), correlation(rule_meantime));
  cross_validate(data, settings);
  std::vector<const Row*> rows;
  for (const Row& row : data.rows) rows.push_back(&row);
  TRY(write_file(argv[5], table_of(data, learn(data, rows, settings))));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto result = run(argc, argv);
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return 2;
  }
  return *result;
}
