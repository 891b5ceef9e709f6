#include "impact/effect.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"
#include "graph_of.h"

namespace corollary::impact {
namespace {

const Date kFirst = Date::from_ymd(2018, 1, 1).value();
constexpr int kDays = 281;
constexpr int kEvent = 220;  ///< Sixty days follow it.
const Date kEventDay = kFirst + Days{kEvent};
const Windows kWindows{60, 60};

/// About five acts a day with a weekly rhythm that begins on another weekday for each `shift`.
NamedSeries steady(const std::string& name, std::size_t shift) {
  constexpr std::uint32_t kWeek[] = {4, 6, 5, 7, 3, 5, 5};
  NamedSeries series{name, {kFirst, {}, std::vector<std::uint8_t>(kDays, 1)}};
  for (std::size_t i = 0; i < kDays; ++i) {
    series.counts.count.push_back(kWeek[(i + shift) % 7]);
  }
  return series;
}

/// A pair and twenty controls on which nothing ever happens but the week's rhythm.
Panel steady_panel() {
  Panel panel;
  panel.pair = steady("A–B", 0);
  for (std::size_t i = 1; i <= 20; ++i) {
    panel.controls.push_back(steady("control " + std::to_string(i), i));
  }
  return panel;
}

void multiply(NamedSeries& series, int from, int to, std::uint32_t factor) {
  for (int i = from; i <= to; ++i) {
    series.counts.count[static_cast<std::size_t>(i)] *= factor;
  }
}

void uncover(Panel& panel, int from, int to) {
  const auto hide = [&](NamedSeries& series) {
    for (int i = from; i <= to; ++i) {
      series.counts.count[static_cast<std::size_t>(i)] = 0;
      series.counts.covered[static_cast<std::size_t>(i)] = 0;
    }
  };
  hide(panel.pair);
  std::for_each(panel.controls.begin(), panel.controls.end(), hide);
}

Effect measured(const Panel& panel, Valence more_is = Valence::adverse) {
  return measure(panel, kWindows, kEventDay, more_is).value();
}

TEST(Effect, OfNothingIsNoEffectThatMatters) {
  const Effect effect = measured(steady_panel());
  EXPECT_EQ(effect.verdict, Verdict::no_effect_that_matters) << effect.reason;
  EXPECT_GT(effect.estimate->equivalence_interval.low, 0.8);
  EXPECT_LT(effect.estimate->equivalence_interval.high, 1.25);
  EXPECT_TRUE(effect.unusual_days.empty());
  EXPECT_TRUE(effect.obstacle.empty());
}

TEST(Effect, OfThreefoldConflictIsAdverseAndOfThreefoldCooperationFavourable) {
  Panel panel = steady_panel();
  multiply(panel.pair, kEvent + 1, kEvent + 60, 3);
  const Effect effect = measured(panel);
  EXPECT_EQ(effect.verdict, Verdict::changed_adverse) << effect.reason;
  EXPECT_NEAR(effect.estimate->ratio, 3, 0.1);
  EXPECT_EQ(measured(panel, Valence::favourable).verdict, Verdict::changed_favourable);
}

TEST(Effect, ThatAllPairsShareIsNone) {
  Panel panel = steady_panel();
  multiply(panel.pair, kEvent + 1, kEvent + 60, 3);
  for (NamedSeries& control : panel.controls) {
    multiply(control, kEvent + 1, kEvent + 60, 3);
  }
  EXPECT_EQ(measured(panel).verdict, Verdict::no_effect_that_matters);
}

// What the case of Helsinki teaches: a summit and a visit in the before-window make the days after look empty.
TEST(Effect, IsNotFoundInASummitThatFellIntoTheBeforeWindow) {
  Panel panel = steady_panel();
  multiply(panel.pair, kEvent - 8, kEvent - 2, 20);
  const Effect effect = measured(panel);
  EXPECT_LT(effect.after.per_day() / effect.before.per_day(), 0.35);  // The plain comparison.
  EXPECT_EQ(effect.verdict, Verdict::inconclusive) << effect.reason;
  ASSERT_FALSE(effect.unusual_days.empty());
  EXPECT_EQ(effect.unusual_days.front().day, kEventDay - Days{8});
  EXPECT_TRUE(effect.unusual_days.front().before);
  EXPECT_NEAR(effect.without_unusual_days->ratio, 1, 0.1);
}

TEST(Effect, IsRefusedWhenItRestsOnUnusualDays) {
  Panel panel = steady_panel();
  for (int i = kEvent + 3; i <= kEvent + 60; i += 7) {  // One great day a week, so regular that no test doubts it.
    multiply(panel.pair, i, i, 30);
  }
  const Effect effect = measured(panel);
  EXPECT_LT(effect.estimate->p_different, 0.05);
  EXPECT_EQ(effect.verdict, Verdict::inconclusive);
  EXPECT_NE(effect.reason.find("it rests on unusual days ("), std::string::npos) << effect.reason;
}

TEST(Effect, IsRefusedWhenThePairSwingsAsMuchWithoutAnyEvent) {
  Panel panel = steady_panel();
  for (int start = 0; start < kEvent; start += 40) {  // Twenty days of four times as much, again and again.
    multiply(panel.pair, start, start + 19, 4);
  }
  multiply(panel.pair, kEvent + 1, kEvent + 60, 3);
  const Effect effect = measured(panel);
  EXPECT_EQ(effect.verdict, Verdict::inconclusive) << effect.reason;
}

TEST(Effect, IsRefusedWhenPairsWithNoPartInItChangedAsMuch) {
  Panel panel = steady_panel();
  multiply(panel.pair, kEvent + 1, kEvent + 60, 3);
  for (std::size_t i = 0; i < 6; ++i) {
    multiply(panel.controls[i], kEvent + 1, kEvent + 60, 5);
  }
  const Effect effect = measured(panel);
  EXPECT_EQ(effect.verdict, Verdict::inconclusive) << effect.reason;
  EXPECT_GT(effect.p_among_pairs.value(), 0.05);
}

TEST(Effect, OfAQuietPairIsInconclusiveAndSaysWhatCouldHaveBeenSeen) {
  Panel panel = steady_panel();
  for (NamedSeries* series : {&panel.pair}) {
    std::fill(series->counts.count.begin(), series->counts.count.end(), 0);
    series->counts.count[kEvent - 20] = 1;
    series->counts.count[kEvent + 20] = 1;
  }
  const Effect effect = measured(panel);
  EXPECT_EQ(effect.verdict, Verdict::inconclusive);
  EXPECT_GT(effect.detectable.value().up, 5);
  EXPECT_NE(effect.reason.find("that may be no change at all"), std::string::npos) << effect.reason;
}

TEST(Effect, MissingDaysAreNotDaysWithoutActs) {
  Panel panel = steady_panel();
  uncover(panel, kEvent + 50, kEvent + 60);  // 49 of 60 days are left, and on them nothing has changed.
  EXPECT_EQ(measured(panel).verdict, Verdict::no_effect_that_matters);
  uncover(panel, kEvent + 40, kEvent + 60);
  const Effect effect = measured(panel);
  EXPECT_EQ(effect.verdict, Verdict::inconclusive);
  EXPECT_FALSE(effect.estimate.has_value());
  EXPECT_EQ(
      effect.obstacle,
      "The record does not cover enough of the days after the event: 39 of 60, from 10 August 2018 to 8 October 2018; 80 % "
      "are needed.");
  EXPECT_TRUE(effect.detectable.has_value());
}

TEST(Effect, ThatNobodyHasSeenYetHasASmallestSize) {
  Panel panel = steady_panel();
  uncover(panel, kEvent, kEvent + 60);
  const Effect effect = measured(panel);
  EXPECT_EQ(effect.verdict, Verdict::inconclusive);
  EXPECT_EQ(effect.obstacle, "The record ends on 8 August 2018, before the days after the event.");
  ASSERT_TRUE(effect.detectable.has_value());
  EXPECT_GT(effect.detectable->up, 1.1);
  EXPECT_LT(effect.detectable->up, 1.6);
}

TEST(Effect, WithoutPairsToCompareIsNoVerdict) {
  Panel panel = steady_panel();
  multiply(panel.pair, kEvent + 1, kEvent + 60, 3);
  panel.controls.resize(4);
  const Effect effect = measured(panel);
  EXPECT_EQ(effect.verdict, Verdict::inconclusive);
  EXPECT_EQ(
      effect.obstacle,
      "There are 4 pairs of the like to compare with, and at least 5 are needed: a plain comparison of before and "
      "after is no verdict.");
}

TEST(Effect, AListThatSomebodyChoseShowsNone) {
  graph::EventGraph::Builder builder;
  for (const Event& event : events_of("2018-08-01 A THREATEN B\n2018-08-20 A THREATEN B")) {
    builder.add(event);
  }
  const graph::EventGraph graph = std::move(builder).finish(Coverage());
  Question question;
  question.pair = {"A", "B"};
  question.event_day = kEventDay;
  const Effect effect = measure(graph, question).value();
  EXPECT_EQ(effect.verdict, Verdict::inconclusive);
  EXPECT_FALSE(effect.detectable.has_value());
  EXPECT_EQ(effect.obstacle,
            "The record does not cover any day from 10 June 2018 to 8 October 2018 (a list that somebody chose covers none): "
            "import one that does, such as GDELT, ICEWS or POLECAT.");
}

TEST(Effect, IsMeasuredOnAGraph) {
  std::string lines;
  for (int i = 0; i < kDays; ++i) {
    const std::string day = (kFirst + Days{i}).iso();
    for (const char* pair : {"C X D", "E X F", "G X H", "I X J", "K X L", "A X B"}) {
      std::string line = day + " " + pair + "\n";
      line.replace(line.find('X'), 1, "THREATEN");
      lines += line + line;
      if (i > kEvent && pair[0] == 'A') {
        lines += line + line + line + line + line + line;
      }
    }
  }
  Question question;
  question.pair = {"A", "B"};
  question.event_day = kEventDay;
  question.event_parties = {"A", "Z"};
  const Effect effect = measure(graph_of(lines), question).value();
  EXPECT_EQ(effect.verdict, Verdict::changed_adverse) << effect.reason;
  EXPECT_EQ(effect.before.acts, 120U);
  EXPECT_EQ(effect.after.acts, 480U);
  EXPECT_EQ(effect.controls.size(), 5U);
}

TEST(Effect, RefusesOptionsOutOfRange) {
  const Panel panel = steady_panel();
  const auto kind = [&](const Windows& windows, const Options& options) {
    return measure(panel, windows, kEventDay, Valence::adverse, options).error().kind;
  };
  EXPECT_EQ(kind({0, 60}, {}), ErrorKind::usage);
  EXPECT_EQ(kind(kWindows, {.margin = 1}), ErrorKind::usage);
  EXPECT_EQ(kind(kWindows, {.level = 0}), ErrorKind::usage);
  EXPECT_EQ(kind(kWindows, {.power = 0.1}), ErrorKind::usage);
  EXPECT_EQ(kind(kWindows, {.min_covered_share = 0}), ErrorKind::usage);
  EXPECT_EQ(kind(kWindows, {.controls_min = 0}), ErrorKind::usage);
}

double normal(Random& random) {
  const double u = 1 - random.uniform();
  return std::sqrt(-2 * std::log(u)) * std::cos(6.283185307179586 * random.uniform());
}

std::uint32_t poisson(Random& random, double mean) {
  std::uint32_t count = 0;
  for (double product = random.uniform(); product > std::exp(-mean); product *= random.uniform()) {
    ++count;
  }
  return count;
}

/// Counts whose mean wanders from day to day (log-normal, first-order autoregression) and that burst now and then: as
/// news of two countries do.
struct Weather {
  double per_day;
  double spread;
  double memory;
};
NamedSeries weather(Random& random, const Weather& kind, double factor_after) {
  NamedSeries series{"simulated", {kFirst, {}, std::vector<std::uint8_t>(kDays, 1)}};
  double wander = normal(random) * kind.spread;
  int burst_days = 0;
  for (int day = 0; day < kDays; ++day) {
    wander = kind.memory * wander + std::sqrt(1 - kind.memory * kind.memory) * kind.spread * normal(random);
    burst_days = random.uniform() < 0.004 ? 4 : std::max(0, burst_days - 1);
    const double lift = (burst_days > 0 ? 4 : 1) * (day > kEvent ? factor_after : 1);
    series.counts.count.push_back(poisson(random, kind.per_day * lift * std::exp(wander)));
  }
  return series;
}

/// The share of simulated worlds in which a change is found.
double share_changed(const Weather& kind, double factor_after, int worlds) {
  int changed = 0;
  for (int world = 0; world < worlds; ++world) {
    Random random(20180716, static_cast<std::uint64_t>(world));
    Panel panel;
    panel.pair = weather(random, kind, factor_after);
    for (int i = 0; i < 20; ++i) {
      const Weather like{kind.per_day * std::exp(0.5 * normal(random)), kind.spread, kind.memory};
      panel.controls.push_back(weather(random, like, 1));
    }
    const Verdict verdict = measured(panel).verdict;
    changed += verdict == Verdict::changed_adverse || verdict == Verdict::changed_favourable ? 1 : 0;
  }
  return static_cast<double>(changed) / worlds;
}

TEST(EffectSize, WhereThereIsNoEffectAChangeIsSeldomFound) {
  EXPECT_LE(share_changed({0.5, 0.5, 0.9}, 1, 150), 0.05);
  EXPECT_LE(share_changed({3, 0.3, 0.0}, 1, 150), 0.05);
  EXPECT_LE(share_changed({5, 0.7, 0.98}, 1, 150), 0.05);
}

TEST(EffectSize, AThreefoldChangeOfADenseSteadyPairIsFound) {
  EXPECT_GE(share_changed({5, 0.3, 0.0}, 3, 60), 0.9);
  EXPECT_GE(share_changed({5, 0.3, 0.0}, 1.0 / 3, 60), 0.85);
}

}  // namespace
}  // namespace corollary::impact
