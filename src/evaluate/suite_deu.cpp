#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "bargain/deu.h"
#include "bargain/ensemble.h"
#include "base/file.h"
#include "base/random.h"
#include "base/strings.h"
#include "evaluate/bargain_models.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

using bargain::Ensemble;
using bargain::EnsembleOptions;
using bargain::Outcome;
using bargain::SettledIssue;

constexpr std::size_t kFoldsByDefault = 10;
constexpr std::size_t kResamples = 2000;
constexpr double kRounding = 1e-9;

double mean_of(const std::vector<double>& values) {
  return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Issues of one negotiation have the same number.
std::vector<std::size_t> negotiations_of(const std::vector<SettledIssue>& issues) {
  std::map<std::string, std::size_t> numbers;
  std::vector<std::size_t> negotiations;
  for (const SettledIssue& settled : issues) negotiations.push_back(numbers.try_emplace(settled.negotiation, numbers.size()).first->second);
  return negotiations;
}

std::size_t count_of(const std::vector<std::size_t>& negotiations) { return *std::ranges::max_element(negotiations) + 1; }

// A fold for each issue: negotiations in a random order are dealt to the folds in turn.
std::vector<std::size_t> folds_of(const std::vector<std::size_t>& negotiations, std::size_t folds, std::uint64_t seed) {
  std::vector<std::size_t> place(count_of(negotiations));
  std::iota(place.begin(), place.end(), std::size_t{0});
  Random random(seed, 0);
  for (std::size_t i = place.size(); i > 1; --i) std::swap(place[i - 1], place[random.below(i)]);
  std::vector<std::size_t> fold_of;
  for (const std::size_t negotiation : negotiations) fold_of.push_back(place[negotiation] % folds);
  return fold_of;
}

Result<std::vector<Outcome>> settled_by(const Ensemble& ensemble, const std::vector<SettledIssue>& issues) {
  std::vector<Outcome> outcomes;
  for (const SettledIssue& settled : issues) {
    TRY_ASSIGN(Outcome outcome, ensemble.settle(settled.issue));
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

// Each issue by weights that were learned from the other folds.
Result<std::vector<Outcome>> cross_validated(const std::vector<SettledIssue>& issues, const std::vector<std::size_t>& fold_of, const EnsembleOptions& options) {
  const std::size_t folds = *std::ranges::max_element(fold_of) + 1;
  std::vector<Ensemble> ensembles;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<SettledIssue> others;
    for (std::size_t i = 0; i < issues.size(); ++i) {
      if (fold_of[i] != fold) others.push_back(issues[i]);
    }
    TRY_ASSIGN(Ensemble ensemble, Ensemble::learn(others, options));
    ensembles.push_back(std::move(ensemble));
  }
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    TRY_ASSIGN(Outcome outcome, ensembles[fold_of[i]].settle(issues[i].issue));
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

// How far predictions miss, issue by issue.
struct Misses {
  std::vector<double> compromise, ranked, median;

  [[nodiscard]] double ranked_ratio() const { return mean_of(ranked) / mean_of(compromise); }
};

Misses misses_of(const std::vector<SettledIssue>& issues, const std::vector<Outcome>& outcomes, const std::vector<double>& compromise) {
  Misses misses{compromise, {}, {}};
  for (std::size_t i = 0; i < issues.size(); ++i) {
    misses.ranked.push_back(outcomes[i].ranked_score(issues[i].outcome));
    misses.median.push_back(std::abs(outcomes[i].median() - issues[i].outcome));
  }
  return misses;
}

// The middle 95 % of the mean of `values` over samples of whole negotiations, drawn with replacement.
std::array<double, 2> interval_of_mean(const std::vector<double>& values, const std::vector<std::size_t>& negotiations, std::uint64_t seed) {
  std::vector<double> sums(count_of(negotiations)), counts(sums.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums[negotiations[i]] += values[i];
    ++counts[negotiations[i]];
  }
  std::vector<double> means;
  for (std::size_t sample = 0; sample < kResamples; ++sample) {
    Random random(seed, sample + 1);
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const std::size_t drawn = random.below(sums.size());
      sum += sums[drawn];
      count += counts[drawn];
    }
    means.push_back(sum / count);
  }
  std::ranges::sort(means);
  return {means[kResamples / 40], means[kResamples - 1 - kResamples / 40]};
}

// How often a central interval holds the outcome, beside the probability that it says it has, and how wide it is.
struct Coverage {
  double share = 0, measured = 0, stated = 0, width = 0;
};

Coverage coverage_of(const std::vector<SettledIssue>& issues, const std::vector<Outcome>& outcomes, double share) {
  Coverage coverage{share};
  const double part = 1 / static_cast<double>(issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const bargain::Interval interval = outcomes[i].central(share);
    coverage.measured += interval.low <= issues[i].outcome && issues[i].outcome <= interval.high ? part : 0;
    coverage.stated += part * interval.probability;
    coverage.width += part * (interval.high - interval.low);
  }
  return coverage;
}

// The shares of the ten equal stretches of the probability integral transform: a tenth each where a distribution is calibrated. An outcome at
// a point with probability of its own is spread over what that point takes. Source: Czado, Gneiting & Held 2009.
std::array<double, 10> transform_of(const std::vector<SettledIssue>& issues, const std::vector<Outcome>& outcomes) {
  std::array<double, 10> shares{};
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const double high = outcomes[i].up_to(issues[i].outcome), low = outcomes[i].up_to(std::ceil(issues[i].outcome) - 1);
    for (std::size_t k = 0; k < shares.size(); ++k) {
      const double from = static_cast<double>(k) / 10, to = static_cast<double>(k + 1) / 10;
      const double within = high - low > kRounding ? std::max(0.0, std::min(high, to) - std::max(low, from)) / (high - low) : (from <= low && low < to ? 1 : 0);
      shares[k] += within / static_cast<double>(issues.size());
    }
  }
  return shares;
}

Result<std::vector<double>> misses_of_compromise(const std::vector<SettledIssue>& issues) {
  std::vector<double> misses;
  for (const SettledIssue& settled : issues) {
    TRY_ASSIGN(const Word word, bargain_models().front().word(settled.issue));
    misses.push_back(std::abs(mean(word) - settled.outcome));
  }
  return misses;
}

// What each model alone misses by, where it has an answer: the challenge model has none where all want the same.
void add_models(const std::vector<SettledIssue>& issues, const std::vector<double>& compromise, Scores& scores) {
  Scores::Listing listing{"models", {"model", "issues", "mae", "mae_compromise", "crps"}, {}};
  for (const BargainModel& model : bargain_models()) {
    std::vector<double> absolute, ranked, of_compromise;
    for (std::size_t i = 0; i < issues.size(); ++i) {
      const Result<Word> word = model.word(issues[i].issue);
      if (!word || word->empty()) continue;
      absolute.push_back(std::abs(mean(*word) - issues[i].outcome));
      ranked.push_back(ranked_score(*word, issues[i].outcome));
      of_compromise.push_back(compromise[i]);
    }
    if (model.name != "compromise") scores.values.push_back({"mae_" + model.name, mean_of(absolute)});
    listing.rows.push_back({model.name, format("{}", absolute.size()), format("{:.2f}", mean_of(absolute)), format("{:.2f}", mean_of(of_compromise)),
                            format("{:.2f}", mean_of(ranked))});
  }
  scores.listings.push_back(std::move(listing));
}

Scores::Listing listing_of(const std::vector<Coverage>& coverages) {
  Scores::Listing listing{"reliability", {"interval", "stated", "measured", "width"}, {}};
  for (const Coverage& coverage : coverages) {
    listing.rows.push_back({format("{:.1f}", coverage.share), format("{:.3f}", coverage.stated), format("{:.3f}", coverage.measured), format("{:.1f}", coverage.width)});
  }
  return listing;
}

Scores::Listing listing_of(const std::array<double, 10>& transform) {
  Scores::Listing listing{"transform", {"from", "to", "share"}, {}};
  for (std::size_t k = 0; k < transform.size(); ++k) {
    listing.rows.push_back({format("{:.1f}", static_cast<double>(k) / 10), format("{:.1f}", static_cast<double>(k + 1) / 10), format("{:.3f}", transform[k])});
  }
  return listing;
}

Scores::Listing listing_of(const std::vector<SettledIssue>& issues, const std::vector<Outcome>& outcomes, const Misses& misses) {
  Scores::Listing listing{"predictions", {"issue", "proposal", "outcome", "median", "low50", "high50", "low80", "high80", "crps", "compromise_error"}, {}};
  for (const bargain::Component component : bargain::kComponents) {
    std::string column = "share_" + std::string(name(component));
    std::ranges::replace(column, ' ', '_');
    listing.columns.push_back(std::move(column));
  }
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const bargain::Interval half = outcomes[i].central(0.5), most = outcomes[i].central(0.8);
    auto& row = listing.rows.emplace_back(std::vector<std::string>{
        issues[i].issue.id, issues[i].negotiation, format("{:g}", issues[i].outcome), format("{}", outcomes[i].median()), format("{}", half.low), format("{}", half.high),
        format("{}", most.low), format("{}", most.high), format("{:.2f}", misses.ranked[i]), format("{:.2f}", misses.compromise[i])});
    for (const Outcome::Share& share : outcomes[i].shares()) row.push_back(format("{:.3f}", share.share));
  }
  return listing;
}

// Cross-validation once more without each term.
Result<Scores::Listing> ablations_of(const std::vector<SettledIssue>& issues, const std::vector<std::size_t>& fold_of, const std::vector<double>& compromise) {
  Scores::Listing listing{"ablations", {"without", "crps_ratio", "mae_median"}, {}};
  for (std::size_t k = 0; k < bargain::kTerms; ++k) {
    const auto term = static_cast<bargain::Term>(k);
    EnsembleOptions options;
    options.left_out = {term};
    TRY_ASSIGN(const auto outcomes, cross_validated(issues, fold_of, options));
    const Misses misses = misses_of(issues, outcomes, compromise);
    listing.rows.push_back({std::string(name(term)), format("{:.4f}", misses.ranked_ratio()), format("{:.2f}", mean_of(misses.median))});
  }
  return listing;
}

void add_ensemble(const std::vector<SettledIssue>& issues, const std::vector<Outcome>& outcomes, const Misses& misses, std::uint64_t seed, Scores& scores) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < issues.size(); ++i) differences.push_back(misses.median[i] - misses.compromise[i]);
  const auto [low, high] = interval_of_mean(differences, negotiations_of(issues), seed);
  std::vector<Coverage> coverages;
  for (int tenths = 1; tenths < 10; ++tenths) coverages.push_back(coverage_of(issues, outcomes, tenths / 10.0));
  const auto transform = transform_of(issues, outcomes);
  scores.values.insert(scores.values.end(), {{"mae_compromise", mean_of(misses.compromise)},
                                             {"crps", mean_of(misses.ranked)},
                                             {"crps_ratio", misses.ranked_ratio()},
                                             {"mae_median", mean_of(misses.median)},
                                             {"mae_difference", mean_of(differences)},
                                             {"mae_difference_low", low},
                                             {"mae_difference_high", high},
                                             {"coverage50", coverages[4].measured},
                                             {"stated50", coverages[4].stated},
                                             {"coverage80", coverages[7].measured},
                                             {"stated80", coverages[7].stated},
                                             {"width80", coverages[7].width},
                                             {"transform_least", *std::ranges::min_element(transform)},
                                             {"transform_most", *std::ranges::max_element(transform)}});
  scores.listings.push_back(listing_of(coverages));
  scores.listings.push_back(listing_of(transform));
  scores.listings.push_back(listing_of(issues, outcomes, misses));
}

// The folds to use: 0 to score the weights that the program carries, which must not have seen any of the issues.
Result<std::size_t> folds_to_use(const Options& options, std::size_t seen, std::size_t negotiations) {
  if (options.folds == 0 && seen == 0) return 0;
  const std::size_t folds = options.folds == 0 ? std::min(kFoldsByDefault, negotiations) : options.folds;
  if (folds < 2 || folds > negotiations) {
    return fail(ErrorKind::usage, "cross-validation by proposal needs 2 folds to {} (the number of proposals), not {}", negotiations, folds);
  }
  return folds;
}

std::size_t seen_by(const Ensemble& ensemble, const std::vector<SettledIssue>& issues) {
  return static_cast<std::size_t>(std::ranges::count_if(issues, [&](const SettledIssue& settled) { return ensemble.learned_from(settled.issue.id); }));
}

}  // namespace

Result<Scores> score_deu(const Options& options, Progress& progress) {
  if (!options.expected.empty()) return fail(ErrorKind::usage, "the suite deu has its outcomes in the input: leave --expected out");
  TRY(progress.report("settling", 0, 1));
  TRY_ASSIGN(const std::string text, read_file(options.input));
  TRY_ASSIGN(bargain::DeuTable table, bargain::parse_deu(options.input.string(), text));
  const std::vector<SettledIssue>& issues = table.issues;
  TRY_ASSIGN(const Ensemble carried, Ensemble::make());
  const std::size_t seen = seen_by(carried, issues);
  const std::vector<std::size_t> negotiations = negotiations_of(issues);
  TRY_ASSIGN(const std::size_t folds, folds_to_use(options, seen, count_of(negotiations)));
  const std::vector<std::size_t> fold_of = folds > 0 ? folds_of(negotiations, folds, options.seed) : std::vector<std::size_t>();

  TRY_ASSIGN(const auto outcomes, folds > 0 ? cross_validated(issues, fold_of, {}) : settled_by(carried, issues));
  TRY_ASSIGN(const std::vector<double> compromise, misses_of_compromise(issues));
  Scores scores;
  scores.n = issues.size();
  scores.skipped = std::move(table.skipped);
  scores.values = {{"issues", static_cast<double>(issues.size())},
                   {"proposals", static_cast<double>(count_of(negotiations))},
                   {"cross_validated", folds > 0 ? 1.0 : 0.0},
                   {"folds", static_cast<double>(folds)},
                   {"carried_weights_saw", static_cast<double>(seen)}};
  add_ensemble(issues, outcomes, misses_of(issues, outcomes, compromise), options.seed, scores);
  add_models(issues, compromise, scores);
  if (folds > 0) {
    TRY_ASSIGN(Scores::Listing ablations, ablations_of(issues, fold_of, compromise));
    scores.listings.push_back(std::move(ablations));
  }
  return scores;
}

}  // namespace corollary::evaluate
