#include "bargain/roll_calls.h"

#include <gtest/gtest.h>

#include <string>

namespace corollary::bargain {
namespace {

RollCallTables tables() {
  return {{"votes.csv", "rcid,country,country_code,vote\n1,\"Namibia\",\"NA\",\"yes\"\n1,\"Zanzibar\",\"NA\",\"no\"\n2,\"Namibia\",\"NA\",\"abstain\"\n"},
          {"calls.csv", "rcid,session,date,descr\n2,70,2016-01-05,\"Peace, at last\"\n1,69,2015-12-31,\"Water \"\n"},
          {"issues.csv", "rcid,short_name,issue\n1,hr,Human rights\n2,hr,Human rights\n2,nu,Nuclear weapons\n"}};
}

/// The one line that is said of tables that cannot be read.
std::string error_of(const RollCallTables& tables) {
  const auto read = parse_roll_calls(tables);
  EXPECT_FALSE(read.has_value());
  const std::string message = read ? "" : read.error().message;
  EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  return message;
}

TEST(RollCalls, AreReadByIdWithTopicsAndVotes) {
  const auto read = parse_roll_calls(tables());
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_EQ(read->calls.size(), 2U);
  EXPECT_EQ(read->calls[0].title, "Water");
  EXPECT_EQ(read->calls[1].title, "Peace, at last");
  EXPECT_EQ(read->calls[1].topics, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(read->topics[1].name, "Nuclear weapons");
  EXPECT_EQ(read->vote(1, 0), Vote::abstain);
  EXPECT_EQ(read->vote(1, 1), Vote::absent);
  EXPECT_EQ(read->rejected, 0U);
}

TEST(RollCalls, StatesAreToldApartByNameSinceTheirCodesAreNot) {
  const auto read = parse_roll_calls(tables());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->states, (std::vector<std::string>{"Namibia", "Zanzibar"}));
  EXPECT_EQ(read->vote(0, 0), Vote::yes);
  EXPECT_EQ(read->vote(0, 1), Vote::no);
}

TEST(RollCalls, YearsAreThoseOfTheDayAndBothEndsCount) {
  const auto read = parse_roll_calls(tables());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read->calls_on("hr", {2015, 2016}), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(*read->calls_on("hr", {2016, 2019}), (std::vector<std::size_t>{1}));
  EXPECT_EQ(*read->calls_on("nu", {2011, 2015}), std::vector<std::size_t>{});
  EXPECT_EQ(read->calls_on("ec", {2015, 2016}).error().message, "there is no topic 'ec' in the roll calls; expected hr or nu");
  EXPECT_EQ(written(Years{2011, 2015}), "2011–2015");
  EXPECT_EQ(written(Years{2011, 2011}), "2011");
}

TEST(RollCalls, BadRowsAreNamedAndTheOthersCount) {
  RollCallTables some = tables();
  some.votes.text += "1,Cuba,CU,maybe\n9,Cuba,CU,yes\nx,Cuba,CU,yes\n2,Namibia,NA,yes\n2,Cuba\n1,,CU,yes\n";
  some.calls.text += "3,70,2016-02-30,Nothing\n1,70,2016-02-01,Again\n";
  some.issues.text += "8,hr,Human rights\n";
  const auto read = parse_roll_calls(some);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->rejected, 9U);
  EXPECT_EQ(read->rejects, (std::vector<std::string>{"calls.csv:4: '2016-02-30' is not a day (YYYY-MM-DD)",
                                                     "calls.csv:5: roll call 1 is there twice",
                                                     "issues.csv:5: there is no roll call 8",
                                                     "votes.csv:9: 2 cells, expected 4 (rcid, country, country_code, vote)",
                                                     "votes.csv:5: vote 'maybe' is none of yes, abstain, no",
                                                     "votes.csv:6: there is no roll call 9",
                                                     "votes.csv:7: rcid 'x' is no number",
                                                     "votes.csv:10: a vote without a country",
                                                     "votes.csv: 'Namibia' votes twice on roll call 2"}));
  EXPECT_EQ(read->vote(1, 0), Vote::abstain) << "of two votes the first counts";
  EXPECT_EQ(read->calls[0].title, "Water");
}

TEST(RollCalls, AFileThatIsNoTableOfVotesGivesOneLine) {
  RollCallTables broken = tables();
  broken.votes.text = "";
  EXPECT_EQ(error_of(broken), "votes.csv: is empty, expected a line of column names");
  broken.votes.text = "rcid,country,country_code\n1,Namibia,NA\n";
  EXPECT_EQ(error_of(broken), "votes.csv: there is no column 'vote' (columns: rcid, country, country_code)");
  broken.votes.text = "rcid,country,vote\n1,Namibia,yes\n1,\"Zanz";
  EXPECT_EQ(error_of(broken), "votes.csv:3: a quote is opened here and never closed");
  broken.votes.text = std::string("rcid,country,vote\n1,Nami\0bia,yes\n", 34);
  EXPECT_EQ(error_of(broken), "votes.csv:2: a NUL byte, expected comma-separated text and not a binary file");
  broken.votes.text = "rcid,country,vote\n1,Nami\xFF,yes\n";
  EXPECT_EQ(error_of(broken), "votes.csv:2: not UTF-8");
  broken.votes.text = "rcid,country,vote\n1,Namibia,8\n";
  EXPECT_EQ(error_of(broken), "votes.csv: no row can be read; first votes.csv:2: vote '8' is none of yes, abstain, no");
  broken = tables();
  broken.calls.text = "rcid,date\n1,2015-01-01\n";
  EXPECT_EQ(error_of(broken), "calls.csv: there is no column 'descr' (columns: rcid, date)");
}

TEST(RollCalls, AMissingFileIsNamed) {
  const auto read = read_roll_calls("no/such/folder");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::not_found);
  EXPECT_NE(read.error().message.find("un_votes.csv"), std::string::npos);
}

}  // namespace
}  // namespace corollary::bargain
