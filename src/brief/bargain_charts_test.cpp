#include "brief/bargain_charts.h"

#include <gtest/gtest.h>

#include "brief/charts.h"

namespace corollary::brief {
namespace {

bool has(const std::string& svg, std::string_view piece) { return svg.find(piece) != std::string::npos; }

TEST(BargainCharts, OfNothingSayNoData) {
  for (const std::string& svg : {outcome_chart({}), paths_chart({}), offers_chart({}), tornado_chart({}), shares_chart({}), veto_chart({})}) {
    EXPECT_TRUE(has(svg, "no data"));
  }
}

TEST(BargainCharts, TheOutcomesBarsAreTheirShares) {
  OutcomeChart chart{"Where it ends", "none", "all", 20, {10, 10, 10, 90}, bargain::quantiles_of({10, 10, 10, 90}), {{"A", 10}}};
  const std::string svg = outcome_chart(chart);
  // The fifty bars are 550 / 50 wide and at most 110 high: three quarters of the outcomes at 10, one at 90.
  EXPECT_TRUE(has(svg, R"(<rect class="outcome" x="65" y="60" width="9.9" height="110"/>)")) << svg;
  EXPECT_TRUE(has(svg, R"(x="505" y="133.3" width="9.9" height="36.7"/>)")) << svg;
  EXPECT_TRUE(has(svg, ">no deal 20</text>"));
  EXPECT_TRUE(has(svg, ">A 10</text>"));
}

TEST(BargainCharts, PathsEndInNames) {
  const std::string svg = paths_chart({"Turns", "none", "all", {{"A", {0, 50, 100}}, {"B", {100, 100, 100}}}});
  EXPECT_TRUE(has(svg, R"(<path class="path-0" d="M34 246L297 146L560 46"><title>A: from 0 to 100</title></path>)")) << svg;
  EXPECT_TRUE(has(svg, ">A 100</text>") && has(svg, ">B 100</text>"));
}

TEST(BargainCharts, OffersTellTakenFromRefused) {
  const std::string svg = offers_chart({"Offers", {"A", "B", "C"}, {{0, 1, 4, 3}, {1, 2, 1, 1}, {2, 0, 1, 0}}});
  EXPECT_TRUE(has(svg, "<title>A to B: 4 offers, 3 taken</title>"));
  EXPECT_TRUE(has(svg, R"(class="offer-often")") && has(svg, R"(class="offer")") && has(svg, R"(class="offer-refused")"));
}

TEST(BargainCharts, WhatUsersWroteIsEscaped) {
  const std::string bad = "<script>&\"";
  VetoChart veto{bad, {{bad, bad, bad, 50, {{40, 60}}, 30, 40, 45}}};
  TornadoChart tornado{bad, 50, {{bad, 40, 60, bad, bad}}};
  SharesChart shares{bad, {{bad, .5, .6, .01, .01}}};
  OffersChart offers{bad, {bad, bad}, {{0, 1, 1, 1}}};
  PathsChart paths{bad, bad, bad, {{bad, {1, 2}}}};
  OutcomeChart outcome{bad, bad, bad, 5, {1, 2}, bargain::quantiles_of({1, 2}), {{bad, 5}}};
  for (const std::string& svg : {veto_chart(veto), tornado_chart(tornado), shares_chart(shares), offers_chart(offers), paths_chart(paths), outcome_chart(outcome)}) {
    EXPECT_FALSE(has(svg, "<script>"));
    EXPECT_TRUE(is_plain_drawing(svg));
  }
}

}  // namespace
}  // namespace corollary::brief
