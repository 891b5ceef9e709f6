#include "reports/stories.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "reports/story_overlap.h"

namespace corollary::reports {
namespace {

Report report_of(std::string id, std::string_view iso_day, std::string publisher, std::string text) {
  Report report;
  report.id = id;
  report.publisher = publisher;
  report.day = Date::parse(iso_day).value();
  report.text = text;
  report.body = {0, text.size()};
  return report;
}

const std::string kLead = "The foreign ministers of Poland and Lithuania agreed on Tuesday to open a second rail link across their border by the end "
                          "of next year, saying it would cut freight times by almost three hours.";
const std::string kMiddle = "The agreement, signed after talks in Vilnius, also provides for a joint office that will handle permits for lorry "
                            "drivers and for residents who cross the frontier every day.";
const std::string kEnd = "Both parliaments still have to ratify the document, and officials said that they expected votes before the summer recess.";
const std::string kWire = "VILNIUS, March 12 (Reuters) - " + kLead + "\n\n" + kMiddle + "\n\n" + kEnd;

std::vector<std::size_t> stories(const std::vector<Report>& reports) { return stories_of(reports); }
using Numbers = std::vector<std::size_t>;

// The story of each of two reports of one day.
bool are_one(const std::string& a, const std::string& b, std::string_view day_b = "2019-03-12") {
  return stories({report_of("a", "2019-03-12", "Reuters", a), report_of("b", day_b, "Courier", b)}) == Numbers{0, 0};
}

TEST(Stories, ACopyWithItsBylineAndDatelineChangedIsTheSame) {
  EXPECT_TRUE(are_one(kWire, "By Our Foreign Staff\n\n" + kLead + "\n" + kMiddle + "\n" + kEnd));
}

TEST(Stories, AShortenedCopyIsTheSame) { EXPECT_TRUE(are_one(kWire, kLead)); }

TEST(Stories, ACopyWithAnotherLeadAndAnOwnParagraphIsTheSame) {
  EXPECT_TRUE(are_one(kWire, "Trains will soon run faster between two old rivals in the north of Europe.\n" + kMiddle + "\n" + kEnd +
                                 "\nHauliers in our county welcomed the news with relief."));
}

TEST(Stories, ACopyWithAFewWordsChangedIsTheSame) {
  EXPECT_TRUE(are_one(kWire, "The foreign ministers of Poland and Lithuania said on Tuesday they would open a second railway link across their border by the "
                             "end of next year, which is meant to cut freight times by almost 3 hours.\n" +
                                 kMiddle));
}

TEST(Stories, TwoPapersOwnAccountsOfOneEventAreTwo) {
  EXPECT_FALSE(are_one(kWire, "A long-delayed railway pact between Warsaw and Vilnius was sealed on Tuesday afternoon, clearing the way for another track "
                              "over the frontier. Lawmakers in both capitals must still approve the text, which Brussels will mostly pay for."));
}

TEST(Stories, QuotedWordsInCommonDoNotMakeTwoAccountsOne) {
  const std::string quote = "\"We have waited for this line for thirty long years, and I am glad that our children will travel on it,\" the minister said. ";
  EXPECT_FALSE(are_one(quote + "She signed the treaty in the afternoon in a hall of the old palace, after a lunch of soup and fish.",
                       quote + "Reporters saw two delegations leave by different doors. A spokesman denied any quarrel about who pays."));
}

TEST(Stories, AnotherDaysFiguresInTheSameWordsAreAnotherStory) {
  const auto closing = [](std::string weekday, std::string index, std::string change) {
    return "Shares in London closed higher on " + weekday + ", with the index ending at " + index + " points, up " + change +
           " percent, as miners gained and the pound weakened. Traders are waiting for the decision of the central bank on interest rates.";
  };
  EXPECT_FALSE(are_one(closing("Monday", "7,129.11", "0.8"), closing("Tuesday", "7,133.14", "0.1"), "2019-03-13"));
  EXPECT_TRUE(are_one(closing("Monday", "7,129.11", "0.8"), closing("Monday", "7,129.11", "0.8"), "2019-03-13"));
}

TEST(Stories, AnotherGuestOfTheSamePresidentIsAnotherStory) {
  const auto call = [](std::string who, std::string country, std::string town) {
    return "The President of Ukraine had a telephone conversation with the " + who + " of " + country + ". The parties discussed the supply of air defence. "
           "He thanked his counterpart for the support and the hospitals in " + town + ". The leaders agreed to continue contacts ahead of the summit.";
  };
  EXPECT_FALSE(are_one(call("Prime Minister", "Norway", "Bergen"), call("President", "France", "Lyon")));
}

TEST(Stories, OfOnePublisherAnotherNameIsEnoughForAnotherStory) {
  const auto release = [](std::string state) {
    return "The President declared that a major disaster exists in the State of " + state + " and ordered Federal aid to supplement State, tribal and local "
           "efforts. The action makes funding available to people in the affected counties. The Administrator of the Federal Emergency Management Agency "
           "named Andrew Meyer to coordinate recovery. Residents can apply at www.DisasterAssistance.gov or by telephone.";
  };
  const auto both = [&](std::string publisher_b, std::string state_b) {
    return stories({report_of("a", "2021-03-04", "White House", release("Idaho")), report_of("b", "2021-03-04", publisher_b, release(state_b))});
  };
  EXPECT_EQ(both("White House", "Oregon"), (Numbers{0, 1}));
  EXPECT_EQ(both("Courier", "Idaho"), (Numbers{0, 0}));
}

TEST(Stories, ATollThatRisesInOtherwiseEqualTextIsTheSame) {
  const auto toll = [](std::string dead) {
    return "A section of a bridge collapsed in heavy rain in Genoa on Tuesday, killing at least " + dead + " people as dozens of cars fell onto a railway "
           "line 45 metres below. The bridge was built in the 1960s and 2 firms had been strengthening its deck.";
  };
  EXPECT_TRUE(are_one(toll("22"), toll("26")));
}

TEST(Stories, TheSameWordsWeeksLaterAreAnotherStory) {
  EXPECT_TRUE(are_one(kWire, kWire, "2019-03-15"));
  EXPECT_FALSE(are_one(kWire, kWire, "2019-04-15"));
}

TEST(Stories, AnArticleMadeOfTwoStoriesDoesNotJoinThem) {
  const std::string other = "Lithuania's parliament voted down a budget that would have raised the pensions of teachers and nurses by a tenth. The prime "
                            "minister said he would present another within a month, and that nobody should expect wonders from it.";
  const std::vector<Report> reports = {
      report_of("a1", "2019-03-12", "Reuters", kWire), report_of("a2", "2019-03-12", "Courier", kLead + "\n" + kMiddle),
      report_of("both", "2019-03-12", "Herald", kLead + "\n" + kMiddle + "\n" + other), report_of("b1", "2019-03-12", "BNS", other),
      report_of("b2", "2019-03-12", "Post", other + "\nIt was the third defeat of the year.")};
  const Numbers found = stories(reports);
  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[3], found[4]);
  EXPECT_NE(found[0], found[3]);
}

TEST(Stories, DoNotDependOnTheOrderOfTheReports) {
  std::vector<Report> reports = {report_of("a", "2019-03-12", "Reuters", kWire), report_of("b", "2019-03-13", "Courier", kLead + "\n" + kEnd),
                                 report_of("c", "2019-03-12", "Post", kMiddle + "\n" + kEnd), report_of("d", "2019-03-12", "X", "Nothing of the kind was said."),
                                 report_of("e", "2019-03-12", "Y", ""), report_of("f", "2019-03-12", "Z", "")};
  const auto pairs = [](const std::vector<Report>& in) {
    const Numbers found = stories(in);
    std::vector<std::string> together;
    for (std::size_t i = 0; i < in.size(); ++i) {
      for (std::size_t j = 0; j < in.size(); ++j) {
        if (in[i].id < in[j].id && found[i] == found[j]) together.push_back(in[i].id + in[j].id);
      }
    }
    std::ranges::sort(together);
    return together;
  };
  const auto expected = pairs(reports);
  EXPECT_EQ(expected, (std::vector<std::string>{"ab", "ac", "bc"})) << "Reports without a word are no copies of each other.";
  do {
    std::ranges::rotate(reports, reports.begin() + 1);
    EXPECT_EQ(pairs(reports), expected);
  } while (reports.front().id != "a");
}

TEST(StoryWords, LeaveOutWhatIsTheAgencysAndReadNumbersAlike) {
  const auto hashes = [](std::string text) {
    std::vector<std::uint32_t> result;
    for (const StoryWord& word : story_words(report_of("a", "2019-03-12", "", text))) result.push_back(word.hash);
    return result;
  };
  EXPECT_EQ(hashes("MOSCOW, July 16. /TASS/. Two ships of Erdoğan’s sank."), hashes("2 ships of Erdogan sank."));
  EXPECT_EQ(hashes("By Jane Doe\nKiev (AP) \xe2\x80\x94 It cost 1,200 euros.\n(Reporting by Jane Doe)"), hashes("it cost 1200 euros"
                                                                                                       "."));
}

TEST(StoryOverlaps, SpellingsOfANameDoNotDiffer) {
  const auto words = [](std::string name) {
    return story_words(report_of("a", "2019-03-12", "", "The president of Ukraine, Mr " + name + " said that the talks would go on in the spring of this year."));
  };
  EXPECT_EQ(overlap(words("Zelenskiy"), words("Zelensky")).names.differ, 0U);
  EXPECT_EQ(overlap(words("Zelenskiy"), words("Poroshenko")).names.differ, 1U);
  EXPECT_EQ(overlap(words("Zelenskiy"), words("Zelenskiy")).shared, 1);
  EXPECT_EQ(overlap({}, words("Zelenskiy")).shared, 0);
}

}  // namespace
}  // namespace corollary::reports
