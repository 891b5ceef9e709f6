#include "coding/publisher.h"

#include <gtest/gtest.h>

namespace corollary::coding {
namespace {

// The world of these tests: a state with a seat and an institution, whose head changes on 31 December 1999.
constexpr Catalogue::Tables kWorld = {
    .parties = "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\nRUS\tstate\tRussia\tRussian\t\tKremlin\t\t\n",
    .members = "organisation\tmember\tfrom\tto\n",
    .people = "name\taliases\tparty\tsector\trole\tfrom\tto\n"
              "Boris Yeltsin\t\tRUS\tGOV\thead of state\t1991-07-10\t1999-12-31\n"
              "Vladimir Putin\t\tRUS\tGOV\thead of government\t1999-08-09\t2000-05-07\n"
              "Vladimir Putin\t\tRUS\tGOV\thead of state\t1999-12-31\t2008-05-07\n",
    .bodies = "name\taliases\tparty\tsector\trole\nRussian Foreign Ministry\tMID\tRUS\tGOV\tforeign ministry\n",
    .titles = "title\tsector\trole\n",
    .places = "name\tcountry\tkind\n",
    .issues = "id\tname\tcontext\tcues\n",
    .icews_sectors = "phrase\tsector\trole\n"};

const Catalogue& world() {
  static const Catalogue catalogue = *Catalogue::from_tables(kWorld);
  return catalogue;
}

TEST(Publishers, ASeatAndAnInstitutionSpeakForTheirState) {
  const Publishers publishers(world());
  for (const std::string_view name : {"Kremlin", "kremlin", "Russia", "Russian Foreign Ministry", "MID"}) {
    const Party* const party = publishers.party_of(name);
    ASSERT_NE(party, nullptr) << name;
    EXPECT_EQ(party->code, "RUS") << name;
  }
}

TEST(Publishers, ANewspaperSpeaksForNobody) {
  const Publishers publishers(world());
  EXPECT_EQ(publishers.party_of("The Daily News"), nullptr);
  EXPECT_EQ(publishers.party_of(""), nullptr);
  EXPECT_EQ(publishers.party_of("Russian"), nullptr);
}

TEST(HeadOfState, OnTheDayOfAChangeItIsTheNewOne) {
  const auto head_on = [](std::string_view day) { return head_of_state(world(), "RUS", *Date::parse(day)).value_or(Actor{}).name; };
  EXPECT_EQ(head_on("1999-12-30"), "Boris Yeltsin");
  EXPECT_EQ(head_on("1999-12-31"), "Vladimir Putin");
  EXPECT_EQ(head_on("2009-01-01"), "");
}

}  // namespace
}  // namespace corollary::coding
