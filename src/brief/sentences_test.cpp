#include "brief/sentences.h"

#include <gtest/gtest.h>

#include "graph_of.h"

namespace corollary::brief {
namespace {

const Catalogue& catalogue() {
  static const Catalogue tables = *Catalogue::built_in();
  return tables;
}

Event event(std::string_view line) { return events_of(line).front(); }

TEST(EventClause, TellsAMeetingOfTwoSides) {
  Event meeting = event("2018-07-16 USA,RUS CONSULT -");
  meeting.mode = "third-party";
  meeting.place = "Helsinki";

  EXPECT_EQ(event_clause(meeting, catalogue()), "the United States and Russia met in Helsinki on 16 July 2018");
}

TEST(EventClause, NamesTheIssueOfACriticism) {
  Event criticism = event("2018-07-11 USA ACCUSE DEU");
  criticism.issues = {"nord-stream-2"};

  EXPECT_EQ(event_clause(criticism, catalogue()), "the United States criticised Germany over Nord Stream 2 on 11 July 2018");
}

TEST(EventClause, SaysOfWhatDidNotHappenThatItDidNot) {
  Event absent = event("2018-07-16 USA,RUS AGREE -");
  absent.modality = Modality::not_happened;

  EXPECT_EQ(event_clause(absent, catalogue()), "the United States and Russia did not agree to cooperate on 16 July 2018");
}

TEST(EventClause, APromiseIsItselfAnAct) {
  Event promise = event("2018-07-16 USA,RUS AGREE -");
  promise.modality = Modality::planned;
  Event plan = event("2018-07-16 USA CONSULT RUS");
  plan.modality = Modality::planned;

  EXPECT_EQ(event_clause(promise, catalogue()), "the United States and Russia agreed to cooperate on 16 July 2018");
  EXPECT_EQ(event_clause(plan, catalogue()), "the United States is to hold talks with Russia on 16 July 2018");
}

TEST(EventClause, NamesAPartOfAParty) {
  Event act = event("2018-07-16 USA ACCUSE RUS");
  act.actors.front().sector = "LEG";

  EXPECT_EQ(event_clause(act, catalogue()), "the United States' legislators criticised Russia on 16 July 2018");
}

TEST(Shortened, CutsBetweenWordsAndSmoothsLineBreaks) {
  EXPECT_EQ(shortened("one\n two  three", 100), "one two three");
  EXPECT_EQ(shortened("one two, three four", 9), "one two …");
  EXPECT_EQ(shortened("he said “no”", 100), "he said 'no'");
}

}  // namespace
}  // namespace corollary::brief
