#include "coding/coder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/strings.h"
#include "reports/reader.h"

namespace corollary::coding {
namespace {

// The world of these tests: four states, an alliance, five people.
constexpr Catalogue::Tables kWorld = {
    .parties = "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\n"
               "USA\tstate\tUnited States\tAmerican|Americans\tUS|U.S.\tWashington|White House\t\t\n"
               "RUS\tstate\tRussia\tRussian|Russians\t\tMoscow|Kremlin\t\t\n"
               "POL\tstate\tPoland\tPolish|Poles\t\tWarsaw\t\t\n"
               "FIN\tstate\tFinland\tFinnish\t\tHelsinki\t\t\n"
               "NATO\tigo\tNorth Atlantic Treaty Organization\t\tNATO|North Atlantic Alliance\t\t\t\n",
    .members = "organisation\tmember\tfrom\tto\nNATO\tUSA\t\t\nNATO\tPOL\t\t\n",
    .people = "name\taliases\tparty\tsector\trole\tfrom\tto\n"
              "Donald Trump\tTrump\tUSA\tGOV\thead of state and government\t2017-01-20\t2021-01-20\n"
              "Barack Obama\tObama\tUSA\tGOV\thead of state and government\t2009-01-20\t2017-01-20\n"
              "Vladimir Putin\tPutin\tRUS\tGOV\thead of state\t2012-05-07\t\n"
              "Sauli Niinistö\t\tFIN\tGOV\thead of state\t2012-03-01\t2024-03-01\n"
              "Theresa May\tMay\tPOL\tGOV\tminister\t2016-01-01\t2020-01-01\n",
    .bodies = "name\taliases\tparty\tsector\trole\nPentagon\t\tUSA\tGOV\tdefence ministry\nU.S. Senate\t\tUSA\tLEG\tlegislature\n",
    .titles = "title\tsector\trole\npresident\tGOV\thead of state\npresidents\tGOV\thead of state\nforeign minister\tGOV\tforeign minister\n"
              "lawmakers\tLEG\tlegislator\nseparatists\tSEP\tseparatist\nleaders\tGOV\tleader\ntroops\tMIL\tarmed forces\nsenate\tLEG\tlegislature\n"
              "diplomats\tGOV\tdiplomat\n",
    .places = "name\tcountry\tkind\nHelsinki\tFIN\tcity\nRedzikowo\tPOL\tbase\n",
    .issues = "id\tname\tcontext\tcues\nsanctions\tthe sanctions\teconomic\tsanctions\nenergy\tenergy\tnatural_resource\tenergy|pipeline\n"
              "nord-stream-2\tNord Stream 2\tnatural_resource\tnord stream 2 pipeline\nmilitary-presence\tmilitary presence\tmilitary\ttroops in poland\n",
    .icews_sectors = "phrase\tsector\trole\n"};

const text::Parser& parser() {
  static const text::Parser loaded = *text::Parser::load(std::filesystem::path(COROLLARY_SOURCE_DIR) / "models/english.model");
  return loaded;
}

// A report of Tuesday, 17 July 2018, coded.
CodedReport coded(std::string_view text, std::string_view place = "") {
  static const Catalogue catalogue = *Catalogue::from_tables(kWorld);
  static const Coder coder = *Coder::make(catalogue, parser());
  const Report report{"r", "r.txt", "", "", *Date::parse("2018-07-17"), std::string(place), std::string(text), {0, text.size()}};
  return coder.code(report);
}

std::string parties(const std::vector<Actor>& actors) {
  std::vector<std::string> codes;
  for (const Actor& actor : actors) codes.push_back(actor.party.empty() ? actor.name : actor.sector.empty() ? actor.party : actor.party + " " + actor.sector);
  return joined(codes, "+");
}

// "ACCUSE USA GOV > RUS happened", one an event.
std::vector<std::string> events(std::string_view text) {
  std::vector<std::string> lines;
  for (const Event& event : coded(text).events) {
    lines.push_back(format("{} {}{}{} {}", code(event.type), parties(event.actors), event.recipients.empty() ? "" : " > ", parties(event.recipients),
                           name(event.modality)));
  }
  return lines;
}
// "goal USA", one a statement; "not " before one that denies.
std::vector<std::string> statements(std::string_view text) {
  std::vector<std::string> lines;
  for (const Statement& statement : coded(text).statements) {
    lines.push_back(format("{}{} {}", statement.negated ? "not " : "", name(statement.kind), parties(statement.about)));
  }
  return lines;
}
using Strings = std::vector<std::string>;

Event only_event(std::string_view text, std::string_view place = "") {
  const CodedReport result = coded(text, place);
  EXPECT_EQ(result.events.size(), 1U) << text;
  return result.events.empty() ? Event{} : result.events.front();
}

// ---- who ------------------------------------------------------------------------------------------------------------

TEST(Actors, AnAdjectiveWithATitleIsThatCountrys) {
  EXPECT_EQ(events("Polish lawmakers criticised Russia."), Strings{"ACCUSE POL LEG > RUS happened"});
  EXPECT_EQ(events("Russia's foreign minister criticised Poland."), Strings{"ACCUSE RUS GOV > POL happened"});
}

TEST(Actors, ATitleOfACountryIsThatCountrys) { EXPECT_EQ(events("Troops of Russia attacked Poland."), Strings{"ASSAULT RUS MIL > POL happened"}); }

TEST(Actors, ATitleOfACountryMayStandBeforeItsHoldersName) {
  EXPECT_EQ(events("The President of Russia Vladimir Putin criticised Poland."), Strings{"ACCUSE RUS GOV > POL happened"});
}

TEST(Actors, TheyAreForgottenSoon) {
  EXPECT_EQ(events("Russia and Poland met. It rained. It snowed. They criticised Finland."), Strings{"CONSULT RUS+POL happened"});
}

TEST(Actors, APersonHasTheOfficeOfTheReportsDay) {
  const Event event = only_event("President Vladimir Putin accused Poland.");
  ASSERT_EQ(event.actors.size(), 1U);
  EXPECT_EQ(event.actors[0], (Actor{"Vladimir Putin", "RUS", "GOV", "head of state"}));
}

TEST(Actors, ATitleWithAnUnknownNameIsRememberedByTheLastName) {
  EXPECT_EQ(events("Polish foreign minister Jan Kowalski met Vladimir Putin on Monday. Kowalski criticised the United States."),
            (Strings{"CONSULT POL GOV+RUS GOV happened", "ACCUSE POL GOV > USA happened"}));
}

TEST(Actors, AnAppositionIsOneMention) {
  EXPECT_EQ(events("The Russian president, Vladimir Putin, criticised Poland."), Strings{"ACCUSE RUS GOV > POL happened"});
}

TEST(Actors, ACapitalActsAndIsAPlaceBehindIn) {
  EXPECT_EQ(events("Moscow criticised Warsaw."), Strings{"ACCUSE RUS > POL happened"});
  const Event event = only_event("Russia and the United States held talks in Helsinki.");
  EXPECT_EQ(parties(event.actors), "RUS+USA");
  EXPECT_EQ(event.place, "Helsinki");
}

TEST(Actors, ThoseWhomACountryBacksAreNotThatCountry) {
  EXPECT_EQ(events("Russian-backed separatists attacked Poland."), Strings{"ASSAULT Russian-backed separatists > POL happened"});
}

TEST(Actors, ThePresidentsAreTheLastTwoNamed) {
  EXPECT_EQ(events("Donald Trump met Vladimir Putin on Monday. The presidents agreed to cooperate in energy."),
            (Strings{"CONSULT USA GOV+RUS GOV happened", "AGREE USA GOV+RUS GOV planned"}));
}

TEST(Actors, TheAllianceIsTheOneThatWasNamed) {
  EXPECT_EQ(events("NATO invited Finland to talks. The Alliance criticised Russia."),
            (Strings{"AGREE NATO > FIN planned", "ACCUSE NATO > RUS happened"}));
  EXPECT_EQ(events("The Alliance criticised Russia."), Strings{});
}

TEST(Actors, HeIsTheOneWhomTheSentenceBeforeWasAbout) {
  EXPECT_EQ(events("Donald Trump criticised Vladimir Putin. He also accused Poland."),
            (Strings{"ACCUSE USA GOV > RUS GOV happened", "ACCUSE USA GOV > POL happened"}));
}

TEST(Actors, AMonthIsNoPerson) { EXPECT_EQ(events("In May Russia criticised Poland."), Strings{"ACCUSE RUS > POL happened"}); }

// ---- what -----------------------------------------------------------------------------------------------------------

TEST(Acts, APassiveTurnsTheSidesAround) {
  EXPECT_EQ(events("Russian diplomats were expelled by the United States."), Strings{"SANCTION USA > RUS GOV happened"});
}

TEST(Acts, AMeetingHasActorsOnlyAndComesInManyWordings) {
  for (const std::string_view text : {"The United States and Russia met.", "The United States met Russia.", "The United States held talks with Russia.",
                                      "Talks between the United States and Russia took place."}) {
    EXPECT_EQ(events(text), Strings{"CONSULT USA+RUS happened"}) << text;
  }
}

TEST(Acts, AMeetingOnThirdGroundSaysSo) {
  const Event event = only_event("Donald Trump met Vladimir Putin in Helsinki on Monday.");
  EXPECT_EQ(event.mode, "third-party");
  EXPECT_EQ(event.cameo, "044");
  EXPECT_EQ(event.when.first.iso(), "2018-07-16");
}

TEST(Acts, AMeetingInOnesCapitalIsAVisitThere) {
  const Event event = only_event("Vladimir Putin met Donald Trump in Washington.");
  EXPECT_EQ(event.mode, "visit");
  EXPECT_EQ(parties(event.actors), "RUS GOV");
  EXPECT_EQ(parties(event.recipients), "USA GOV");
}

TEST(Acts, TheObjectTellsWhichActAVerbIs) {
  EXPECT_EQ(events("The United States imposed sanctions on Russia."), Strings{"COERCE USA > RUS happened"});
  EXPECT_EQ(events("The United States lifted the sanctions on Russia."), Strings{"RETREAT USA > RUS happened"});
}

TEST(Acts, JoinedVerbsShareTheirSubject) {
  EXPECT_EQ(events("Russia criticised Poland and threatened Finland."),
            (Strings{"ACCUSE RUS > POL happened", "THREATEN RUS > FIN happened"}));
}

TEST(Acts, WhoseTheObjectIsReceives) { EXPECT_EQ(events("Russia criticised Poland's plans."), Strings{"ACCUSE RUS > POL happened"}); }

TEST(Acts, AnAssuranceReceivedIsGivenByTheOther) {
  EXPECT_EQ(events("Russia received Trump's assurance of cooperation."), Strings{"AGREE USA GOV > RUS planned"});
}

TEST(Acts, TheSameEventToldTwiceIsOne) {
  EXPECT_EQ(events("Donald Trump met Vladimir Putin in Helsinki on Monday. Trump and Putin met on Monday for two hours.").size(), 1U);
}

TEST(Acts, QuestionsAndHeadingsTellOfNothing) {
  EXPECT_EQ(events("Did Russia attack Poland?"), Strings{});
  EXPECT_EQ(events("Russia attacks Poland\n\nNothing happened that day."), Strings{});
}

TEST(Acts, WhatOnlyDescribesIsNotTold) { EXPECT_EQ(events("The city occupied by Russia is large."), Strings{}); }

TEST(Acts, NobodyKnownIsNoEvent) {
  EXPECT_EQ(events("It rained."), Strings{});
  EXPECT_EQ(events("The critics attacked the book."), Strings{});
  EXPECT_EQ(events(""), Strings{});
}

TEST(Acts, ASentenceLongerThanReasonIsNotCoded) {
  std::string text = "Russia criticised Poland";
  for (int i = 0; i < 400; ++i) text += " and more";
  EXPECT_EQ(events(text + "."), Strings{});
  const CodedReport result = coded("Russia met Poland. " + text + ".");
  ASSERT_EQ(result.passed_over.size(), 1U);
  EXPECT_EQ(result.passed_over.front().words, 804U);
  EXPECT_EQ(result.events.size(), 1U);  // The rest is.
  Report report;
  report.id = "r";
  report.mended = "r.txt:1: byte 3 is not UTF-8: read as Windows-1252";
  EXPECT_EQ(notes(report, result), (Strings{report.mended, "r: not coded: a sentence of 804 words at byte 19, expected up to 400"}));
}

TEST(Acts, WhatWasAgreedOnAPastDayIsOfThatDay) {
  const Event event = only_event("Russia and Poland agreed on Monday to start talks.");
  EXPECT_EQ(name(event.modality), "planned");
  EXPECT_EQ(event.when.first.iso(), "2018-07-16");
}

// ---- whether --------------------------------------------------------------------------------------------------------

TEST(Acts, WhatThoseDidWhoMetIsOfThatDay) {
  const CodedReport report = coded("Trump met Putin on 15 July. Trump criticised Russia. Poland criticised Russia. Russia has criticised Poland.");
  Strings days;
  for (const Event& event : report.events) days.push_back(event.when.first.iso());
  EXPECT_EQ(days, (Strings{"2018-07-15", "2018-07-15", "2018-07-17", "2018-07-17"}));
}

TEST(Acts, AProspectIsPossible) {
  EXPECT_EQ(events("The potential for U.S. concessions to Russia is large."), Strings{"CONCEDE USA > RUS possible"});
  EXPECT_EQ(events("The potential of Russian-Polish cooperation is large."), Strings{});
}

TEST(Modality, FollowsFromTheVerbsAroundTheAct) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Russia attacked Poland.", "happened"},          {"Russia will attack Poland.", "planned"},
      {"Russia may attack Poland.", "possible"},        {"Russia did not attack Poland.", "not_happened"},
      {"Russia plans to attack Poland.", "planned"},    {"Russia wants to attack Poland.", "possible"},
      {"Russia failed to attack Poland.", "not_happened"}, {"Russia has attacked Poland.", "happened"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(name(only_event(text).modality), expected) << text;
  }
}

TEST(Modality, WhatWillNotBeIsLessCertainThanWhatWasNot) {
  EXPECT_DOUBLE_EQ(only_event("Russia did not attack Poland.").factuality, -3);
  EXPECT_DOUBLE_EQ(only_event("Russia will not attack Poland.").factuality, -2);
  EXPECT_DOUBLE_EQ(only_event("Russia attacked Poland.").factuality, 3);
}

TEST(Modality, ARefusalHappenedAndWhatWasRefusedDidNot) {
  EXPECT_EQ(events("Russia refused to release Polish diplomats."),
            (Strings{"REJECT RUS happened", "RETREAT RUS > POL GOV not_happened"}));
}

TEST(Modality, AnAnnouncementThatWasNotMadeDidNotHappen) {
  const Event event = only_event("President Trump did not announce any reduction of troops in Poland.");
  EXPECT_EQ(event.modality, Modality::not_happened);
  EXPECT_EQ(event.issues, Strings{"military-presence"});
  EXPECT_EQ(event.place, "Poland");
}

TEST(Modality, TheLackOfADocumentIsAnEventThatDidNotHappen) {
  EXPECT_EQ(events("Trump met Putin on Monday. However, the lack of a joint communique indicated the scope of the differences."),
            (Strings{"CONSULT USA GOV+RUS GOV happened", "SUPPORT USA GOV+RUS GOV not_happened"}));
}

TEST(Modality, AnActNounStandsWithItsVerb) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"The talks between Russia and Poland will take place in May.", "planned"}, {"The talks between Russia and Poland took place in May.", "happened"},
      {"Russia did not hold the talks with Poland.", "not_happened"},             {"Russia held no talks with Poland.", "not_happened"},
      {"Russia might impose sanctions on Poland.", "possible"},                        {"Russia refused to hold talks with Poland.", "not_happened"},
  };
  for (const auto& [text, expected] : cases) {
    const std::vector<Event> found = coded(text).events;
    const auto act = std::ranges::find_if(found, [](const Event& e) { return e.type == EventType::consult || e.type == EventType::coerce; });
    ASSERT_NE(act, found.end()) << text;
    EXPECT_EQ(name(act->modality), expected) << text;
  }
}

TEST(Modality, WhatIsDoneForAPurposeLeavesThePurposeOpen) {
  const std::vector<Event> found = coded("Russia changed its laws to help Poland.").events;
  const auto aid = std::ranges::find(found, EventType::aid, &Event::type);
  ASSERT_NE(aid, found.end());
  EXPECT_EQ(aid->modality, Modality::possible);
}

TEST(Modality, WhatSomebodyCanDoIsNoEvent) { EXPECT_EQ(events("Trump cannot lift the sanctions on Russia."), Strings{}); }

// ---- who says so ----------------------------------------------------------------------------------------------------

TEST(Attributions, WhatIsSaidIsAttributed) {
  const Event event = only_event("Vladimir Putin said that Poland had attacked Finland.");
  EXPECT_EQ(parties(event.actors), "POL");
  ASSERT_EQ(event.attribution.size(), 1U);
  EXPECT_EQ(event.attribution[0].speaker.name, "Vladimir Putin");
  EXPECT_EQ(event.attribution[0].cue, "said");
}

TEST(Attributions, TheSpeakerMayStandBehind) {
  const Event event = only_event("Poland attacked Finland, Vladimir Putin said.");
  ASSERT_EQ(event.attribution.size(), 1U);
  EXPECT_EQ(event.attribution[0].speaker.party, "RUS");
}

TEST(Attributions, WhatIsDeniedDidNotHappen) {
  const Event event = only_event("Vladimir Putin denied that Russia had attacked Finland.");
  EXPECT_EQ(event.modality, Modality::not_happened);
}

TEST(Attributions, WhatIsClaimedBehindItIsLessCertain) {
  const Event event = only_event("Russia attacked Finland, Vladimir Putin claimed.");
  EXPECT_EQ(event.modality, Modality::happened);
  EXPECT_DOUBLE_EQ(event.factuality, 2);
}

TEST(Attributions, SpeechWithoutAnActIsAStatement) {
  EXPECT_EQ(events("Vladimir Putin said that the weather was fine."), Strings{"STATEMENT RUS GOV happened"});
}

// ---- statements -----------------------------------------------------------------------------------------------------

TEST(Statements, AGoalIsItsOwners) {
  EXPECT_EQ(statements("Cooperation was a key U.S. goal in the talks."), Strings{"goal USA"});
  EXPECT_EQ(statements("A key goal of Poland is peace."), Strings{"goal POL"});
}

TEST(Statements, APowerThatIsLackingIsAConstraint) {
  EXPECT_EQ(statements("Although Trump cannot lift the sanctions on Russia by himself, he can freeze them."), Strings{"not constraint USA GOV"});
}

TEST(Statements, WhatMayFollowIsAnExpectation) {
  EXPECT_EQ(statements("The potential for U.S. concessions to Russia may have negative consequences."), Strings{"expectation USA+RUS"});
}

TEST(Statements, AJudgmentThatDeniesIsNegated) {
  EXPECT_EQ(statements("The meeting has not adversely affected the security of Poland for now."), Strings{"not assessment POL"});
}

TEST(Statements, EachThingPromisedIsACommitment) {
  const CodedReport report = coded("Russia and Poland agreed to cooperate in trading energy and to lift the sanctions.");
  ASSERT_EQ(report.statements.size(), 2U);
  EXPECT_EQ(report.statements[0].issues, Strings{"energy"});
  EXPECT_EQ(report.statements[1].issues, Strings{"sanctions"});
}

TEST(Statements, WhatSomethingWillBeUsedForIsAGoal) {
  EXPECT_EQ(statements("The sanctions will be used by Poland to secure energy."), (Strings{"goal POL", "expectation POL"}));
  EXPECT_EQ(statements("Poland used the sanctions to secure energy."), Strings{});
  EXPECT_EQ(statements("Poland will not use the sanctions to secure energy."), (Strings{"not goal POL", "not expectation POL"}));
}

TEST(Statements, AJudgmentIsThatOfTheInnermostWords) {
  EXPECT_EQ(statements("It can be assessed that Russia has not affected the sanctions."), Strings{"not assessment RUS"});
}

TEST(Statements, TheMonthOfMayIsNoExpectation) { EXPECT_EQ(statements("In May Russia was calm."), Strings{}); }

TEST(Acts, AnExceptionStopsWhatDemandsLess) {
  EXPECT_EQ(events("Russia recognised Finland."), Strings{"SUPPORT RUS > FIN happened"});
  EXPECT_EQ(events("Russia recognised the importance of Poland."), Strings{});
}

TEST(Acts, WhoMarchesHasNoObject) {
  EXPECT_EQ(events("Polish lawmakers demonstrated against Russia."), Strings{"PROTEST POL LEG > RUS happened"});
  EXPECT_EQ(events("Poland demonstrated its commitment against Russia."), Strings{});
}

TEST(Acts, ForcesThatAreMovedAct) {
  EXPECT_EQ(events("Polish troops were deployed to Finland."), Strings{"MOBILIZE POL MIL > FIN happened"});
  EXPECT_EQ(events("Poland deployed its troops."), Strings{"MOBILIZE POL happened"});
}

TEST(Acts, WhoTriesIsWhoseTheAttemptIs) {
  EXPECT_EQ(events("Poland condemned Russian attempts to occupy Finland."), (Strings{"ACCUSE POL > RUS happened", "COERCE RUS > FIN possible"}));
  EXPECT_EQ(events("Poland condemned attempts to occupy Finland."), Strings{"ACCUSE POL happened"});
}

// ---- the record of it -----------------------------------------------------------------------------------------------

TEST(Coder, IdsEvidenceAndRulesAreGiven) {
  const std::string text = "It rained. Russia criticised Poland over the Nord Stream 2 pipeline.";
  const Event event = only_event(text);
  EXPECT_EQ(event.id, "r:e1");
  const auto& span = std::get<SpanCitation>(event.evidence);
  EXPECT_EQ(span.report, "r");
  EXPECT_EQ(span.bytes.of(text), "Russia criticised Poland over the Nord Stream 2 pipeline.");
  EXPECT_EQ(event.text, span.bytes.of(text));
  EXPECT_TRUE(event.why.starts_with("verb: criticise; classifier 0.")) << event.why;
  EXPECT_EQ(event.issues, Strings{"nord-stream-2"});  // Not "energy", whose cue is a part of the other.
  EXPECT_EQ(event.contexts, Strings{"natural_resource"});
  EXPECT_GT(event.confidence.value(), 0.5);
}

TEST(Coder, ADatelineIsNotCoded) {
  const Event event = only_event("WARSAW, July 17 (Wire) - Russia criticised Finland.");
  EXPECT_EQ(parties(event.actors), "RUS");
}

TEST(Coder, ReadsTheReferenceCommentary) {
  const std::filesystem::path path = std::filesystem::path(COROLLARY_SOURCE_DIR) / "../shared/seed/helsinki-2018.txt";
  const auto bytes = read_file(path);
  if (!bytes) {
    GTEST_SKIP() << "no reference commentary at " << path;
  }
  const auto read = reports::read_reports("helsinki-2018.txt", *bytes, {});
  ASSERT_TRUE(read) << read.error().message;
  const auto catalogue = Catalogue::built_in();
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  const CodedReport result = Coder::make(*catalogue, parser())->code(read->reports.front());
  const auto meetings = std::ranges::count_if(result.events, [](const Event& e) { return e.type == EventType::consult && e.modality == Modality::happened; });
  EXPECT_EQ(meetings, 1);
  const Event& meeting = result.events.front();
  EXPECT_EQ(meeting.mode, "third-party");
  EXPECT_EQ(meeting.place, "Helsinki");
  EXPECT_EQ(meeting.when.first.iso(), "2018-07-16");
  const auto absent = std::ranges::count_if(result.events, [](const Event& e) { return e.modality == Modality::not_happened; });
  EXPECT_EQ(absent, 3);  // The communiqué, the decision on troops, the change at Redzikowo.
}

}  // namespace
}  // namespace corollary::coding
