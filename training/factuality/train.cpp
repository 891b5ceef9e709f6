// Learns models/factuality.tsv: for each scale a linear regression on the features of a word. Ridge regression (Hoerl and
// Kennard 1970) by coordinate descent in a fixed order: the same files give the same table. How strongly weights are
// drawn to zero comes from cross-validation over the sentences that are learned from.
//
//   corollary_train_factuality MODEL SIGNATURES UDS_TSV MEANTIME_TRAIN OUT

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/format.h"
#include "coding/factuality_features.h"
#include "evaluate/factuality_sets.h"
#include "text/parser.h"

using namespace corollary;

namespace {

// Features seen less often than this say nothing that lasts; weights below this change no judgment.
constexpr std::size_t kRare = 3;
constexpr double kSmallWeight = 0.005;
constexpr std::size_t kFolds = 10;
constexpr auto kRidges = std::to_array<double>({5, 10, 20, 40, 80, 160});

struct Row {
  std::vector<std::uint32_t> features;
  double gold;
  std::size_t sentence;  // Its words are never in two folds.
  double most;  // -1 or -3 for what is flatly denied, else 3.
};

struct Data {
  std::vector<Row> rows;
  std::vector<std::string> names;
  std::vector<double> trust;  // In a feature: its weight is drawn to zero that many times less.
};

// What the rules make of a word is known to matter; of the other features few are seen often.
double trust_in(std::string_view name) {
  constexpr auto kOfRules = std::to_array<std::string_view>(
      {"own", "given", "modal", "negated", "pull", "conditional", "told", "past", "way+modal", "head_own"});
  constexpr double kMore = 9;
  return std::ranges::find(kOfRules, name.substr(0, name.find('='))) != kOfRules.end() ? kMore : 1;
}

// A feature's number is its place among all names in order, so that it does not depend on the order of the rows.
Data data_of(const evaluate::FactualitySet& set, const coding::Factuality& factuality) {
  std::vector<std::vector<std::string>> texts;
  std::map<std::string, std::uint32_t> numbers;
  Data data;
  for (const auto& known : set.cases) {
    const auto standings = factuality.read(set.document.nodes_of(set.document.sentences[known.sentence]));
    texts.push_back(coding::factuality_features(standings, known.token));
    for (const std::string& text : texts.back()) ++numbers[text];
    data.rows.push_back({{}, known.value, known.sentence, coding::is_flat_denial(standings.of(known.token)) ? coding::denied_most(set.scale) : 3});
  }
  std::erase_if(numbers, [](const auto& feature) { return feature.second < kRare; });
  for (auto& [name, number] : numbers) {
    number = static_cast<std::uint32_t>(data.names.size());
    data.names.push_back(name);
    data.trust.push_back(trust_in(name));
  }
  for (std::size_t r = 0; r < texts.size(); ++r) {
    for (const std::string& text : texts[r]) {
      if (const auto found = numbers.find(text); found != numbers.end()) data.rows[r].features.push_back(found->second);
    }
  }
  return data;
}

struct Regression {
  std::vector<double> weights;
  double intercept = 0;

  [[nodiscard]] double of(const Row& row) const {
    double sum = intercept;
    for (const std::uint32_t f : row.features) sum += weights[f];
    return std::clamp(sum, -3.0, row.most);
  }
};

// Minimises the sum of (gold - intercept - weights)^2 + ridge / trust * weight^2, a weight at a time.
Regression learn(std::span<const Row* const> rows, const std::vector<double>& trust, double ridge) {
  constexpr int kSweeps = 60;
  const std::size_t features = trust.size();
  Regression model{std::vector<double>(features, 0.0), 0};
  std::vector<std::vector<std::uint32_t>> where(features);
  std::vector<double> residual;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    residual.push_back(rows[r]->gold);
    for (const std::uint32_t f : rows[r]->features) where[f].push_back(static_cast<std::uint32_t>(r));
  }
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    double shift = 0;
    for (const double value : residual) shift += value / static_cast<double>(residual.size());
    model.intercept += shift;
    for (double& value : residual) value -= shift;
    for (std::size_t f = 0; f < features; ++f) {
      double sum = 0;
      for (const std::uint32_t r : where[f]) sum += residual[r];
      const double pull = ridge / trust[f];
      const double change = (sum - pull * model.weights[f]) / (static_cast<double>(where[f].size()) + pull);
      for (const std::uint32_t r : where[f]) residual[r] -= change;
      model.weights[f] += change;
    }
  }
  return model;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  double a = 0, b = 0, ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < x.size(); ++i) a += x[i], b += y[i], ab += x[i] * y[i], aa += x[i] * x[i], bb += y[i] * y[i];
  const double bottom = std::sqrt((aa - a * a / n) * (bb - b * b / n));
  return bottom > 0 ? (ab - a * b / n) / bottom : 0;
}

// Pearson's r over words whose sentences were held out.
double cross_validated(const Data& data, double ridge) {
  std::vector<double> found, gold;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Row*> rows;
    for (const Row& row : data.rows) {
      if (row.sentence % kFolds != fold) rows.push_back(&row);
    }
    const Regression model = learn(rows, data.trust, ridge);
    for (const Row& row : data.rows) {
      if (row.sentence % kFolds != fold) continue;
      found.push_back(model.of(row));
      gold.push_back(row.gold);
    }
  }
  return correlation(found, gold);
}

Regression learn_best(const Data& data, const char* scale) {
  double best = 0, most = -1;
  for (const double ridge : kRidges) {
    const double r = cross_validated(data, ridge);
    std::printf("%s: %zu words, %zu features, ridge %g: r %.4f\n", scale, data.rows.size(), data.names.size(), ridge, r);
    if (r > most) best = ridge, most = r;
  }
  std::vector<const Row*> rows;
  for (const Row& row : data.rows) rows.push_back(&row);
  return learn(rows, data.trust, best);
}

using Columns = std::map<std::string, std::array<double, coding::kScales>>;

void add_column(Columns& columns, const Data& data, const Regression& model, coding::Scale scale) {
  const auto k = static_cast<std::size_t>(scale);
  columns["intercept"][k] = model.intercept;
  for (std::size_t f = 0; f < data.names.size(); ++f) {
    if (std::abs(model.weights[f]) >= kSmallWeight) columns[data.names[f]][k] = model.weights[f];
  }
}

std::string table_of(const Columns& columns) {
  std::string text =
      "# Weights of the two regressions on factuality. Made by training/factuality from UDS-IH2 (happening) and MEANTIME\n"
      "# (certainty); CC BY-SA 4.0, attribution in models/README.md.\n"
      "feature\thappening\tcertainty\n";
  for (const auto& [name, weights] : columns) text += format("{}\t{:.3f}\t{:.3f}\n", name, weights[0], weights[1]);
  return text;
}

Result<Data> read(const char* path, const text::Parser& parser, const coding::Factuality& factuality) {
  TRY_ASSIGN(evaluate::FactualitySet set, evaluate::read_factuality_set(path, "", "train"));
  parser.parse(set.text, set.document);
  return data_of(set, factuality);
}

Result<void> run(char** arguments) {
  TRY_ASSIGN(const text::Parser parser, text::Parser::load(arguments[1]));
  TRY_ASSIGN(const std::string signatures, read_file(arguments[2]));
  TRY_ASSIGN(const coding::Factuality rules, coding::Factuality::from_tables(signatures, coding::kNoWeights));
  TRY_ASSIGN(const Data uds, read(arguments[3], parser, rules));
  TRY_ASSIGN(const Data meantime, read(arguments[4], parser, rules));
  Columns columns;
  add_column(columns, uds, learn_best(uds, "happening"), coding::Scale::happening);
  add_column(columns, meantime, learn_best(meantime, "certainty"), coding::Scale::certainty);
  return write_file(arguments[5], table_of(columns));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fputs("expected MODEL SIGNATURES UDS_TSV MEANTIME_TRAIN OUT\n", stderr);
    return 2;
  }
  if (const auto result = run(argv); !result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return 1;
  }
  return 0;
}
