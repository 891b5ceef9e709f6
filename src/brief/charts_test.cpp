#include "brief/charts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>

#include "base/strings.h"

namespace corollary::brief {
namespace {

Date day(std::string_view text) { return Date::parse(text).value(); }
Probability p(double value) { return Probability::from(value).value(); }
bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// One element of a picture: its attributes by name.
using Element = std::map<std::string, std::string>;

std::vector<Element> elements(const std::string& svg, const std::string& tag, const std::string& kind) {
  static const std::regex attribute(R"re(([a-z0-9-]+)="([^"]*)")re");
  const std::regex element("<" + tag + " ([^>]*?)/?>([^<]*)");
  std::vector<Element> found;
  for (auto match = std::sregex_iterator(svg.begin(), svg.end(), element); match != std::sregex_iterator(); ++match) {
    const std::string inside = (*match)[1];
    Element one = {{"words", (*match)[2]}};
    for (auto a = std::sregex_iterator(inside.begin(), inside.end(), attribute); a != std::sregex_iterator(); ++a)
      one[(*a)[1]] = (*a)[2];
    if (kind.empty() || one["class"] == kind) {
      found.push_back(one);
    }
  }
  return found;
}

double number(const Element& element, const std::string& name) { return parse_number(element.at(name)).value(); }

ForecastChart one_forecast(double base_rate, double with_event) {
  return {"Forecasts", Yardstick::icd203, {{"A threatens B", p(base_rate), std::nullopt, p(with_event)}}};
}

// From the left end of the longest axis line to its right end.
std::pair<double, double> axis_of(const std::string& svg) {
  std::pair<double, double> longest{0, 0};
  for (const Element& line : elements(svg, "line", "axis")) {
    if (line.at("y1") == line.at("y2") && number(line, "x2") - number(line, "x1") > longest.second - longest.first) {
      longest = {number(line, "x1"), number(line, "x2")};
    }
  }
  return longest;
}

TEST(ForecastChartTest, FiftyPerCentIsInTheMiddleOfTheAxis) {
  const std::string svg = forecast_chart(one_forecast(0, .5));
  const auto [left, right] = axis_of(svg);
  EXPECT_NEAR(number(elements(svg, "circle", "with-event")[0], "cx"), (left + right) / 2, .1);
  EXPECT_NEAR(number(elements(svg, "circle", "base-rate")[0], "cx"), left, .1);
  EXPECT_NEAR(number(elements(forecast_chart(one_forecast(1, .5)), "circle", "base-rate")[0], "cx"), right, .1);
}

TEST(ForecastChartTest, TheBordersAreThoseOfTheYardstick) {
  const std::string svg = forecast_chart(one_forecast(.1, .5));
  const auto [left, right] = axis_of(svg);
  const auto borders = elements(svg, "line", "border");
  ASSERT_EQ(borders.size(), 6U);
  EXPECT_NEAR(number(borders[1], "x1"), left + .2 * (right - left), .1);
  EXPECT_EQ(elements(svg, "text", "term").size(), 3U + 2 + 1 + 3 + 1 + 2 + 2);
  ForecastChart kent = one_forecast(.1, .5);
  kent.yardstick = Yardstick::kent;
  EXPECT_EQ(elements(forecast_chart(kent), "line", "border").size(), 4U);
}

TEST(ForecastChartTest, WithoutTheEventIsATickWhereItIsKnown) {
  ForecastChart chart = one_forecast(.1, .5);
  const auto ticks = [&] { return elements(forecast_chart(chart), "line", "without-event").size(); };
  EXPECT_EQ(ticks(), 1U) << "in the legend alone";
  chart.rows[0].without_event = p(.3);
  EXPECT_EQ(ticks(), 2U);
}

TEST(ForecastChartTest, TheNumberIsPrintedAsInTheText) {
  EXPECT_TRUE(has(forecast_chart(one_forecast(.1, .7999)), ">79.9 %</text>"));
}

TEST(ForecastChartTest, ALongLabelIsBrokenAndCut) {
  ForecastChart chart = one_forecast(.1, .5);
  chart.rows[0].label = "The first party will criticise or accuse the second party of a great many things";
  const std::string svg = forecast_chart(chart);
  EXPECT_TRUE(has(svg, ">The first party will criticise or</text>"));
  EXPECT_TRUE(has(svg, "…</text>"));
}

DailyActsChart three_days() {
  return {"A and B", day("2030-05-01"), {2, 0, 4}, {0, 1, 0}, {1, 1, 1}, day("2030-05-02"), "Meeting"};
}

TEST(DailyActsChartTest, CooperationGoesUpAndConflictDown) {
  const std::string svg = daily_acts_chart(three_days());
  const auto paths = elements(svg, "path", "cooperation");
  ASSERT_EQ(paths.size(), 1U);
  std::smatch bar;
  const std::string up = paths[0].at("d");
  ASSERT_TRUE(std::regex_search(up, bar, std::regex("v(-?[0-9.]+)")));
  const double two_acts = std::stod(bar[1]);
  EXPECT_LT(two_acts, 0);
  const std::string down = elements(svg, "path", "conflict")[0].at("d");
  ASSERT_TRUE(std::regex_search(down, bar, std::regex("v(-?[0-9.]+)")));
  EXPECT_NEAR(std::stod(bar[1]), -two_acts / 2, .15);
}

TEST(DailyActsChartTest, TheEventStandsAtItsDay) {
  const std::string svg = daily_acts_chart(three_days());
  const auto [left, right] = axis_of(svg);
  const auto line = elements(svg, "line", "event");
  ASSERT_EQ(line.size(), 1U);
  EXPECT_NEAR(number(line[0], "x1"), (left + right) / 2, .1) << "the second of three days";
  EXPECT_TRUE(has(svg, ">Meeting</text>"));
}

TEST(DailyActsChartTest, AnEventOutsideTheDaysIsNotDrawn) {
  DailyActsChart chart = three_days();
  chart.event_day = day("2030-05-04");
  EXPECT_TRUE(elements(daily_acts_chart(chart), "line", "event").empty());
}

TEST(DailyActsChartTest, ADayWithoutCoverIsHatchedAndHasNoBar) {
  DailyActsChart chart = three_days();
  chart.covered[2] = 0;
  const std::string svg = daily_acts_chart(chart);
  const auto missing = elements(svg, "rect", "missing");
  ASSERT_EQ(missing.size(), 2U) << "the day and the legend";
  const auto [left, right] = axis_of(svg);
  EXPECT_NEAR(number(missing[0], "x"), left + 2 * (right - left) / 3, .1);
  EXPECT_NEAR(number(missing[0], "width"), (right - left) / 3, .1);
  EXPECT_TRUE(has(svg, "at most 2 of cooperation")) << "the four acts of that day do not count";
  const std::string bars = elements(svg, "path", "cooperation")[0].at("d");
  EXPECT_EQ(std::ranges::count(bars, 'M'), 1);
}

TEST(DailyActsChartTest, DatesAreWrittenOut) {
  const std::string svg = daily_acts_chart(three_days());
  EXPECT_TRUE(has(svg, ">1 May 2030</text>"));
  EXPECT_TRUE(has(svg, ">2 May</text>"));
  DailyActsChart year{"A and B", day("2029-07-16"), {}, {}, std::vector<std::uint8_t>(365, 1), day("2030-01-01"), ""};
  year.cooperation.assign(365, 1);
  EXPECT_TRUE(has(daily_acts_chart(year), ">Jan 2030</text>"));
  year.covered.assign(365 * 60, 1);
  EXPECT_TRUE(has(daily_acts_chart(year), ">2040</text>"));
}

TEST(DailyActsChartTest, SeriesOfDifferentLengthDoNoHarm) {
  DailyActsChart chart = three_days();
  chart.cooperation = {1};
  chart.conflict = {1, 1, 1, 1, 1};
  EXPECT_TRUE(is_plain_drawing(daily_acts_chart(chart)));
}

TEST(ReliabilityChartTest, APerfectForecastLiesOnTheDiagonal) {
  const std::string svg = reliability_chart({"R", {{100, .3, .3}, {25, .7, .7}, {0, .5, .5}}});
  const auto dots = elements(svg, "circle", "bin");
  ASSERT_EQ(dots.size(), 2U);
  const Element diagonal = elements(svg, "line", "diagonal")[0];
  for (const Element& dot : dots) {
    const double along =
        (number(dot, "cx") - number(diagonal, "x1")) / (number(diagonal, "x2") - number(diagonal, "x1"));
    EXPECT_NEAR(number(dot, "cy"), number(diagonal, "y1") + along * (number(diagonal, "y2") - number(diagonal, "y1")),
                .2);
  }
  EXPECT_NEAR(number(dots[0], "r") / number(dots[1], "r"), 2, .02) << "four times the questions, four times the area";
}

BargainingChart one_issue() {
  return {"Bargain",
          {{"How much?",
            "none",
            "all",
            80,
            {{"A", 0}, {"B", 50}, {"C", 100}},
            {{"weighted mean", 50, true}, {"Nash bargaining", 80, false}}}}};
}

TEST(BargainingChartTest, PositionsLieOnTheAxis) {
  const std::string svg = bargaining_chart(one_issue());
  const auto [left, right] = axis_of(svg);
  const auto ideals = elements(svg, "circle", "ideal");
  ASSERT_EQ(ideals.size(), 4U) << "one is in the legend";
  EXPECT_NEAR(number(ideals[1], "cx"), left, .1);
  EXPECT_NEAR(number(ideals[2], "cx"), (left + right) / 2, .1);
  EXPECT_NEAR(number(ideals[3], "cx"), right, .1);
  EXPECT_NEAR(number(elements(svg, "line", "no-deal")[1], "x1"), left + .8 * (right - left), .1);
  EXPECT_TRUE(has(svg, ">0: none</text>"));
  EXPECT_TRUE(has(svg, ">100: all</text>"));
}

TEST(BargainingChartTest, WithoutADealAMethodHasNoMark) {
  const std::string svg = bargaining_chart(one_issue());
  EXPECT_TRUE(has(svg, ">weighted mean 50</text>"));
  EXPECT_FALSE(has(svg, ">Nash bargaining 80</text>"));
}

TEST(BargainingChartTest, LabelsDoNotOverlap) {
  BargainingChart chart{"Bargain", {{"How much?", "none", "all", std::nullopt, {}, {}}}};
  for (int i = 0; i < 12; ++i)
    chart.issues[0].actors.push_back({"A party of name " + std::to_string(i), 40.0 + 3 * (i % 5)});
  const std::string svg = bargaining_chart(chart);
  struct Label {
    double x, y, width;
  };
  std::vector<Label> labels;
  for (const Element& text : elements(svg, "text", "")) {
    if (text.at("words").starts_with("A party")) {
      labels.push_back({number(text, "x"), number(text, "y"), 6.5 * static_cast<double>(text.at("words").size())});
    }
  }
  ASSERT_EQ(labels.size(), 12U);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool apart = std::abs(labels[i].y - labels[j].y) > 12 || labels[i].x + labels[i].width < labels[j].x ||
                         labels[j].x + labels[j].width < labels[i].x;
      EXPECT_TRUE(apart) << i << " and " << j;
    }
  }
}

TimelineChart two_facts() {
  return {"Facts",
          {{day("2030-01-01"), "A–B", false, "talks"}, {day("2030-01-11"), "A–C", true, "threat <b>"}},
          day("2030-01-06"),
          "Meeting"};
}

TEST(TimelineChartTest, FactsLieOnTheirLaneByDay) {
  const std::string svg = timeline_chart(two_facts());
  EXPECT_EQ(elements(svg, "line", "grid").size(), 2U);
  const double first = number(elements(svg, "circle", "cooperation")[0], "cx");
  const double event = number(elements(svg, "line", "event")[0], "x1");
  std::smatch start;
  const std::string diamond = elements(svg, "path", "conflict")[0].at("d");
  ASSERT_TRUE(std::regex_search(diamond, start, std::regex("M([0-9.]+)")));
  EXPECT_NEAR(event, (first + std::stod(start[1])) / 2, .2) << "the event is half-way";
}

TEST(TimelineChartTest, AFactIsToldWhenPointedAt) {
  const std::string svg = timeline_chart(two_facts());
  EXPECT_TRUE(has(svg, "<title>2030-01-01: talks</title>"));
  EXPECT_TRUE(has(svg, "<title>2030-01-11: threat &lt;b&gt;</title>"));
}

TEST(TimelineChartTest, OfTooManyFactsTheLatestAreDrawnAndTheRestIsOwnedUpTo) {
  TimelineChart chart = two_facts();
  chart.facts.assign(310, chart.facts[0]);
  chart.facts[7].text = "the latest";
  chart.facts[7].day = day("2030-01-09");
  const std::string svg = timeline_chart(chart);
  EXPECT_EQ(elements(svg, "circle", "cooperation").size(), 301U) << "one is in the legend";
  EXPECT_TRUE(has(svg, "the latest 300 of 310 facts"));
  EXPECT_TRUE(has(svg, "2030-01-09: the latest"));
}

TEST(PlaceboChartTest, NoChangeIsInTheMiddleAndTheEventAtItsRatio) {
  const std::string svg = placebo_chart({"Placebos", {-.1, 0, .1, .2}, std::log(1.4), std::log(.8), std::log(1.25)});
  const auto [left, right] = axis_of(svg);
  for (const Element& text : elements(svg, "text", "muted")) {
    if (text.at("words") == "×1") {
      EXPECT_NEAR(number(text, "x"), (left + right) / 2, .1);
    }
  }
  EXPECT_TRUE(has(svg, ">the event: ×1.40</text>"));
  EXPECT_GT(number(elements(svg, "line", "event")[0], "x1"), (left + right) / 2);
  const Element margin = elements(svg, "rect", "margin")[0];
  EXPECT_NEAR(number(margin, "x") + number(margin, "width") / 2, (left + right) / 2, .1);
}

TEST(PlaceboChartTest, EveryPlaceboIsCounted) {
  const std::string svg = placebo_chart({"Placebos", {-2, -2, 0, 5}, std::nullopt, -.2, .2});
  EXPECT_EQ(elements(svg, "rect", "placebo").size(), 3U + 1) << "one is in the legend";
  EXPECT_TRUE(elements(svg, "line", "event").empty());
  EXPECT_TRUE(has(svg, "4 changes"));
}

TEST(PlaceboChartTest, WhatIsNoNumberIsLeftOut) {
  const double nan = std::nan("");
  EXPECT_TRUE(has(placebo_chart({"Placebos", {nan}, nan, -.2, .2}), "no data"));
  EXPECT_FALSE(has(placebo_chart({"Placebos", {nan, .1}, nan, -.2, .2}), "nan"));
}

TEST(Charts, OfNothingSayNoData) {
  for (const std::string& svg : {daily_acts_chart({}), forecast_chart({}), reliability_chart({}), bargaining_chart({}),
                                 timeline_chart({}), placebo_chart({})}) {
    EXPECT_TRUE(has(svg, ">no data</text>"));
    EXPECT_TRUE(is_plain_drawing(svg));
  }
  DailyActsChart uncovered = three_days();
  uncovered.covered = {0, 0, 0};
  EXPECT_TRUE(has(daily_acts_chart(uncovered), ">no data</text>"));
  EXPECT_TRUE(has(reliability_chart({"R", {{0, .5, .5}}}), ">no data</text>"));
}

TEST(Charts, ArePlainDrawingsThatEscapeTheirText) {
  const std::string bad = "<script>x</script>\" & 'y'";
  DailyActsChart daily = three_days();
  daily.title = daily.label = bad;
  ForecastChart forecast = one_forecast(.1, .2);
  forecast.title = forecast.rows[0].label = bad;
  BargainingChart bargain = one_issue();
  bargain.title = bargain.issues[0].question = bargain.issues[0].low = bargain.issues[0].actors[0].name =
      bargain.issues[0].settlements[0].method = bad;
  TimelineChart timeline = two_facts();
  timeline.title = timeline.label = timeline.facts[0].lane = timeline.facts[0].text = bad;
  for (const std::string& svg :
       {daily_acts_chart(daily), forecast_chart(forecast), reliability_chart({bad, {{1, .5, .5}}}),
        bargaining_chart(bargain), timeline_chart(timeline), placebo_chart({bad, {.1}, .2, -.1, .1})}) {
    EXPECT_FALSE(has(svg, "<script"));
    EXPECT_TRUE(is_plain_drawing(svg));
    EXPECT_TRUE(has(svg, "role=\"img\"") && has(svg, "<title>") && has(svg, "<desc>") &&
                has(svg, "viewBox=\"0 0 720 "));
  }
}

TEST(Charts, AreTheSameForTheSameInput) { EXPECT_EQ(bargaining_chart(one_issue()), bargaining_chart(one_issue())); }

TEST(PlainDrawing, IsOneWholeSvgOfKnownParts) {
  EXPECT_TRUE(is_plain_drawing("<svg class=\"chart\"><g><text x=\"1\">a &amp; b</text><line x1=\"1\"/></g></svg>\n"));
  for (const std::string_view bad : {"",
                                     "text",
                                     "<svg>",
                                     "<svg class=\"x\">",
                                     "<svg class=\"x\"></svg><p>",
                                     "<svg class=\"x\"></svg></div>",
                                     "<svg class=\"x\"><g></svg></g>",
                                     "<svg class=\"x\"><script></script></svg>",
                                     "<svg class=\"x\"><a href=\"#x\"></a></svg>",
                                     "<svg class=\"x\" onload=\"x\"></svg>",
                                     "<svg class=\"x\" style=\"x\"></svg>",
                                     "<svg class=\"x\"><rect fill=\"url(http://a.b/c)\"/></svg>",
                                     "<svg class=\"x\"><!-- --></svg>",
                                     "<svg class=\"x\"><image x=\"1\"/></svg>",
                                     "<svg class=\"x\"><![CDATA[x]]></svg>",
                                     "<svg class='x'></svg>",
                                     "<svg class=\"x\"/ onload=\"x\"></svg>",
                                     "<svg xmlns=\"http://elsewhere\"></svg>",
                                     "<svg class=\"x\"><text x=\"1\"><svg class=\"x\"></text></svg>",
                                     "<svg class=\"",
                                     "<svg class=\"x\"><"}) {
    EXPECT_FALSE(is_plain_drawing(bad)) << bad;
  }
}

TEST(EscapedMarkup, LeavesNothingThatMarkupCouldUse) {
  EXPECT_EQ(escaped_markup("<a b=\"c\" d='e'>&</a>"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&lt;/a&gt;");
  EXPECT_EQ(escaped_markup(std::string_view("a\0b\x1b\n\tc", 7)), "ab\n\tc");
  EXPECT_EQ(escaped_markup("Größe “中”"), "Größe “中”");
}

}  // namespace
}  // namespace corollary::brief
