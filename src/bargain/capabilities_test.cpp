#include "bargain/capabilities.h"

#include <gtest/gtest.h>

#include "ontology/catalogue.h"

namespace corollary::bargain {
namespace {

const char* const kIndex = "ccode,year,milex,cinc\n2,2014,1,0.14\n2,2016,1,0.13\n2,1816,1,0.04\n365,2015,1,-9\n365,2012,1,0.04\n300,1900,1,0.06\n";

TEST(Capabilities, TheLastYearUpToTheOneAskedForCounts) {
  const auto read = parse_capabilities("nmc.csv", kIndex);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->latest("USA", 2015)->share, 0.14);
  EXPECT_EQ(read->latest("USA", 2016)->year, 2016);
  EXPECT_FALSE(read->latest("USA", 1800).has_value());
  EXPECT_FALSE(read->latest("DEU", 2016).has_value());
}

TEST(Capabilities, AMissingValueIsNotZero) {
  const auto read = parse_capabilities("nmc.csv", kIndex);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->latest("RUS", 2016)->year, 2012);
  EXPECT_EQ(read->rejected, 0U);
}

TEST(Capabilities, BadRowsAreCountedAndBadFilesAreErrors) {
  EXPECT_EQ(parse_capabilities("nmc.csv", std::string(kIndex) + "x,2016,1,0.1\n2,x,1,0.1\n2,2015\n")->rejected, 3U);
  EXPECT_EQ(parse_capabilities("nmc.csv", "ccode,year\n2,2014\n").error().message, "nmc.csv: there is no column 'cinc' (columns: ccode, year)");
  EXPECT_EQ(parse_capabilities("nmc.csv", "ccode,year,cinc\n2,2014,-9\n").error().message, "nmc.csv: no row has ccode, year and a cinc of 0 to 1");
}

TEST(Capabilities, EveryStateNumberStandsForAKnownParty) {
  const auto catalogue = Catalogue::built_in();
  ASSERT_TRUE(catalogue.has_value());
  std::size_t known = 0;
  for (long long number = 0; number < 1000; ++number) {
    const std::string_view code = party_of_state_number(number);
    if (code.empty()) continue;
    ++known;
    EXPECT_NE(catalogue->party(code), nullptr) << code;
  }
  EXPECT_GT(known, 190U);
  EXPECT_EQ(party_of_state_number(2), "USA");
  EXPECT_EQ(party_of_state_number(710), "CHN");
  EXPECT_EQ(party_of_state_number(3), "");
}

}  // namespace
}  // namespace corollary::bargain
