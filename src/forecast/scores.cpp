#include "forecast/scores.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>

#include "base/random.h"

namespace corollary::forecast {
namespace {

constexpr double kLeast = 1e-9;
constexpr std::size_t kLeastBlocks = 3;

double square(double x) { return x * x; }
double surprise(double p, bool happened) { return -std::log(std::max(happened ? p : 1 - p, kLeast)); }
std::size_t bin_of(double p) { return std::min<std::size_t>(static_cast<std::size_t>(p * 10), 9); }

// What a day's questions add up to: enough for each replicate.
struct DaySums {
  double model = 0, climatology = 0, recency = 0;
  struct Bin {
    double questions = 0, happened = 0;
  };
  std::array<Bin, 10> bins{};

  void add(const DaySums& other) {
    model += other.model;
    climatology += other.climatology;
    recency += other.recency;
    for (std::size_t b = 0; b < bins.size(); ++b) {
      bins[b].questions += other.bins[b].questions;
      bins[b].happened += other.bins[b].happened;
    }
  }
};

std::vector<DaySums> sums_by_day(std::span<const Answered> answers, std::size_t origins) {
  std::vector<DaySums> days(origins);
  for (const Answered& answer : answers) {
    DaySums& day = days[answer.origin];
    const double outcome = answer.happened ? 1 : 0;
    day.model += square(answer.model - outcome);
    day.climatology += square(answer.climatology - outcome);
    day.recency += square(answer.recency - outcome);
    DaySums::Bin& bin = day.bins[bin_of(answer.model)];
    bin.questions += 1;
    bin.happened += outcome;
  }
  return days;
}

DaySums drawn(std::span<const DaySums> days, std::size_t block, Random random) {
  DaySums sums;
  for (std::size_t taken = 0; taken < days.size();) {
    const std::size_t begin = random.below(days.size() - block + 1);
    for (std::size_t i = 0; i < block && taken < days.size(); ++i, ++taken) sums.add(days[begin + i]);
  }
  return sums;
}

// The middle `level` of the values that are numbers; nullopt if there is none.
std::optional<Interval> middle(std::vector<double> values, double level) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  if (values.empty()) {
    return std::nullopt;
  }
  std::ranges::sort(values);
  const auto last = static_cast<double>(values.size() - 1);
  const auto at = [&](double share) { return values[static_cast<std::size_t>(std::lround(share * last))]; };
  return Interval{at((1 - level) / 2), at((1 + level) / 2)};
}

void add_intervals(std::span<const Answered> answers, const BootstrapOptions& options, Scores& scores) {
  if (options.block == 0 || options.origins < kLeastBlocks * options.block) {
    return;
  }
  const std::vector<DaySums> days = sums_by_day(answers, options.origins);
  std::vector<double> skill, over_recency;
  std::array<std::vector<double>, 10> observed;
  for (std::size_t i = 0; i < options.replicates; ++i) {
    const DaySums sums = drawn(days, options.block, Random(options.seed, i));
    skill.push_back(1 - sums.model / sums.climatology);
    over_recency.push_back(1 - sums.model / sums.recency);
    for (std::size_t b = 0; b < observed.size(); ++b) observed[b].push_back(sums.bins[b].happened / sums.bins[b].questions);
  }
  scores.skill_interval = middle(std::move(skill), options.level);
  scores.skill_over_recency_interval = middle(std::move(over_recency), options.level);
  for (std::size_t b = 0; b < observed.size(); ++b) scores.bins[b].observed_interval = middle(std::move(observed[b]), options.level);
}

// Both from the questions sorted by forecast, ties together.
void add_areas(std::span<const Answered> answers, Scores& scores) {
  std::vector<std::pair<float, bool>> sorted;
  sorted.reserve(answers.size());
  for (const Answered& answer : answers) sorted.emplace_back(answer.model, answer.happened);
  std::ranges::sort(sorted, std::ranges::greater(), &std::pair<float, bool>::first);
  double yes = 0, no = 0, area = 0, precision = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    double tied_yes = 0, tied_no = 0;
    const float forecast = sorted[i].first;
    for (; i < sorted.size() && sorted[i].first == forecast; ++i) (sorted[i].second ? tied_yes : tied_no) += 1;
    area += tied_no * (yes + tied_yes / 2);
    yes += tied_yes;
    no += tied_no;
    precision += tied_yes * yes / (yes + no);
  }
  scores.roc_area = yes > 0 && no > 0 ? area / (yes * no) : 0;
  scores.average_precision = yes > 0 ? precision / yes : 0;
}

void add_sums(std::span<const Answered> answers, Scores& scores) {
  for (const Answered& answer : answers) {
    const double outcome = answer.happened ? 1 : 0;
    ++scores.questions;
    scores.happened += answer.happened ? 1 : 0;
    scores.brier += square(answer.model - outcome);
    scores.brier_climatology += square(answer.climatology - outcome);
    scores.brier_recency += square(answer.recency - outcome);
    scores.log_score += surprise(answer.model, answer.happened);
    scores.log_score_climatology += surprise(answer.climatology, answer.happened);
    scores.log_score_recency += surprise(answer.recency, answer.happened);
    scores.crps += answer.model_crps;
    scores.crps_climatology += answer.climatology_crps;
    CalibrationBin& bin = scores.bins[bin_of(answer.model)];
    ++bin.questions;
    bin.mean_forecast += answer.model;
    bin.observed_share += outcome;
  }
}

void finish(Scores& scores) {
  const auto n = static_cast<double>(scores.questions);
  for (double* const sum : {&scores.brier, &scores.brier_climatology, &scores.brier_recency, &scores.log_score, &scores.log_score_climatology,
                            &scores.log_score_recency, &scores.crps, &scores.crps_climatology}) {
    *sum /= n;
  }
  const double share = static_cast<double>(scores.happened) / n;
  scores.uncertainty = share * (1 - share);
  for (CalibrationBin& bin : scores.bins) {
    if (bin.questions > 0) {
      const auto count = static_cast<double>(bin.questions);
      bin.mean_forecast /= count;
      bin.observed_share /= count;
      scores.calibration_error += count / n * std::abs(bin.mean_forecast - bin.observed_share);
      scores.reliability += count / n * square(bin.mean_forecast - bin.observed_share);
      scores.resolution += count / n * square(bin.observed_share - share);
    }
  }
}

// A number among the names of a kind's groups.
using Group = std::function<std::size_t(const Answered&)>;

std::size_t class_group(const Answered& answer) { return static_cast<std::size_t>(quad_class(answer.type)); }

std::size_t base_rate_group(const Answered& answer) {
  const double rate = answer.climatology;
  return rate < 0.01 ? 0 : rate < 0.05 ? 1 : rate < 0.2 ? 2 : rate < 0.5 ? 3 : 4;
}

std::size_t activity_group(const Answered& answer) { return answer.dyad_acts < 10 ? 0 : answer.dyad_acts < 50 ? 1 : 2; }

void add_groups(std::span<const Answered> answers, const BootstrapOptions& options, std::string_view kind, std::span<const std::string_view> names,
                const Group& group, std::vector<GroupScores>& out) {
  std::vector<std::vector<Answered>> parts(names.size());
  for (const Answered& answer : answers) parts[group(answer)].push_back(answer);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!parts[i].empty()) {
      out.push_back({std::string(kind), std::string(names[i]), score(parts[i], options)});
    }
  }
}

}  // namespace

Scores score(std::span<const Answered> answers, const BootstrapOptions& options) {
  Scores scores;
  if (answers.empty()) {
    return scores;
  }
  add_sums(answers, scores);
  finish(scores);
  add_areas(answers, scores);
  add_intervals(answers, options, scores);
  return scores;
}

std::vector<GroupScores> score_groups(std::span<const Answered> answers, const BootstrapOptions& options) {
  std::vector<GroupScores> groups;
  std::vector<std::string_view> classes;
  for (const QuadClass quad : {QuadClass::verbal_cooperation, QuadClass::material_cooperation, QuadClass::verbal_conflict, QuadClass::material_conflict}) {
    classes.push_back(name(quad));
  }
  constexpr std::array<std::string_view, 5> rates = {"under 1 %", "1 to 5 %", "5 to 20 %", "20 to 50 %", "50 % and more"};
  constexpr std::array<std::string_view, 3> activities = {"under 10", "10 to 49", "50 and more"};
  add_groups(answers, options, "class", classes, class_group, groups);
  add_groups(answers, options, "base rate", rates, base_rate_group, groups);
  add_groups(answers, options, "acts of the dyad", activities, activity_group, groups);
  return groups;
}

}  // namespace corollary::forecast
