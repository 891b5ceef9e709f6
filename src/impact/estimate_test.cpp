#include "impact/estimate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace corollary::impact {
namespace {

constexpr double kNormal = std::numeric_limits<double>::infinity();
const Date kFirst = Date::from_ymd(2020, 1, 1).value();

NamedSeries series_of(std::vector<std::uint32_t> counts) {
  const std::vector<std::uint8_t> covered(counts.size(), 1);
  return {"A–B", {kFirst, std::move(counts), covered}};
}

TEST(Change, ComparesRatesOnCoveredDaysWithHalfAnActMore) {
  NamedSeries series = series_of({1, 2, 9, 4, 50, 3, 0, 1, 7, 7});
  series.counts.covered[2] = 0;
  const Change change = change_of(series.counts, {4, 3}, kFirst + Days{4});
  EXPECT_EQ(change.before.acts, 7U);
  EXPECT_EQ(change.before.covered_days, 3);
  EXPECT_EQ(change.after.acts, 4U);
  EXPECT_EQ(change.after.covered_days, 3);
  EXPECT_NEAR(change.log_ratio, std::log(4.5 / 3) - std::log(7.5 / 3), 1e-12);
  EXPECT_EQ(change.before.covered_share(), 0.75);
}

TEST(Change, DaysOutsideTheSeriesAreNotCovered) {
  const NamedSeries series = series_of({1, 1, 1, 1});
  const Change change = change_of(series.counts, {10, 10}, kFirst + Days{2});
  EXPECT_EQ(change.before.covered_days, 2);
  EXPECT_EQ(change.after.covered_days, 1);
}

TEST(Difference, TakesOffTheMeanChangeOfTheControls) {
  Panel panel;
  panel.pair = series_of({1, 1, 0, 4, 4});
  panel.controls = {series_of({2, 2, 0, 2, 2}), series_of({10, 10, 0, 40, 40})};
  const Difference difference = difference_of(panel, {2, 2}, kFirst + Days{2});
  EXPECT_NEAR(difference.pair.log_ratio, std::log(8.5 / 2.5), 1e-12);
  EXPECT_NEAR(difference.controls_log_ratio, std::log(80.5 / 20.5) / 2, 1e-12);
  EXPECT_NEAR(difference.log_ratio, std::log(8.5 / 2.5) - std::log(80.5 / 20.5) / 2, 1e-12);
}

TEST(PlaceboDates, EndBeforeTheEventAndNeedCoveredWindows) {
  Panel panel;
  panel.pair = series_of(std::vector<std::uint32_t>(20, 1));
  panel.controls = {panel.pair};
  const std::vector<PlaceboDate> dates = placebo_dates(panel, {3, 2}, kFirst + Days{15}, 0.8);
  ASSERT_EQ(dates.size(), 10U);
  EXPECT_EQ(dates.front().day, kFirst + Days{3});
  EXPECT_EQ(dates.back().day, kFirst + Days{12});  // Its after-window ends on the eve of the event.
  panel.pair.counts.covered[7] = 0;
  EXPECT_EQ(placebo_dates(panel, {3, 2}, kFirst + Days{15}, 0.8).size(), 5U);  // Days 5 and 6, and 8 to 10, are gone.
}

TEST(StandardError, OfPlaceboPairsIsTheirScatterForOneMore) {
  Panel panel;
  panel.pair = series_of({9, 9, 0, 9, 9});
  panel.controls = {series_of({9, 9, 0, 9, 9}), series_of({9, 9, 0, 18, 18}), series_of({18, 18, 0, 9, 9})};
  const Difference difference = difference_of(panel, {2, 2}, kFirst + Days{2});
  const std::vector<StandardError> errors = standard_errors(panel, {2, 2}, kFirst + Days{2}, difference, {});
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].source, ErrorSource::counting);
  EXPECT_EQ(errors[1].source, ErrorSource::placebo_pairs);
  const double off = std::log(36.5 / 18.5);  // The changes are 0, off, -off.
  EXPECT_NEAR(errors[1].value, std::sqrt(2 * off * off / 2 * (4.0 / 3)), 1e-12);
  EXPECT_EQ(errors[1].degrees_of_freedom, 2);
}

TEST(StandardError, OfSteadyCountsIsPoissons) {
  Panel panel;
  panel.pair = series_of({4, 4, 4, 4, 0, 4, 4, 4, 4});
  panel.controls = {panel.pair};
  const Difference difference = difference_of(panel, {4, 4}, kFirst + Days{4});
  const std::vector<StandardError> errors = standard_errors(panel, {4, 4}, kFirst + Days{4}, difference, {});
  EXPECT_NEAR(errors[0].value, std::sqrt(2 / 16.5 + 2 / 16.5), 1e-12);  // The pair's and its one control's.
  EXPECT_EQ(errors[0].degrees_of_freedom, 6);
}

// Blocks of one day: (20, 0, 20, 0) about 10 gives a statistic of 40 for each window, on three degrees of freedom.
TEST(StandardError, GrowsWithTheScatterOfTheCounts) {
  Panel panel;
  panel.pair = series_of({20, 0, 20, 0, 0, 20, 0, 20, 0});
  panel.controls = {series_of({10, 10, 10, 10, 0, 10, 10, 10, 10})};
  const Difference difference = difference_of(panel, {4, 4}, kFirst + Days{4});
  const std::vector<StandardError> errors = standard_errors(panel, {4, 4}, kFirst + Days{4}, difference, {});
  EXPECT_NEAR(errors[0].value, std::sqrt(80.0 / 6 * 2 / 40.5 + 2 / 40.5), 1e-12);
}

TEST(StandardError, TheMostCautiousHasTheWidestInterval) {
  const std::vector<StandardError> errors{{ErrorSource::counting, 0.30, kNormal},
                                          {ErrorSource::placebo_pairs, 0.25, 3}};
  EXPECT_EQ(most_cautious(errors).source, ErrorSource::placebo_pairs);  // 3.18 · 0.25 > 1.96 · 0.30.
}

TEST(Estimate, GivesIntervalsAndTestsOnTheRatio) {
  const Estimate estimate = estimate_of(std::log(2), {ErrorSource::counting, 0.2, kNormal}, 1.25, 0.05);
  EXPECT_NEAR(estimate.ratio, 2, 1e-12);
  EXPECT_NEAR(estimate.interval.low, 2 * std::exp(-1.959964 * 0.2), 1e-6);
  EXPECT_NEAR(estimate.interval.high, 2 * std::exp(1.959964 * 0.2), 1e-6);
  EXPECT_NEAR(estimate.equivalence_interval.high, 2 * std::exp(1.644854 * 0.2), 1e-6);
  EXPECT_NEAR(estimate.p_different, std::erfc(std::log(2) / 0.2 / std::sqrt(2.0)), 1e-12);
  EXPECT_GT(estimate.p_not_higher, 0.99);
  EXPECT_EQ(estimate.p_equivalent, estimate.p_not_higher);
}

// The first entry of TOSTER's one-sample examples: 0.04 from the null, bounds ±0.36, s = 1.2, n = 100.
TEST(Estimate, TwoOneSidedTestsGiveThePublishedValues) {
  const Estimate estimate = estimate_of(0.04, {ErrorSource::counting, 0.12, 99}, std::exp(0.36), 0.05);
  EXPECT_NEAR(estimate.p_not_lower, 0.0006040021, 1e-9);
  EXPECT_NEAR(estimate.p_not_higher, 0.004474619, 1e-8);
  EXPECT_NEAR(std::log(estimate.equivalence_interval.low), -0.1592469, 1e-6);
  EXPECT_NEAR(std::log(estimate.equivalence_interval.high), 0.2392469, 1e-6);
  EXPECT_NEAR(std::log(estimate.interval.high), 0.278106, 1e-6);
}

TEST(Detectable, IsTheSumOfTwoQuantilesTimesTheError) {
  const Detectable detectable = smallest_detectable({ErrorSource::counting, 0.1, kNormal}, 0.05, 0.8);
  EXPECT_NEAR(detectable.up, std::exp(0.1 * (1.959964 + 0.841621)), 1e-6);
  EXPECT_NEAR(detectable.up * detectable.down, 1, 1e-12);
}

}  // namespace
}  // namespace corollary::impact
