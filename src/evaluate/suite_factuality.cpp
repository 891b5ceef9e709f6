#include <cmath>

#include "coding/factuality.h"
#include "evaluate/factuality_sets.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

// Pearson's r; 0 where one of the two does not vary.
double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const double mean_a = mean(a), mean_b = mean(b);
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

}  // namespace

Result<Scores> score_factuality(const Options& options, const Readers& readers, Progress& progress) {
  TRY_ASSIGN(FactualitySet set, read_factuality_set(options.input, options.expected, ""));
  TRY_ASSIGN(const coding::Factuality factuality, coding::Factuality::make());
  TRY(progress.report("parsing", 0, 2));
  readers.parser.parse(set.text, set.document);
  TRY(progress.report("judging", 1, 2));

  Scores scores;
  std::vector<double> gold, ours, by_rule;
  double error = 0;
  for (std::size_t k = 0; k < set.cases.size();) {
    const text::Sentence& sentence = set.document.sentences[set.cases[k].sentence];
    const coding::SentenceStandings standings = factuality.read(set.document.nodes_of(sentence));
    for (const std::size_t number = set.cases[k].sentence; k < set.cases.size() && set.cases[k].sentence == number; ++k) {
      const coding::Judgment judgment = factuality.judge(standings, set.cases[k].token, set.scale);
      gold.push_back(set.cases[k].value);
      ours.push_back(judgment.factuality);
      by_rule.push_back(coding::rule_value(standings, set.cases[k].token));
      const double off = std::abs(gold.back() - ours.back());
      error += off;
      constexpr double kWrong = 1.5;  // Half of the scale's half: the other side of a doubt.
      if (off > kWrong && scores.errors.size() < options.errors_most) {
        const auto tokens = set.document.tokens_of(sentence);
        scores.errors.push_back(format("'{}' expected {:.2f}, got {:.2f} ({}: {}): {}", tokens[set.cases[k].token].bytes.of(set.text), gold.back(), ours.back(),
                                       name(judgment.modality), judgment.why, sentence.bytes.of(set.text)));
      }
    }
  }
  scores.n = gold.size();
  scores.values = {{"pearson", correlation(gold, ours)}, {"mae", scores.n == 0 ? 0 : error / static_cast<double>(scores.n)}, {"pearson_rules_alone", correlation(gold, by_rule)}};
  scores.skipped = std::move(set.skipped);
  return scores;
}

}  // namespace corollary::evaluate
