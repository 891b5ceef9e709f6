#include "coding/readout.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/format.h"
#include "base/strings.h"
#include "coding/coder.h"

namespace corollary::coding {
namespace {

// The world of these tests: three states, their heads, and one who left office.
constexpr Catalogue::Tables kWorld = {
    .parties = "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\n"
               "USA\tstate\tUnited States\tAmerican|Americans\tUS|U.S.\tWashington|White House\t\t\n"
               "RUS\tstate\tRussia\tRussian|Russians\t\tMoscow|Kremlin\t\t\n"
               "UKR\tstate\tUkraine\tUkrainian\t\tKiev\t\t\n"
               "FRA\tstate\tFrance\tFrench\t\tParis\t\t\n",
    .members = "organisation\tmember\tfrom\tto\n",
    .people = "name\taliases\tparty\tsector\trole\tfrom\tto\n"
              "Vladimir Putin\tPutin\tRUS\tGOV\thead of state\t1999-12-31\t2008-05-07\n"
              "Leonid Kuchma\t\tUKR\tGOV\thead of state\t1994-07-19\t2005-01-23\n"
              "Viktor Yushchenko\t\tUKR\tGOV\thead of state\t2005-01-23\t2010-02-25\n"
              "Jacques Chirac\t\tFRA\tGOV\thead of state\t1995-05-17\t2007-05-16\n"
              "George Bush\tBush\tUSA\tGOV\thead of state and government\t2001-01-20\t2009-01-20\n",
    .bodies = "name\taliases\tparty\tsector\trole\n",
    .titles = "title\tsector\trole\npresident\tGOV\thead of state\npresidents\tGOV\thead of state\nforeign minister\tGOV\tforeign minister\n"
              "agriculture minister\tGOV\tminister\nleaders\tGOV\tleader\n",
    .places = "name\tcountry\tkind\nSamara\tRUS\tcity\n",
    .issues = "id\tname\tcontext\tcues\n",
    .icews_sectors = "phrase\tsector\trole\n"};

const text::Parser& parser() {
  static const text::Parser loaded = *text::Parser::load(std::filesystem::path(COROLLARY_SOURCE_DIR) / "models/english.model");
  return loaded;
}

// What a publisher's report of Saturday, 6 October 2001, tells of calls and meetings: "041 2001-10-06 RUS Vladimir Putin + …".
std::vector<std::string> readouts(std::string_view text, std::string_view publisher = "Kremlin") {
  static const Catalogue catalogue = *Catalogue::from_tables(kWorld);
  static const Coder coder = *Coder::make(catalogue, parser());
  const Report report{"r", "r.jsonl", std::string(publisher), "", *Date::parse("2001-10-06"), "", std::string(text), {0, text.size()}};
  std::vector<std::string> told;
  for (const Event& event : coder.code(report).events) {
    if (event.type != EventType::consult || event.modality != Modality::happened) {
      continue;
    }
    std::vector<std::string> parties;
    for (const Actor& actor : event.actors) parties.push_back(actor.party + " " + actor.name);
    told.push_back(format("{} {} {}", event.cameo, event.when.first.iso(), joined(parties, " + ")));
  }
  return told;
}

// The first of them.
std::string readout(std::string_view text, std::string_view publisher = "Kremlin") {
  const std::vector<std::string> told = readouts(text, publisher);
  return told.empty() ? "-" : told.front();
}

TEST(Readout, TheTwoWhoDiscussHaveMet) {
  EXPECT_EQ(readout("Mr Putin and Mr Kuchma discussed the crash of an airliner over the Black Sea."), "040 2001-10-06 RUS Vladimir Putin + UKR Leonid Kuchma");
}

TEST(Readout, TheTelephoneMakesItACall) {
  EXPECT_EQ(readout("Mr Chirac explained the view of Paris. During the telephone conversation the two leaders agreed to go on."),
            "041 2001-10-06 RUS Vladimir Putin + FRA Jacques Chirac");
}

TEST(Readout, TheInitiatorIsTheOtherSide) {
  EXPECT_EQ(readout("The leaders of the two countries discussed trade. The telephone conversation took place at Ukraine's initiative."),
            "041 2001-10-06 RUS Vladimir Putin + UKR Ukraine");
}

TEST(Readout, ALastNameIsThatOfWhoHoldsTheOffice) {
  EXPECT_EQ(readout("Mr Putin and Mr Yushchenko discussed gas."), "040 2001-10-06 RUS Vladimir Putin + RUS Yushchenko");
}

TEST(Readout, AMinisterWithoutACountryIsOfThePublishersGovernment) {
  EXPECT_EQ(readout("Agriculture Minister Ivan Orlov reported to the President on the harvest."), "040 2001-10-06 RUS Vladimir Putin + RUS Ivan Orlov");
}

TEST(Readout, SpeakersOfATranscriptHaveMet) {
  EXPECT_EQ(readout("VLADIMIR PUTIN: Mr Orlov, let us look at the harvest.\n\nAGRICULTURE MINISTER IVAN ORLOV: The harvest is good.\n\nVLADIMIR PUTIN: Good."),
            "040 2001-10-06 RUS Vladimir Putin + RUS AGRICULTURE MINISTER IVAN ORLOV");
}

TEST(Readout, YesterdayIsTheDayBeforeTheReport) {
  EXPECT_EQ(readout("President Putin met yesterday with French President Jacques Chirac to discuss trade."),
            "040 2001-10-05 RUS Vladimir Putin + FRA Jacques Chirac");
}

TEST(Readout, ATimeBehindTheTopicIsNotThatOfTheMeeting) {
  EXPECT_EQ(readout("President Putin met with French President Jacques Chirac to discuss the attacks of 11 September 2001."),
            "040 2001-10-06 RUS Vladimir Putin + FRA Jacques Chirac");
}

TEST(Readout, AnUnknownNameIsOfTheCountryThatTheAccountIsAbout) {
  EXPECT_EQ(readout("The President of Russia spoke of Russian-French relations. In turn, Luc Martin noted that the two countries are friends."),
            "040 2001-10-06 RUS Vladimir Putin + FRA Luc Martin");
}

TEST(Readout, WhoReportsToTheHeadServesAtHomeWhoeverHasTheSameName) {
  EXPECT_EQ(readout("Mr Kuchma reported to Vladimir Putin on the harvest."), "040 2001-10-06 RUS Vladimir Putin + RUS Kuchma");
}

TEST(Readout, AnOfficeBehindTheNameTellsTheCountry) {
  EXPECT_EQ(readout("Mr Putin and Luc Martin discussed trade. Luc Martin, the President of the French Senate, spoke of the harvest."), "040 2001-10-06 RUS Vladimir Putin + FRA Luc Martin");
}

TEST(Readout, BothWhoWereToldHaveMetTheHead) {
  EXPECT_EQ(readout("Mr Putin informed Mr Chirac and Mr Kuchma of the results of his journey."), "040 2001-10-06 RUS Vladimir Putin + FRA Jacques Chirac + UKR Leonid Kuchma");
}

TEST(Readout, TheSubjectOfASecondVerbIsTheHead) {
  EXPECT_EQ(readout("The President said that the harvest was good, and told the Agriculture Minister to go on."), "040 2001-10-06 RUS Vladimir Putin + RUS Agriculture Minister");
}

TEST(Readout, JoinedBehindAnOpeningAreAPair) {
  EXPECT_EQ(readout("After the signing, Vladimir Putin and Jacques Chirac discussed trade."), "040 2001-10-06 RUS Vladimir Putin + FRA Jacques Chirac");
}

TEST(Readout, WhatTheTalksAreAboutIsNoOtherSide) {
  EXPECT_EQ(readout("The two leaders discussed the situation in Ukraine."), "-");
  EXPECT_EQ(readout("The two leaders discussed the Ukrainian problem."), "-");
}

TEST(Readout, TalksWithTheOneStateNamedAreItsTalks) {
  EXPECT_EQ(readout("Mr Putin left France by air after the talks."), "040 2001-10-06 RUS Vladimir Putin + FRA France");
}

TEST(Readout, OnesWhoCallAreTheOtherSide) {
  EXPECT_EQ(readout("Mr Chirac called Mr Putin to discuss trade. Mr Chirac thanked Mr Putin."), "040 2001-10-06 RUS Vladimir Putin + FRA Jacques Chirac");
}

TEST(Readout, DelegatesAddressedHaveBeenMet) {
  EXPECT_EQ(readout("Addressing the congress delegates, Vladimir Putin praised the harvest."), "040 2001-10-06 RUS Vladimir Putin + RUS the congress delegates");
}

TEST(Readout, CongratulationsAloneAreNoEncounter) {
  EXPECT_EQ(readout("Vladimir Putin congratulated Jacques Chirac on his birthday."), "-");
  EXPECT_EQ(readout("Mr Putin congratulated Mr Chirac on his birthday. The two leaders spoke of trade."), "040 2001-10-06 RUS Vladimir Putin + FRA Jacques Chirac");
}

TEST(Readout, WhatAPairWillDoIsNoEncounter) { EXPECT_EQ(readout("Vladimir Putin and Jacques Chirac will open the exhibition."), "-"); }

TEST(Readout, APairThatTheTextDoesNotNameIsNobody) { EXPECT_EQ(readout("The two leaders discussed current issues."), "-"); }

TEST(Readout, ASentenceBeforeAColonIsNoSpeaker) {
  EXPECT_EQ(readout("Vladimir Putin: the speech in full.\n\nHe has signed the following papers: a decree on the harvest."), "-");
}

TEST(Readout, TheHeadAsAnOwnerIsNoHost) {
  EXPECT_EQ(readout("Ivan Orlov, Adviser to the President, met today with French President Jacques Chirac."),
            "040 2001-10-06 RUS Ivan Orlov, Adviser to the President, + FRA Jacques Chirac");
}

TEST(Readout, WhatIsToComeIsNoEncounter) { EXPECT_EQ(readout("President Putin will meet with French President Jacques Chirac on Monday."), "-"); }

TEST(Readout, ALetterIsNoEncounter) {
  EXPECT_EQ(readout("In his letter Mr Chirac thanked Mr Putin for his condolences. The two leaders know each other."), "-");
}

TEST(Readout, ATextAboutNobodyElseTellsOfNoEncounter) { EXPECT_EQ(readout("Vladimir Putin signed a decree on the harvest."), "-"); }

TEST(Readout, ANewspaperPresupposesNothing) {
  EXPECT_EQ(readout("Mr Putin and Mr Kuchma discussed the crash of an airliner over the Black Sea.", "The Daily News"), "-");
}

TEST(Readout, AMeetingInPassingStandsBesideTheOneThatIsPresupposed) {
  EXPECT_EQ(joined(readouts("Mr Putin and Mr Kuchma discussed trade. Afterwards, Mr Putin met with French President Jacques Chirac."), "; "),
            "040 2001-10-06 RUS Vladimir Putin + FRA Jacques Chirac; 040 2001-10-06 RUS Vladimir Putin + UKR Leonid Kuchma");
}

TEST(Readout, AllWhoSpeakAtHomeTakePart) {
  EXPECT_EQ(readout("Mr Orlov reported to the President on the harvest. Mr Petrov noted that the weather was good."), "040 2001-10-06 RUS Vladimir Putin + RUS Orlov + RUS Petrov");
}

TEST(Readout, WhomTheHeadAddressesIsTheOtherSideBeforeATopic) {
  EXPECT_EQ(readout("The meeting discussed the work of the Russian-French commission. The President told the Agriculture Minister to go on."),
            "040 2001-10-06 RUS Vladimir Putin + RUS Agriculture Minister");
}

TEST(Readout, TheOneGuestWhomTheTextCallsByNameIsTheOtherSide) {
  EXPECT_EQ(readout("The discussion focused on trade. A good harvest is expected in Russia and Ukraine, which was noted at the request of Mr Chirac."),
            "040 2001-10-06 RUS Vladimir Putin + FRA Jacques Chirac");
}

TEST(Readout, ThePresentMeetingIsSpokenOf) {
  EXPECT_EQ(readout("The President said that this meeting was timely, and that Russian-French relations were good."), "040 2001-10-06 RUS Vladimir Putin + FRA France");
}

TEST(Readout, WhatTheHeadSaidToOfficialsAtHomeIsAMeeting) {
  EXPECT_EQ(readout("Vladimir Putin said the harvest was good. He noted that the Agriculture Minister had worked well."), "040 2001-10-06 RUS Vladimir Putin + RUS Agriculture Minister");
}

TEST(Readout, WhatTheHeadSaidInAnInterviewIsNoMeeting) {
  EXPECT_EQ(readout("Vladimir Putin said in an interview the harvest was good. He noted that the Agriculture Minister had worked well."), "-");
}

TEST(Readout, PeopleWithoutANameAreMetToo) {
  EXPECT_EQ(readout("Vladimir Putin met with members of the committee."), "040 2001-10-06 RUS Vladimir Putin +  members of the committee");
}

TEST(Readout, AnAnnouncementIsNoEncounterWhateverItTellsOfEarlierOnes) {
  EXPECT_EQ(readout("On October 9, Vladimir Putin will meet with Jacques Chirac. Mr Putin and Mr Chirac discussed trade a year ago."), "-");
}

TEST(Readout, AMessageIsNoEncounter) {
  EXPECT_EQ(readout("In his message to Mr Chirac, Vladimir Putin praised the talks of the two leaders."), "-");
}

TEST(Readout, AStatementInTheFirstPersonPresupposesNothing) {
  EXPECT_EQ(readout("Today I thank the Agriculture Minister. Mr Putin and Mr Kuchma discussed trade."), "-");
}

TEST(Readout, WhatBelongsToTheHeadIsNobodyWhoIsTold) {
  EXPECT_EQ(readout("The Agriculture Minister proposed to repeal the President's decree."), "-");
}

}  // namespace
}  // namespace corollary::coding
