#include "impact/assessment.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph_of.h"

namespace corollary::impact {
namespace {

const Date kFirst = Date::from_ymd(2018, 1, 1).value();
constexpr int kEvent = 130;
const Date kEventDay = kFirst + Days{kEvent};
const Windows kWindows{40, 40};

/// Six pairs of bystanders, and POL with USA and RUS, threaten and consult each other each day of 171; after the event
/// there are as many more POL–RUS threats and consultations a day as said. A last day without more ends the record.
graph::EventGraph world(int more_threats, int more_consultations, int days = 171) {
  std::string lines;
  for (int i = 0; i < days; ++i) {
    const std::string day = (kFirst + Days{i}).iso() + " ";
    for (const char* actor : {"C", "E", "G", "I", "K", "M"}) {
      const std::string recipient = std::string(1, static_cast<char>(actor[0] + 1));
      for (int twice = 0; twice < 8; ++twice) {
        lines += day + actor + " THREATEN " + recipient + "\n" + day + actor + " CONSULT " + recipient + "\n";
      }
    }
    for (const char* other : {"USA", "RUS"}) {
      const bool lifted = i > kEvent && other[0] == 'R';
      for (int k = 0; k < 8 + (lifted ? more_threats : 0); ++k) {
        lines += day + other + " THREATEN POL\n";
      }
      for (int k = 0; k < 8 + (lifted ? more_consultations : 0); ++k) {
        lines += day + other + " CONSULT POL\n";
      }
    }
  }
  return graph_of(lines);
}

Assessment assessed(const graph::EventGraph& graph) {
  return assess(graph, security_questions("POL", {"USA", "RUS"}, kEventDay, kWindows)).value();
}

TEST(SecurityQuestions, AskAboutConflictAndCooperationWithEachPartyToTheEvent) {
  const std::vector<Question> questions = security_questions("POL", {"USA", "RUS"}, kEventDay, kWindows);
  ASSERT_EQ(questions.size(), 4U);
  EXPECT_EQ(questions[0].pair, (Pair{"POL", "USA"}));
  EXPECT_EQ(questions[3].pair, (Pair{"POL", "RUS"}));
  EXPECT_EQ(questions[3].acts.types, graph::ActFilter::cooperation().types);
  EXPECT_EQ(questions[3].event_parties, (std::vector<std::string>{"USA", "RUS"}));
  EXPECT_EQ(security_questions("USA", {"USA", "RUS"}, kEventDay, kWindows).size(), 2U);
}

TEST(Holm, AdjustsThePublishedWay) {
  // 0.01 · 4, 0.02 · 3, max(0.03 · 2, 0.06), 0.04 · 1 pulled up to 0.06.
  const std::vector<double> adjusted = holm_adjusted({0.04, 0.01, 0.03, 0.02});
  EXPECT_NEAR(adjusted[1], 0.04, 1e-12);
  EXPECT_NEAR(adjusted[3], 0.06, 1e-12);
  EXPECT_NEAR(adjusted[2], 0.06, 1e-12);
  EXPECT_NEAR(adjusted[0], 0.06, 1e-12);
  EXPECT_EQ(holm_adjusted({0.6, 0.7}), (std::vector<double>{1, 1}));
}

TEST(Assessment, IsNoEffectWhenEveryPartIs) {
  const Assessment assessment = assessed(world(0, 0));
  EXPECT_EQ(assessment.verdict, Verdict::no_effect_that_matters) << assessment.reason;
  EXPECT_TRUE(assessment.detectable.has_value());
}

TEST(Assessment, IsAdverseWhenConflictRises) {
  const Assessment assessment = assessed(world(24, 0));
  EXPECT_EQ(assessment.verdict, Verdict::changed_adverse) << assessment.reason;
  EXPECT_EQ(assessment.reason, "Changed, after adjustment for 4 questions: conflict POL–RUS.");
  EXPECT_LT(assessment.adjusted_p[2], 0.05);
}

TEST(Assessment, IsFavourableWhenCooperationRises) {
  EXPECT_EQ(assessed(world(0, 24)).verdict, Verdict::changed_favourable);
}

TEST(Assessment, IsInconclusiveWhenBothRise) {
  const Assessment assessment = assessed(world(24, 24));
  EXPECT_EQ(assessment.verdict, Verdict::inconclusive);
  EXPECT_EQ(assessment.reason,
            "The changes point both ways: conflict POL–RUS adverse, cooperation POL–RUS favourable.");
}

TEST(Assessment, SaysOnceWhatKeepsAllFromBeingMeasured) {
  const Assessment assessment = assessed(world(0, 0, kEvent));
  EXPECT_EQ(assessment.verdict, Verdict::inconclusive);
  EXPECT_EQ(assessment.reason, "The record ends on 10 May 2018, before the days after the event.");
  EXPECT_TRUE(assessment.detectable.has_value());
}

TEST(Assessment, OfNothingIsAMistake) { EXPECT_EQ(assess(world(0, 0, 1), {}).error().kind, ErrorKind::usage); }

}  // namespace
}  // namespace corollary::impact
