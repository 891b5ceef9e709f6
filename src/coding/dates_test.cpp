#include "coding/dates.h"

#include <gtest/gtest.h>

#include "base/format.h"

namespace corollary::coding {
namespace {

// The times in a text, as a report of Wednesday, 18 July 2018 means them: "first" or "first..last".
std::vector<std::string> times(std::string_view text) {
  const text::Document document = text::analyse(text, {0, text.size()});
  const Words words = words_of(text, document, document.sentences.front());
  std::vector<std::string> found;
  for (const TimeMention& time : find_times(words, *Date::parse("2018-07-18"))) {
    found.push_back(time.days.length() == 1 ? time.days.first.iso() : format("{}..{}", time.days.first.iso(), time.days.last.iso()));
  }
  return found;
}
using Strings = std::vector<std::string>;

TEST(Times, DaysAreReadInBothOrders) {
  EXPECT_EQ(times("They met on 16 July in Helsinki."), Strings{"2018-07-16"});
  EXPECT_EQ(times("They met on July 16, 2017, in Helsinki."), Strings{"2017-07-16"});
}

TEST(Times, ADayWithoutAYearIsTheNearest) { EXPECT_EQ(times("They met on 20 February."), Strings{"2018-02-20"}); }

TEST(Times, AWeekdayIsTheLastOneUpToTheReport) {
  EXPECT_EQ(times("They met on Monday."), Strings{"2018-07-16"});
  EXPECT_EQ(times("They met on Wednesday."), Strings{"2018-07-18"});
  EXPECT_EQ(times("They met on Thursday."), Strings{"2018-07-12"});
}

TEST(Times, AWeekdayAheadIsTheNextOne) {
  const std::string text = "They will meet on Thursday.";
  const text::Document document = text::analyse(text, {0, text.size()});
  const auto found = find_times(words_of(text, document, document.sentences.front()), *Date::parse("2018-07-18"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(days_ahead(found.front()).first.iso(), "2018-07-19");
}

TEST(Times, PeriodsAreRanges) {
  EXPECT_EQ(times("They met last week."), Strings{"2018-07-09..2018-07-15"});
  EXPECT_EQ(times("They will meet next month."), Strings{"2018-08-01..2018-08-31"});
  EXPECT_EQ(times("They met in March."), Strings{"2018-03-01..2018-03-31"});
  EXPECT_EQ(times("They met in late May."), Strings{"2018-05-21..2018-05-31"});
  EXPECT_EQ(times("They met yesterday."), Strings{"2018-07-17"});
}

TEST(Times, BoundsDoNotSayWhen) {
  EXPECT_EQ(times("The law has stood since 2014."), Strings{});
  EXPECT_EQ(times("It holds until 31 January 2019."), Strings{});
}

TEST(Times, AModalVerbIsNoMonth) { EXPECT_EQ(times("The parties may meet."), Strings{}); }

}  // namespace
}  // namespace corollary::coding
