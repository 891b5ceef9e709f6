#include "impact/effect.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/format.h"
#include "base/strings.h"

namespace corollary::impact {
namespace {

constexpr std::size_t kPlacebosToRank = 19;
constexpr std::size_t kDaysNamed = 6;

Result<void> check(const Windows& windows, const Options& options) {
  if (windows.before_days < 1 || windows.after_days < 1) {
    return fail(ErrorKind::usage, "a window has {} days: expected at least 1",
                std::min(windows.before_days, windows.after_days));
  }
  if (!(options.margin > 1) || !std::isfinite(options.margin)) {
    return fail(ErrorKind::usage, "margin {} is not a rate ratio above 1 (such as 1.25)", options.margin);
  }
  if (!(options.level > 0 && options.level < 0.5)) {
    return fail(ErrorKind::usage, "level {} is not between 0 and 0.5 (such as 0.05)", options.level);
  }
  if (!(options.power > 0.5 && options.power < 1)) {
    return fail(ErrorKind::usage, "power {} is not between 0.5 and 1 (such as 0.8)", options.power);
  }
  if (!(options.min_covered_share > 0 && options.min_covered_share <= 1)) {
    return fail(ErrorKind::usage, "share of covered days {} is not above 0 and at most 1", options.min_covered_share);
  }
  if (options.controls_min < 1 || !(options.panel.control_rate_factor > 1)) {
    return fail(ErrorKind::usage, "at least one control is needed, and a rate factor above 1");
  }
  return {};
}

/// "2 %".
std::string percent(double share) { return format("{:.0f} %", 100 * share); }

/// "11 July, 12 July and 3 more".
std::string days_text(const std::vector<UnusualDay>& unusual) {
  std::vector<Date> days;
  for (const UnusualDay& day : unusual) {
    if (days.empty() || days.back() != day.day) {
      days.push_back(day.day);
    }
  }
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(days.size(), kDaysNamed); ++i) {
    texts.push_back(days[i].written_without_year());
  }
  if (days.size() > kDaysNamed) {
    texts.push_back(format("{} more days", days.size() - kDaysNamed));
  }
  return listed(texts);
}

std::optional<Date> last_covered_day(const graph::DailySeries& series) {
  for (std::size_t i = series.covered.size(); i-- > 0;) {
    if (series.covered[i] != 0) {
      return series.first + Days{static_cast<std::int32_t>(i)};
    }
  }
  return std::nullopt;
}

std::string too_little_covered(const WindowCount& window, const char* when, double needed) {
  return format("The record does not cover enough of the days {} the event: {} of {}, from {} to {}; {} are needed.",
                when, window.covered_days, window.days.length(), window.days.first.written(), window.days.last.written(),
                percent(needed));
}

/// Why nothing can be measured; nullopt if it can.
std::optional<std::string> obstacle(const Effect& effect, const Options& options) {
  const std::optional<Date> last = last_covered_day(effect.panel.pair.counts);
  if (!last) {
    return format(
        "The record does not cover any day from {} to {} (a list that somebody chose covers none): import one that "
        "does, "
        "such as GDELT, ICEWS or POLECAT.",
        effect.before.days.first.written(), effect.after.days.last.written());
  }
  if (effect.before.covered_share() < options.min_covered_share) {
    return too_little_covered(effect.before, "before", options.min_covered_share);
  }
  if (*last <= effect.event_day) {
    return format("The record ends on {}, before the days after the event.", last->written());
  }
  if (effect.after.covered_share() < options.min_covered_share) {
    return too_little_covered(effect.after, "after", options.min_covered_share);
  }
  if (effect.panel.controls.size() < options.controls_min) {
    return format(
        "There are {} pairs of the like to compare with, and at least {} are needed: a plain comparison of before and "
        "after is no verdict.",
        effect.panel.controls.size(), options.controls_min);
  }
  return std::nullopt;
}

bool both_covered(const Change& change, double min_share) {
  return change.before.covered_share() >= min_share && change.after.covered_share() >= min_share;
}

/// What windows of this length could show: learned on the latest day before the event whose windows are both covered.
std::optional<Detectable> prospective(const Effect& effect, const Options& options) {
  const Panel& panel = effect.panel;
  if (panel.controls.size() < options.controls_min) {
    return std::nullopt;
  }
  const Date first = panel.pair.counts.first + Days{effect.windows.before_days};
  for (Date day = effect.event_day - Days{effect.windows.after_days + 1}; day >= first; day = day - Days{1}) {
    if (both_covered(change_of(panel.pair.counts, effect.windows, day), options.min_covered_share)) {
      const std::vector<StandardError> errors =
          standard_errors(panel, effect.windows, day, difference_of(panel, effect.windows, day),
                          placebo_dates(panel, effect.windows, day, options.min_covered_share));
      return smallest_detectable(most_cautious(errors), options.level, options.power);
    }
  }
  return std::nullopt;
}

/// What the windows can show, as a sentence to be appended; "" if nothing is known of it.
std::string detectable_text(const std::optional<Detectable>& detectable, const Options& options) {
  constexpr double kBeyondUse = 20;  // Nobody plans with a factor of 1067.
  if (!detectable) {
    return "";
  }
  if (detectable->up > kBeyondUse) {
    return format(" Such windows would not even show a change by a factor of {} with {} power.", kBeyondUse,
                  percent(options.power));
  }
  return format(" The smallest effect that such windows show with {} power is a factor of {:.2f} up or {:.2f} down.",
                percent(options.power), detectable->up, detectable->down);
}

/// Each control against the mean of the others.
std::vector<double> placebo_pairs(const Difference& difference) {
  const auto n = static_cast<double>(difference.controls.size());
  std::vector<double> log_ratios;
  for (const Change& control : difference.controls) {
    log_ratios.push_back(n > 1 ? (control.log_ratio - difference.controls_log_ratio) * n / (n - 1) : 0);
  }
  return log_ratios;
}

std::optional<double> rank_p(double log_ratio, const std::vector<double>& placebos) {
  if (placebos.size() < kPlacebosToRank) {
    return std::nullopt;
  }
  const auto as_far = std::count_if(placebos.begin(), placebos.end(),
                                    [&](double placebo) { return std::abs(placebo) >= std::abs(log_ratio); });
  return static_cast<double>(1 + as_far) / static_cast<double>(1 + placebos.size());
}

std::vector<double> log_ratios_of(const std::vector<PlaceboDate>& dates) {
  std::vector<double> log_ratios;
  for (const PlaceboDate& date : dates) {
    log_ratios.push_back(date.log_ratio);
  }
  return log_ratios;
}

/// The estimate with those days left out; nullopt when too little is left of a window.
std::optional<Estimate> estimate_without(const Effect& effect, const std::vector<UnusualDay>& days,
                                         const Options& options) {
  const Panel rest = without(effect.panel, days);
  const Difference difference = difference_of(rest, effect.windows, effect.event_day);
  if (!both_covered(difference.pair, options.min_covered_share / 2)) {
    return std::nullopt;
  }
  const std::vector<StandardError> errors =
      standard_errors(rest, effect.windows, effect.event_day, difference, effect.placebo_dates);
  return estimate_of(difference.log_ratio, most_cautious(errors), options.margin, options.level);
}

void measure_difference(Effect& effect, const Options& options) {
  const Difference difference = difference_of(effect.panel, effect.windows, effect.event_day);
  effect.controls = difference.controls;
  effect.placebo_dates = placebo_dates(effect.panel, effect.windows, effect.event_day, options.min_covered_share);
  effect.placebo_pairs = placebo_pairs(difference);
  effect.errors = standard_errors(effect.panel, effect.windows, effect.event_day, difference, effect.placebo_dates);
  effect.estimate = estimate_of(difference.log_ratio, most_cautious(effect.errors), options.margin, options.level);
  effect.detectable = smallest_detectable(effect.estimate->error, options.level, options.power);
  effect.p_among_dates = rank_p(difference.log_ratio, log_ratios_of(effect.placebo_dates));
  effect.p_among_pairs = rank_p(difference.log_ratio, effect.placebo_pairs);
  if (!effect.unusual_days.empty()) {
    effect.without_unusual_days = estimate_without(effect, effect.unusual_days, options);
  }
}

/// What the tests say, before anything is known of placebos and unusual days.
Verdict tested(const Estimate& estimate, Valence more_is, const Options& options) {
  if (estimate.p_equivalent <= options.level) {
    return Verdict::no_effect_that_matters;
  }
  if (estimate.p_different > options.level) {
    return Verdict::inconclusive;
  }
  const bool adverse = (estimate.log_ratio > 0) == (more_is == Valence::adverse);
  return adverse ? Verdict::changed_adverse : Verdict::changed_favourable;
}

bool is_changed(Verdict verdict) {
  return verdict == Verdict::changed_adverse || verdict == Verdict::changed_favourable;
}

/// Whether the verdict stands without these unusual days.
bool stands_without(const std::vector<UnusualDay>& days, Verdict verdict, const Effect& effect, Valence more_is,
                    const Options& options) {
  if (days.empty()) {
    return true;
  }
  const std::optional<Estimate> rest = estimate_without(effect, days, options);
  if (!rest) {
    return false;
  }
  const Verdict other = tested(*rest, more_is, options);
  return is_changed(verdict) ? other == verdict : !is_changed(other);
}

/// Leaves out the days of the before-window, of the after-window, and both: one side alone can carry a difference that
/// the other hides again.
bool stands_without_unusual_days(Verdict verdict, const Effect& effect, Valence more_is, const Options& options) {
  std::vector<UnusualDay> before, after;
  for (const UnusualDay& day : effect.unusual_days) {
    (day.before ? before : after).push_back(day);
  }
  return stands_without(before, verdict, effect, more_is, options) &&
         stands_without(after, verdict, effect, more_is, options) &&
         stands_without(effect.unusual_days, verdict, effect, more_is, options);
}

/// "After the event the rate was 1.40 times what the 40 comparison pairs lead one to expect (95 % interval 0.90
/// to 2.20, from placebo pairs)".
std::string estimate_text(const Effect& effect, const Options& options) {
  const Estimate& estimate = *effect.estimate;
  return format(
      "After the event the rate was {:.2f} times what the {} comparison pairs lead one to expect ({} interval {:.2f} "
      "to "
      "{:.2f}, from {})",
      estimate.ratio, effect.panel.controls.size(), percent(1 - options.level), estimate.interval.low,
      estimate.interval.high, name(estimate.error.source));
}

std::string margin_text(const Options& options) {
  return format("{:.2f} to {:.2f}", 1 / options.margin, options.margin);
}

std::string unsteady_text(const Effect& effect) {
  const std::string days = days_text(effect.unusual_days);
  if (!effect.without_unusual_days) {
    return format("; without the unusual days ({}) too little is left to tell", days);
  }
  const Estimate& rest = *effect.without_unusual_days;
  return format("; but it rests on unusual days ({}), without which it is {:.2f} ({:.2f} to {:.2f})", days, rest.ratio,
                rest.interval.low, rest.interval.high);
}

/// Why a verdict of the tests does not hold; nullopt if it does.
std::optional<std::string> objection(Verdict verdict, const Effect& effect, Valence more_is, const Options& options) {
  if (is_changed(verdict) && effect.p_among_dates.value_or(0) > options.level) {
    return format("; but {} of the placebo dates before the event are as far off", percent(*effect.p_among_dates));
  }
  if (is_changed(verdict) && effect.p_among_pairs.value_or(0) > options.level) {
    return format("; but {} of the pairs that had nothing to do with it changed as much",
                  percent(*effect.p_among_pairs));
  }
  if (!stands_without_unusual_days(verdict, effect, more_is, options)) {
    return unsteady_text(effect);
  }
  return std::nullopt;
}

void judge(Effect& effect, Valence more_is, const Options& options) {
  effect.verdict = tested(*effect.estimate, more_is, options);
  effect.reason = estimate_text(effect, options);
  if (effect.verdict == Verdict::inconclusive) {
    effect.reason += format(": that may be no change at all, or one beyond the margin of {}.", margin_text(options)) +
                     detectable_text(effect.detectable, options);
  } else if (const std::optional<std::string> why = objection(effect.verdict, effect, more_is, options)) {
    effect.verdict = Verdict::inconclusive;
    effect.reason += *why + "." + detectable_text(effect.detectable, options);
  } else if (effect.verdict == Verdict::no_effect_that_matters) {
    effect.reason += format("; the {} interval {:.2f} to {:.2f} lies within the margin of {}.",
                            percent(1 - 2 * options.level), effect.estimate->equivalence_interval.low,
                            effect.estimate->equivalence_interval.high, margin_text(options));
  } else {
    effect.reason += "; placebos and the days that stand out do not explain it.";
  }
}

}  // namespace

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::changed_adverse: return "changed (adverse)";
    case Verdict::changed_favourable: return "changed (favourable)";
    case Verdict::no_effect_that_matters: return "no effect that matters";
    case Verdict::inconclusive: break;
  }
  return "inconclusive";
}

Result<Effect> measure(Panel panel, const Windows& windows, Date event_day, Valence more_is, const Options& options) {
  TRY(check(windows, options));
  Effect effect;
  effect.event_day = event_day;
  effect.windows = windows;
  effect.panel = std::move(panel);
  const Change change = change_of(effect.panel.pair.counts, windows, event_day);
  effect.before = change.before;
  effect.after = change.after;
  effect.unusual_days = unusual_days(effect.panel, windows, event_day, options.unusual_spreads);
  if (const std::optional<std::string> why = obstacle(effect, options)) {
    effect.obstacle = *why;
    effect.detectable = prospective(effect, options);
    effect.reason = effect.obstacle + detectable_text(effect.detectable, options);
    return effect;
  }
  measure_difference(effect, options);
  judge(effect, more_is, options);
  return effect;
}

Result<Effect> measure(const graph::EventGraph& graph, const Question& question, const Options& options) {
  TRY(check(question.windows, options));
  TRY_ASSIGN(const Valence more_is, valence_of(question));
  return measure(panel_of(graph, question, options.panel), question.windows, question.event_day, more_is, options);
}

}  // namespace corollary::impact
