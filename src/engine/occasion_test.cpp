#include "engine/occasion.h"

#include <gtest/gtest.h>

#include "graph_of.h"

namespace corollary::engine {
namespace {

const Catalogue& catalogue() {
  static const Catalogue tables = *Catalogue::built_in();
  return tables;
}

// Events as read from one report of 16 July: the first at its head, each of the others farther down.
std::vector<Event> read_in_report(std::string_view lines) {
  std::vector<Event> events = events_of(lines);
  for (std::size_t i = 0; i < events.size(); ++i) {
    events[i].evidence = SpanCitation{"report", {i * 400, i * 400 + 100}};
    events[i].intensity = typical_intensity(events[i].type);
  }
  return events;
}

Date day_of(std::string_view) { return *Date::parse("2018-07-16"); }

TEST(Occasion, IsTheMeetingWhoseSidesAreSpokenOfMost) {
  std::vector<Event> events = read_in_report(R"(
      2018-07-16 USA,RUS CONSULT -
      2018-07-11 USA,DEU CONSULT -
      2018-07-16 RUS     AGREE   USA
      2018-07-16 USA     ACCUSE  RUS)");

  const auto inferred = infer_occasion(events, day_of, catalogue());

  ASSERT_TRUE(inferred);
  EXPECT_EQ(inferred->occasion.parties, (std::vector<std::string>{"USA", "RUS"}));
  EXPECT_EQ(inferred->occasion.day.iso(), "2018-07-16");
}

TEST(Occasion, IsNoMeetingThatDidNotTakePlace) {
  std::vector<Event> events = read_in_report("2018-07-16 USA,RUS CONSULT -\n2018-07-15 RUS ACCUSE UKR\n");
  events[0].modality = Modality::not_happened;

  EXPECT_EQ(infer_occasion(events, day_of, catalogue())->occasion.type, EventType::accuse);
}

TEST(Occasion, IsTheGraveActAtTheHeadAndNoMeetingOfLastWeek) {
  const auto inferred = infer_occasion(read_in_report(R"(
      2018-07-16 GBR SANCTION RUS
      2018-07-09 GBR,RUS CONSULT -)"),
                                       day_of, catalogue());

  EXPECT_EQ(inferred->occasion.type, EventType::sanction);
}

TEST(Occasion, IsNoneWithoutTwoKnownSides) {
  EXPECT_FALSE(infer_occasion(read_in_report("2018-07-16 USA PROTEST -\n2018-07-16 X ACCUSE Y\n"), day_of, catalogue()));
}

TEST(PartiesNamed, AreStatesAndOrganisationsByHowOftenTheyAreNamed) {
  const auto named = parties_named("American and Russian officials met. The U.S. side spoke of Iran’s influence; Warsaw was not asked.", catalogue());

  EXPECT_EQ(named, (std::vector<std::string>{"USA", "IRN", "RUS"}));
}

TEST(PartiesNamed, AreNotFoundInsideOtherWords) {
  EXPECT_TRUE(parties_named("Chinatown, Polished, USAGE", catalogue()).empty());
}

}  // namespace
}  // namespace corollary::engine
