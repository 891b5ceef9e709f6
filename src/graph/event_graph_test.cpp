#include "graph/event_graph.h"

#include <gtest/gtest.h>

#include "graph_of.h"

namespace corollary::graph {
namespace {

Date day(std::string_view text) { return *Date::parse(text); }

TEST(EventGraph, AMeetingWithoutRecipientsGivesOneActEachWay) {
  const EventGraph graph = graph_of("2018-07-16 USA,RUS CONSULT -");

  EXPECT_EQ(graph.acts(*graph.dyad("USA", "RUS")).size(), 1U);
  EXPECT_EQ(graph.acts(*graph.dyad("RUS", "USA")).size(), 1U);
  EXPECT_TRUE(graph.acts(*graph.dyad("USA", "USA")).empty());
}

TEST(EventGraph, TwoActorsOfOnePartyActOnce) {
  EventGraph::Builder builder;
  Event event = events_of("2018-07-16 USA ACCUSE RUS").front();
  event.actors.push_back({"a US senator", "USA", "LEG", ""});
  builder.add(event);

  const EventGraph graph = std::move(builder).finish({});

  EXPECT_EQ(graph.acts(*graph.dyad("USA", "RUS")).size(), 1U);
}

TEST(EventGraph, WhatDidNotHappenIsNotInTheGraph) {
  EventGraph::Builder builder;
  Event event = events_of("2018-07-16 USA RETREAT RUS").front();
  event.modality = Modality::not_happened;
  builder.add(event);

  const EventGraph graph = std::move(builder).finish({});

  EXPECT_TRUE(graph.acts().empty());
  EXPECT_FALSE(graph.days().has_value());
}

TEST(EventGraph, AnUnknownPartyGivesNoActButCountsInTheDaysTotal) {
  EventGraph::Builder builder;
  Event event = events_of("2018-07-16 USA ACCUSE RUS").front();
  event.recipients.front().party = "";
  builder.add(event);
  const DateRange one_day = {day("2018-07-16"), day("2018-07-16")};

  const EventGraph graph = std::move(builder).finish(Coverage({one_day}));

  EXPECT_TRUE(graph.acts().empty());
  EXPECT_EQ(graph.daily_total(one_day).count, std::vector<std::uint32_t>{1});
}

TEST(EventGraph, ADayThatIsNotCoveredHasNoCount) {
  const EventGraph graph = graph_of(R"(
      2018-07-01 USA ACCUSE RUS
      2018-07-02 USA ACCUSE RUS
      2018-07-03 USA ACCUSE RUS)",
                                    {{day("2018-07-01"), day("2018-07-01")}, {day("2018-07-03"), day("2018-07-04")}});

  const DailySeries series =
      graph.daily(*graph.dyad("USA", "RUS"), ActFilter::any(), {day("2018-07-01"), day("2018-07-04")});

  EXPECT_EQ(series.count, (std::vector<std::uint32_t>{1, 0, 1, 0}));
  EXPECT_EQ(series.covered, (std::vector<std::uint8_t>{1, 0, 1, 1}));
}

TEST(EventGraph, BothWaysAddsTheTwoDirectionsAndCountsOnlyTheTypesAskedFor) {
  const EventGraph graph = graph_of(R"(
      2018-07-01 USA ACCUSE  RUS
      2018-07-01 RUS ACCUSE  USA
      2018-07-01 RUS CONSULT USA
      2018-07-02 USA CONSULT POL)");

  const DateRange days = {day("2018-07-01"), day("2018-07-02")};
  const Dyad dyad = *graph.dyad("USA", "RUS");

  EXPECT_EQ(graph.daily_both_ways(dyad, ActFilter::conflict(), days).count, (std::vector<std::uint32_t>{2, 0}));
  EXPECT_EQ(graph.daily_both_ways(dyad, ActFilter::any(), days).count, (std::vector<std::uint32_t>{3, 0}));
}

TEST(EventGraph, DoesNotDependOnTheOrderInWhichEventsArrive) {
  std::vector<Event> events = events_of(R"(
      2018-07-03 USA ACCUSE RUS
      2018-07-01 RUS CONSULT POL
      2018-07-02 USA CONSULT RUS)");
  const auto rows = [](const EventGraph& graph) {
    std::vector<std::int64_t> result;
    for (const Act& act : graph.acts(*graph.dyad("USA", "RUS"))) result.push_back(act.row);
    return result;
  };
  EventGraph::Builder forwards, backwards;
  for (const Event& event : events) forwards.add(event);
  for (auto event = events.rbegin(); event != events.rend(); ++event) backwards.add(*event);

  EXPECT_EQ(rows(std::move(forwards).finish({})), (std::vector<std::int64_t>{3, 1}));
  EXPECT_EQ(rows(std::move(backwards).finish({})), (std::vector<std::int64_t>{3, 1}));
}

}  // namespace
}  // namespace corollary::graph
