#include "impact/panel.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph_of.h"

namespace corollary::impact {
namespace {

using graph::ActFilter;
using graph::EventGraph;

Date day(const char* iso) { return Date::parse(iso).value(); }

/// About A and B on 2020-01-20, with five days on each side.
Question about_a_and_b() {
  Question question;
  question.pair = {"A", "B"};
  question.event_day = day("2020-01-20");
  question.windows = {5, 5};
  return question;
}

std::vector<DateRange> january() { return {{day("2020-01-01"), day("2020-01-31")}}; }

std::vector<std::uint32_t> counts(const NamedSeries& series) { return series.counts.count; }

TEST(Windows, LeaveOutTheDayOfTheEvent) {
  const Windows windows{2, 3};
  EXPECT_EQ(windows.before(day("2020-01-20")), (DateRange{day("2020-01-18"), day("2020-01-19")}));
  EXPECT_EQ(windows.after(day("2020-01-20")), (DateRange{day("2020-01-21"), day("2020-01-23")}));
}

TEST(Panel, CountsTheActsAskedAboutInBothDirectionsOrOne) {
  const EventGraph graph = graph_of(R"(
    2020-01-16 A THREATEN B
    2020-01-16 B ACCUSE   A
    2020-01-17 A CONSULT  B
    2020-01-25 B THREATEN A)",
                                    {{day("2020-01-15"), day("2020-01-25")}});
  Question question = about_a_and_b();
  EXPECT_EQ(counts(panel_of(graph, question, {}).pair), (std::vector<std::uint32_t>{0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(panel_of(graph, question, {}).pair.name, "A–B");
  question.both_ways = false;
  EXPECT_EQ(counts(panel_of(graph, question, {}).pair), (std::vector<std::uint32_t>{0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
  question.acts = ActFilter::cooperation();
  EXPECT_EQ(counts(panel_of(graph, question, {}).pair), (std::vector<std::uint32_t>{0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}));
}

TEST(Panel, ADayCountsOnceWhenActiveDaysAreAskedFor) {
  const EventGraph graph = graph_of(R"(
    2020-01-16 A THREATEN B
    2020-01-16 B ACCUSE   A)",
                                    {{day("2020-01-15"), day("2020-01-25")}});
  EXPECT_EQ(counts(panel_of(graph, about_a_and_b(), {.measure = Measure::active_days}).pair)[1], 1U);
}

TEST(Panel, ADayThatIsNotCoveredHasNoCount) {
  const EventGraph graph =
      graph_of("2020-01-16 A THREATEN B\n2020-01-18 A THREATEN B", {{day("2020-01-17"), day("2020-01-25")}});
  const NamedSeries series = panel_of(graph, about_a_and_b(), {}).pair;
  EXPECT_EQ(series.counts.first, day("2020-01-15"));
  EXPECT_EQ(series.counts.covered, (std::vector<std::uint8_t>{0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1}));
  EXPECT_EQ(counts(series), (std::vector<std::uint32_t>{0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}));
}

TEST(Panel, APairThatNeverActedHasCountsOfZero) {
  const EventGraph graph = graph_of("2020-01-16 C THREATEN D", january());
  const Panel panel = panel_of(graph, about_a_and_b(), {});
  EXPECT_EQ(panel.pair.counts.days(), (DateRange{day("2020-01-01"), day("2020-01-25")}));
  EXPECT_EQ(counts(panel.pair), std::vector<std::uint32_t>(25, 0));
  EXPECT_EQ(panel.pair.counts.covered, std::vector<std::uint8_t>(25, 1));
}

TEST(Panel, APartysCountHoldsAllItsActsWithOthers) {
  const EventGraph graph = graph_of(R"(
    2020-01-16 A THREATEN B
    2020-01-16 C THREATEN A
    2020-01-16 A THREATEN A
    2020-01-16 C THREATEN D)",
                                    {{day("2020-01-15"), day("2020-01-25")}});
  const Panel panel = panel_of(graph, about_a_and_b(), {});
  ASSERT_EQ(panel.parties.size(), 2U);
  EXPECT_EQ(panel.parties[0].name, "A");
  EXPECT_EQ(counts(panel.parties[0])[1], 2U);
  EXPECT_EQ(counts(panel.parties[1])[1], 1U);
}

TEST(Controls, ShareNoPartyWithThePairNorWithTheEvent) {
  const EventGraph graph = graph_of(R"(
    2020-01-02 A THREATEN B
    2020-01-02 A THREATEN C
    2020-01-02 D THREATEN B
    2020-01-02 C THREATEN D
    2020-01-02 E THREATEN F
    2020-01-02 F THREATEN F)",
                                    january());
  Question question = about_a_and_b();
  question.event_parties = {"E", "A"};
  EXPECT_EQ(choose_controls(graph, question, {}).pairs, (std::vector<Pair>{{"C", "D"}}));
}

// A and B have two acts before the window. G and H have two as well, C and D three, E and F none: too far away (the
// factor is 4, its square 16, and half an act counts as one twentieth of ten). What is in the windows does not matter.
TEST(Controls, AreThoseNearestInNumberBeforeTheWindows) {
  const EventGraph graph = graph_of(R"(
    2020-01-02 A THREATEN B
    2020-01-03 A THREATEN B
    2020-01-02 C THREATEN D
    2020-01-03 D THREATEN C
    2020-01-04 C THREATEN D
    2020-01-02 G THREATEN H
    2020-01-05 H THREATEN G
    2020-01-16 E THREATEN F
    2020-01-17 E THREATEN F)",
                                    january());
  const ChosenControls chosen = choose_controls(graph, about_a_and_b(), {.controls_wanted = 0});
  EXPECT_EQ(chosen.pairs, (std::vector<Pair>{{"G", "H"}, {"C", "D"}}));
  EXPECT_EQ(
      chosen.rule,
      "The 2 pairs nearest in number of acts from 15 January 2018 to 14 January 2020 (before the window), within a factor of "
      "4, without a party of the pair or of the event.");
  EXPECT_EQ(choose_controls(graph, about_a_and_b(), {.controls_max = 1}).pairs, (std::vector<Pair>{{"G", "H"}}));
}

TEST(Controls, AreLookedForFurtherAwayWhenFewAreNear) {
  const EventGraph graph = graph_of(R"(
    2020-01-02 A THREATEN B
    2020-01-03 A THREATEN B
    2020-01-16 C THREATEN D)",
                                    january());
  EXPECT_TRUE(choose_controls(graph, about_a_and_b(), {.controls_wanted = 0}).pairs.empty());
  EXPECT_EQ(choose_controls(graph, about_a_and_b(), {}).pairs, (std::vector<Pair>{{"C", "D"}}));
}

TEST(Controls, AreChosenByTheBeforeWindowWhenThereIsNoHistory) {
  const EventGraph graph =
      graph_of("2020-01-16 A THREATEN B\n2020-01-17 C THREATEN D", {{day("2020-01-13"), day("2020-01-31")}});
  const ChosenControls chosen = choose_controls(graph, about_a_and_b(), {});
  EXPECT_EQ(chosen.pairs, (std::vector<Pair>{{"C", "D"}}));
  EXPECT_NE(chosen.rule.find("too little history"), std::string::npos) << chosen.rule;
}

TEST(Controls, AreTakenAsGiven) {
  const EventGraph graph = graph_of("2020-01-16 A THREATEN B\n2020-01-17 C THREATEN D", january());
  Question question = about_a_and_b();
  question.controls = {{"X", "Y"}};
  const Panel panel = panel_of(graph, question, {});
  ASSERT_EQ(panel.controls.size(), 1U);
  EXPECT_EQ(panel.controls[0].name, "X–Y");
  EXPECT_EQ(panel.controls_rule, "Given with the question.");
}

TEST(Valence, FollowsFromTheActsUnlessTheyAreMixed) {
  Question question = about_a_and_b();
  EXPECT_EQ(valence_of(question).value(), Valence::adverse);
  question.acts = ActFilter::cooperation();
  EXPECT_EQ(valence_of(question).value(), Valence::favourable);
  question.acts = ActFilter::any();
  EXPECT_EQ(valence_of(question).error().kind, ErrorKind::usage);
  question.more_is = Valence::favourable;
  EXPECT_EQ(valence_of(question).value(), Valence::favourable);
}

}  // namespace
}  // namespace corollary::impact
