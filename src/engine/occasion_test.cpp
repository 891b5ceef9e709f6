#include "engine/occasion.h"

#include <gtest/gtest.h>

#include "graph_of.h"

namespace corollary::engine {
namespace {

const Catalogue& catalogue() {
  static const Catalogue tables = *Catalogue::built_in();
  return tables;
}

TEST(Occasion, IsTheMeetingWhoseSidesAreSpokenOfMost) {
  std::vector<Event> events = events_of(R"(
      2018-07-11 USA,DEU CONSULT -
      2018-07-16 USA,RUS CONSULT -
      2018-07-16 RUS     AGREE   USA
      2018-07-16 USA     ACCUSE  RUS)");

  const auto inferred = infer_occasion(events, catalogue());

  ASSERT_TRUE(inferred);
  EXPECT_EQ(inferred->occasion.parties, (std::vector<std::string>{"USA", "RUS"}));
  EXPECT_EQ(inferred->occasion.day.iso(), "2018-07-16");
}

TEST(Occasion, IsNoMeetingThatDidNotTakePlace) {
  std::vector<Event> events = events_of("2018-07-16 USA,RUS CONSULT -\n2018-07-15 RUS ACCUSE UKR\n");
  events[0].modality = Modality::not_happened;

  EXPECT_EQ(infer_occasion(events, catalogue())->occasion.type, EventType::accuse);
}

TEST(Occasion, IsNoneWithoutTwoKnownSides) {
  EXPECT_FALSE(infer_occasion(events_of("2018-07-16 USA PROTEST -\n2018-07-16 X ACCUSE Y\n"), catalogue()));
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
