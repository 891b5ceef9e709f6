#include "forecast/forecast.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "forecast/backtest.h"
#include "forecast/climatology.h"
#include "forecast/logistic.h"
#include "forecast/model.h"
#include "graph_of.h"

namespace corollary::forecast {
namespace {

Date day(std::string_view text) { return *Date::parse(text); }

// Ten dyads over 200 days: in the first five, each third day, an accusation follows a request a day later; in the
// others nothing but talks on each tenth day. `shift` moves every act after 1 June by so many days.
std::string restless_world(int shift = 0) {
  std::string lines;
  const Date first = day("2020-01-01");
  for (int i = 0; i < 200; ++i) {
    Date when = first + Days{i};
    if (when > day("2020-06-01")) {
      when = when + Days{shift};
    }
    for (char actor = 'A'; actor < 'F'; ++actor) {
      const bool busy = (i / 20 + actor) % 3 == 0;
      if (i % 3 == 0 && busy) lines += format("{} {}1 REQUEST Z\n{} {}1 ACCUSE Z\n", when.iso(), actor, (when + Days{1}).iso(), actor);
      if (i % 10 == 0) lines += format("{} {}1 CONSULT Y\n", when.iso(), actor);
    }
  }
  return lines;
}

ModelOptions small_options() {
  ModelOptions options;
  options.rule.horizon = {7};
  return options;
}

BacktestOptions small_backtest(std::string_view learn_to, std::string_view until) {
  BacktestOptions options;
  options.model = small_options();
  options.learn_to = day(learn_to);
  options.until = day(until);
  return options;
}

TEST(Precedents, OneEpisodeIsOneCaseAndTheDayItselfDoesNotCount) {
  const auto graph = graph_of(R"(
      2020-01-01 A,B CONSULT -
      2020-01-02 A,B CONSULT -   # The same episode.
      2020-01-05 A ACCUSE B      # Follows it.
      2020-03-01 A,B CONSULT -
      2020-03-01 A ACCUSE B      # The day itself: the order is not known.
      2020-05-01 A,B CONSULT -   # Its 30 days are not over on 10 May.
      2020-05-10 C ACCUSE B)");

  const auto found = precedents(graph, {"B", "A", EventType::consult, day("2020-05-11")}, {"A", EventType::accuse, "B"},
                                day("2020-05-10"), Days{30}, 10);

  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].day, day("2020-03-01"));
  EXPECT_FALSE(found[0].followed);
  EXPECT_EQ(found[1].day, day("2020-01-01"));
  EXPECT_TRUE(found[1].followed);
  EXPECT_EQ(found[1].followed_on, day("2020-01-05"));
}

TEST(Precedents, AChosenListGivesCasesThatWereFollowedAndNoneThatWereNot) {
  graph::EventGraph::Builder builder;
  for (const Event& event : events_of("2015-01-01 A,B CONSULT -\n2015-01-05 A ACCUSE B\n2016-01-01 A,B CONSULT -\n")) {
    builder.add(event);
  }
  const auto graph = std::move(builder).finish(Coverage());

  const auto found = precedents(graph, {"A", "B", EventType::consult, day("2018-01-01")}, {"A", EventType::accuse, "B"},
                                day("2017-12-31"), Days{30}, 10);

  ASSERT_EQ(found.size(), 1U) << "the silence of 2016 says nothing";
  EXPECT_TRUE(found[0].followed);
}

TEST(Resolve, AMissingDayMakesAnUnfulfilledForecastUnknown) {
  const auto graph = graph_of("2020-01-01 A ACCUSE B\n2020-01-10 B ACCUSE A\n",
                              {{day("2020-01-01"), day("2020-01-04")}, {day("2020-01-06"), day("2020-01-10")}});
  Forecast forecast;
  forecast.window = {day("2020-01-02"), day("2020-01-10")};

  forecast.target = {"A", EventType::accuse, "B"};
  EXPECT_EQ(resolve(graph, forecast).outcome, Outcome::unknown);
  forecast.target = {"B", EventType::accuse, "A"};
  EXPECT_EQ(resolve(graph, forecast).outcome, Outcome::happened);
  forecast.target = {"A", EventType::accuse, "B"};
  forecast.window = {day("2020-01-06"), day("2020-01-09")};
  EXPECT_EQ(resolve(graph, forecast).outcome, Outcome::did_not_happen);
}

TEST(Climatology, IsTheShareOfWindowsThatHoldAnActShrunkToTheTypesShare) {
  // 20 days; an accusation on the 10th. Windows of 5 days begin on days 1 to 16; those on 6 to 10 hold it: 5 of 16.
  const auto graph = graph_of("2020-01-01 A CONSULT B\n2020-01-10 A ACCUSE B\n2020-01-20 A CONSULT B\n");
  const History history(graph);
  const graph::Dyad dyad = *graph.dyad("A", "B");
  const graph::Dyad quiet = dyad.reversed();
  const std::vector<graph::Dyad> active = {dyad, quiet};

  const Climatology climatology(history, active, day("2020-01-20"), Days{5});

  const double windows = 16.0 / 5, own = 5.0 / 16, type = own / 2;
  EXPECT_DOUBLE_EQ(climatology.windows(), windows);
  EXPECT_NEAR(climatology.base_rate(dyad, EventType::accuse).value(), (own * windows + type) / (windows + 1), 1e-15);
  EXPECT_NEAR(climatology.base_rate(quiet, EventType::accuse).value(), type / (windows + 1), 1e-15);
}

TEST(Climatology, KnowsNothingOfLaterDays) {
  const auto graph = graph_of("2020-01-01 A CONSULT B\n2020-01-10 A ACCUSE B\n2020-02-20 A CONSULT B\n");
  const History history(graph);
  const std::vector<graph::Dyad> active = {*graph.dyad("A", "B")};

  EXPECT_EQ(Climatology(history, active, day("2020-01-09"), Days{5}).base_rate(active[0], EventType::accuse).value(), 0);
}

TEST(Logistic, FindsTheLogOddsOfAShare) {
  // One constant feature; three of four happened: the weight is ln 3 as the ridge goes to 0.
  const LearningSet set{1, {1, 1, 1, 1}, {1, 1, 1, 0}};

  const auto weights = fit_logistic(set, 1e-12);

  ASSERT_TRUE(weights);
  EXPECT_NEAR(weights->front(), std::log(3.0), 1e-9);
}

TEST(Model, ForecastsFromADayDoNotChangeWhenTheFutureDoes) {
  Progress progress;
  const Date as_of = day("2020-06-01");
  std::vector<double> answers;
  for (const int shift : {0, 3, 9}) {
    const auto graph = graph_of(restless_world(shift), {{day("2020-01-01"), day("2020-07-30")}});
    const History history(graph);
    const auto model = Model::learn(history, as_of, small_options(), progress);
    ASSERT_TRUE(model) << model.error().message;
    answers.push_back(Forecaster(*model, history, as_of).forecast({"B1", EventType::accuse, "Z"})->probability.value());
  }

  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_EQ(answers[0], answers[2]);
}

TEST(Model, ContributionsAddUpToTheLogOdds) {
  Progress progress;
  const auto graph = graph_of(restless_world());
  const History history(graph);
  const auto model = Model::learn(history, day("2020-06-01"), small_options(), progress);
  ASSERT_TRUE(model) << model.error().message;

  const auto forecast = Forecaster(*model, history, day("2020-06-01")).forecast({"C1", EventType::accuse, "Z"});

  const double sum = std::accumulate(forecast->contributions.begin(), forecast->contributions.end(), 0.0,
                                     [](double total, const Contribution& term) { return total + term.log_odds; });
  EXPECT_NEAR(sum, forecast->log_odds, 1e-12);
}

TEST(ModelFile, AnswersAsBeforeAndIsRefusedWhenItIsNotWhole) {
  Progress progress;
  const auto graph = graph_of(restless_world());
  const History history(graph);
  const auto model = Model::learn(history, day("2020-06-01"), small_options(), progress);
  ASSERT_TRUE(model) << model.error().message;
  const std::string bytes = model->bytes();

  const auto read = Model::read("m", bytes);

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->bytes(), bytes);
  EXPECT_EQ(read->learned().as_of, day("2020-06-01"));
  const auto first = Forecaster(*model, history, day("2020-06-01")).forecast({"C1", EventType::accuse, "Z"});
  const auto again = Forecaster(*read, history, day("2020-06-01")).forecast({"C1", EventType::accuse, "Z"});
  EXPECT_EQ(first->probability, again->probability);
  EXPECT_EQ(first->expected_acts, again->expected_acts);

  for (std::size_t size = 0; size < bytes.size(); size += 997) EXPECT_FALSE(Model::read("m", bytes.substr(0, size))) << size;
  std::string other = bytes;
  other[8] = 9;
  EXPECT_EQ(Model::read("m", other).error().message, "m: the model has version 9, expected 1");
  other = bytes;
  other[200] = static_cast<char>(other[200] ^ 1);
  EXPECT_EQ(Model::read("m", other).error().message, "m: the model is damaged: its checksum does not fit");
}

TEST(Model, AGivenEventRaisesWhatFollowsIt) {
  Progress progress;
  const auto graph = graph_of(restless_world());
  const auto model = Model::learn(History(graph), day("2020-06-01"), small_options(), progress);
  ASSERT_TRUE(model) << model.error().message;
  const Target target = {"C1", EventType::accuse, "Z"};
  const std::vector<graph::Act> given = {{day("2020-06-02"), *graph.dyad("C1", "Z"), EventType::accuse, 0, -2, 0}};
  const History without(graph), with(graph, given);

  EXPECT_GT(Forecaster(*model, with, day("2020-06-02")).forecast(target)->probability,
            Forecaster(*model, without, day("2020-06-02")).forecast(target)->probability);
}

TEST(Model, AChosenListHasNoBaseRate) {
  Progress progress;
  graph::EventGraph::Builder builder;
  for (const Event& event : events_of(restless_world())) builder.add(event);
  const auto graph = std::move(builder).finish(Coverage());

  const auto model = Model::learn(History(graph), day("2020-06-01"), small_options(), progress);

  ASSERT_FALSE(model);
  EXPECT_NE(model.error().message.find("no base rate"), std::string::npos);
}

TEST(Backtest, BeatsClimatologyInAWorldWithRecency) {
  Progress progress;
  const auto graph = graph_of(restless_world());
  const History history(graph);

  const auto result = backtest(history, small_backtest("2020-05-01", "2020-07-15"), progress);

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_GT(result->scores.questions, 500U);
  EXPECT_GT(result->scores.skill(), 0);
}

TEST(Backtest, SaysWhenNoWindowIsOver) {
  Progress progress;
  const auto graph = graph_of(restless_world());

  const auto result = backtest(History(graph), small_backtest("2020-07-10", "2020-07-12"), progress);

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::input);
}

}  // namespace
}  // namespace corollary::forecast
