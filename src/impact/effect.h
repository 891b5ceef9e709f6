#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "graph/event_graph.h"
#include "impact/estimate.h"
#include "impact/panel.h"
#include "impact/unusual_days.h"

namespace corollary::impact {

enum class Verdict : std::uint8_t {
  changed_adverse,
  changed_favourable,
  no_effect_that_matters,  ///< Shown to lie within the margin; not merely "nothing found".
  inconclusive
};
/// "changed (adverse)", "changed (favourable)", "no effect that matters", "inconclusive".
std::string_view name(Verdict verdict);

struct Options {
  PanelOptions panel = {};
  double margin = 1.25;  ///< Rate ratios from 1/margin to margin do not matter: 0.80 to 1.25.
  double level = 0.05;
  double power = 0.80;             ///< Of the smallest detectable effect.
  double min_covered_share = 0.8;  ///< Of each window's days.
  std::size_t controls_min = 5;    ///< Fewer give no verdict.
  double unusual_spreads = 4;      ///< See `unusual_days`.
};

/// What the event did to the pair, as far as the record tells, with all that a page needs to draw it.
struct Effect {
  Date event_day;
  Windows windows;
  Verdict verdict = Verdict::inconclusive;
  std::string reason;    ///< One or two sentences: what the verdict rests on.
  std::string obstacle;  ///< Why nothing could be measured, also part of `reason`; "" if it could.

  WindowCount before;
  WindowCount after;
  std::optional<Estimate> estimate;  ///< Absent where coverage or controls do not allow one.
  /// What a window of this length shows at 80 % power. Where the after-window is not there yet, from the latest days
  /// whose windows are; absent if there are none.
  std::optional<Detectable> detectable;

  Panel panel;                        ///< The daily counts of the pair, its controls and its parties.
  std::vector<Change> controls;       ///< In the order of `panel.controls`.
  std::vector<StandardError> errors;  ///< What each source says; the widest is in `estimate`.
  std::vector<PlaceboDate> placebo_dates;
  /// Each control against the other controls, in the order of `panel.controls`: log ratios.
  std::vector<double> placebo_pairs;
  /// (1 + how many placebos are as far from no change as the pair) / (1 + placebos). Absent below 19 placebos.
  std::optional<double> p_among_dates;
  std::optional<double> p_among_pairs;

  std::vector<UnusualDay> unusual_days;  ///< What else was going on: to be named in the brief.
  std::optional<Estimate> without_unusual_days;
};

/// Measures what the event changed between the question's two parties, against pairs that had nothing to do with it.
///
/// A verdict other than `inconclusive` takes all of:
/// - both windows covered to `min_covered_share`, and `controls_min` controls;
/// - *changed*: the 95 % interval (by the widest of the standard errors) leaves out 1, the effect is not shown to lie
///   within the margin, not more than one in twenty placebo dates and placebo pairs is as far off (where there are 19
///   and more), and the same comes out without the unusual days of the before-window, of the after-window, of both;
/// - *no effect that matters*: both one-sided tests at 5 % against the margin, and no *changed* without those days.
///
/// Errors: `usage` for a window below one day, a margin of 1 or less, level or power or share outside their ranges, or
///         a filter whose valence is not given (see `valence_of`).
/// Cost:   O(acts within history and windows, and days · controls).
/// Source: equivalence as in Schuirmann 1987; placebo pairs as in Abadie, Diamond & Hainmueller 2010.
Result<Effect> measure(const graph::EventGraph& graph, const Question& question, const Options& options = {});

/// The same on series that are already there.
Result<Effect> measure(Panel panel, const Windows& windows, Date event_day, Valence more_is,
                       const Options& options = {});

}  // namespace corollary::impact
