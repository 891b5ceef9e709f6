#include "engine/case.h"

#include <gtest/gtest.h>

namespace corollary::engine {
namespace {

const Catalogue& catalogue() {
  static const Catalogue tables = *Catalogue::built_in();
  return tables;
}

std::string error_of(std::string_view toml) {
  const auto result = parse_case("case.toml", toml, catalogue());
  return result ? "" : result.error().message;
}

TEST(Case, ReadsTheEventTheWindowsAndTheThirdParties) {
  const auto read = parse_case("case.toml", R"(
title = "A meeting"
as_of = 2018-07-15
third_parties = ["POL", "nato"]
yardstick = "phia"
[event]
date = 2018-07-16
parties = ["United States", "Russia"]
mode = "third-party"
place = "Helsinki"
[windows]
horizon_days = [30, 90]
before_days = 45
)",
                               catalogue());

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->third_parties, (std::vector<std::string>{"POL", "NATO"}));
  EXPECT_EQ(read->yardstick, brief::Yardstick::phia);
  EXPECT_EQ(read->occasion->parties, (std::vector<std::string>{"USA", "RUS"}));
  EXPECT_EQ(read->occasion->type, EventType::consult);
  EXPECT_EQ(read->occasion->day.iso(), "2018-07-16");
  EXPECT_EQ(read->horizons, (std::vector<Days>{{30}, {90}}));
  EXPECT_EQ(read->before_days, 45);
  EXPECT_FALSE(read->after_days);
}

TEST(Case, SaysInWhichLineAPartyIsUnknown) {
  EXPECT_EQ(error_of("title = \"x\"\nthird_parties = [\"POL\", \"Ruritania\"]\n"),
            "case.toml:2: 'Ruritania' is no party of the catalogue (a code such as POL, or a name)");
}

TEST(Case, RefusesADayThatIsNone) {
  EXPECT_EQ(error_of("as_of = \"2018-02-30\"\n"), "case.toml:1: 'as_of' must be a day (YYYY-MM-DD)");
}

TEST(Case, RefusesAYearBeforeTheFirst) {
  EXPECT_EQ(error_of("as_of = 0000-01-01\n"), "case.toml:1: 'as_of' must be a day (YYYY-MM-DD)");
}

TEST(Case, RefusesAnUnknownKey) {
  EXPECT_NE(error_of("third_party = \"POL\"\n").find("case.toml:1: unknown key 'third_party'"), std::string::npos);
}

TEST(Case, RefusesAnEventWithOneParty) {
  EXPECT_EQ(error_of("[event]\ndate = 2018-07-16\nparties = [\"USA\"]\n"),
            "case.toml:1: [event] needs a 'date' and at least two 'parties'");
}

TEST(Case, RefusesAHorizonOfNoDays) {
  EXPECT_EQ(error_of("[windows]\nhorizon_days = 0\n"), "case.toml:2: 'horizon_days' must be a number of days from 1 to 3650");
}

TEST(Case, AFolderWithoutACaseFileIsNotFound) {
  const auto read = read_case("/nonexistent", catalogue());

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace corollary::engine
