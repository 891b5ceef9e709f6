#include "coding/actor_phrase.h"

#include <gtest/gtest.h>

namespace corollary::coding {
namespace {

// Three states, an organisation, two groups, two people and a handful of titles.
constexpr Catalogue::Tables kWorld = {
    .parties = "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\n"
               "USA\tstate\tUnited States\tAmerican|Americans\tUS|U.S.\tWashington|White House\t\t\n"
               "POL\tstate\tPoland\tPolish|Poles\t\tWarsaw\t\t\n"
               "SYR\tstate\tSyria\tSyrian\t\tDamascus\t\t\n"
               "EU\tigo\tEuropean Union\t\tEU\t\t\t\n"
               "FF\tarmed_group\tForest Front\t\tFF\t\t\t\n"
               "KURDS\tarmed_group\tKurds\tKurdish\t\t\t\t\n",
    .members = "organisation\tmember\tfrom\tto\n",
    .people = "name\taliases\tparty\tsector\trole\tfrom\tto\n"
              "Jan Nowak\tNowak\tPOL\tGOV\thead of state\t2010-01-01\t2015-12-31\n"
              "Maria Lis\t\tPOL\tMIL\tmilitary chief\t2010-01-01\t\n",
    .bodies = "name\taliases\tparty\tsector\trole\nSejm\t\tPOL\tLEG\tlegislature\nBureau Nine\t\tUSA\tSPY\t\n",
    .titles = "title\tsector\trole\npresident\tGOV\thead of state\nvice president\tGOV\tvice president\nforeign minister\tGOV\tforeign minister\n"
              "ministry of defence\tGOV\tdefence ministry\nlawmaker\tLEG\tlegislator\nrebel\tREB\trebels\nsoldier\tMIL\tarmed forces\n"
              "warplane\tMIL\tarmed forces\npolice\tCOP\tpolice\ntrade union\tLAB\tunion\nfarmer\tAGR\tfarmers\nofficial\tGOV\tofficials\n"
              "leader\tGOV\tleader\ncommander\tMIL\tmilitary commander\ngunman\tUAF\tarmed group\ncompany\tBUS\tbusiness\nthief\tCRM\tcriminals\n",
    .places = "name\tcountry\tkind\nTarnow\tPOL\tcity\n",
    .issues = "id\tname\tcontext\tcues\n",
    .icews_sectors = "phrase\tsector\trole\n",
    .groups = "party\thome\tsector\nFF\tPOL\tREB\n"};

const Catalogue& world() {
  static const Catalogue catalogue = *Catalogue::from_tables(kWorld);
  return catalogue;
}

// "POL GOV"; "-" for what the phrase does not tell.
std::string read(std::string_view phrase, std::string_view iso = "2012-01-01", const Party* about = nullptr) {
  static const ActorPhrases phrases = *ActorPhrases::make(world());
  const Actor actor = phrases.read(phrase, *Date::parse(iso), about);
  const auto shown = [](const std::string& code) { return code.empty() ? "-" : code; };
  return shown(actor.party) + " " + shown(actor.sector);
}

TEST(ActorPhrase, ACountryAloneHasNoSector) {
  EXPECT_EQ(read("Poland"), "POL -");
  EXPECT_EQ(read("the United States"), "USA -");
  EXPECT_EQ(read("Warsaw"), "POL -");
}

TEST(ActorPhrase, ATitleIsReadInAnyNumberCaseAndSpelling) {
  EXPECT_EQ(read("soldiers"), "- MIL");
  EXPECT_EQ(read("Polish Soldiers"), "POL MIL");
  EXPECT_EQ(read("thieves"), "- CRM");
  EXPECT_EQ(read("Poland's Ministry of Defense"), "POL GOV");
  EXPECT_EQ(read("two American warplanes"), "USA MIL");
}

TEST(ActorPhrase, WhatStandsBehindTellsTheCountryWhereTheHeadDoesNot) {
  EXPECT_EQ(read("the president of Poland"), "POL GOV");
  EXPECT_EQ(read("Several of the largest trade unions in Poland"), "POL LAB");
  EXPECT_EQ(read("the Polish foreign minister in Syria"), "POL GOV");
  EXPECT_EQ(read("farmers near Tarnow"), "POL AGR");
}

TEST(ActorPhrase, AContainerGivesWayToWhatItHolds) {
  EXPECT_EQ(read("a group of thieves"), "- CRM");
  EXPECT_EQ(read("a team of heavily armed police"), "- COP");
  EXPECT_EQ(read("dozens of Syrian rebels"), "SYR REB");
}

TEST(ActorPhrase, AHeadThatSaysLittleTakesTheSectorBesideIt) {
  EXPECT_EQ(read("Polish police officials"), "POL COP");
  EXPECT_EQ(read("rebel leader"), "- REB");
  EXPECT_EQ(read("the leader of the rebels"), "- REB");
  EXPECT_EQ(read("chairman of the company's board"), "- BUS");
  EXPECT_EQ(read("a Polish official"), "POL GOV");
}

TEST(ActorPhrase, TheCommandersAndGunmenOfAGroupAreTheGroups) {
  EXPECT_EQ(read("Forest Front"), "FF REB");
  EXPECT_EQ(read("Forest Front gunmen"), "FF REB");
  EXPECT_EQ(read("rebel commander"), "- REB");
  EXPECT_EQ(read("Forest Front lawmakers"), "FF LEG");
}

TEST(ActorPhrase, WhoIsOutOfOfficeIsOfTheElite) {
  EXPECT_EQ(read("retired vice president"), "- ELI");
  EXPECT_EQ(read("the former Polish president"), "POL ELI");
  EXPECT_EQ(read("former soldiers"), "- MIL");
}

TEST(ActorPhrase, APersonHasTheOfficeOfTheDay) {
  EXPECT_EQ(read("Jan Nowak"), "POL GOV");
  EXPECT_EQ(read("Polish President Jan Nowak"), "POL GOV");
  EXPECT_EQ(read("Jan Nowak", "2017-01-01"), "POL ELI");
  EXPECT_EQ(read("Nowak's lawmakers"), "POL LEG");
  EXPECT_EQ(read("the Polish general, Maria Lis"), "POL MIL");
}

TEST(ActorPhrase, ABodyHasItsPartyAndSector) {
  EXPECT_EQ(read("the Sejm"), "POL LEG");
  EXPECT_EQ(read("Bureau Nine officials"), "USA SPY");
}

TEST(ActorPhrase, ADescribedCountryIsNotTheActor) {
  EXPECT_EQ(read("American-backed Syrian rebels"), "SYR REB");
  EXPECT_EQ(read("American-backed rebels"), "- REB");
  EXPECT_EQ(read("anti-rebel police"), "- COP");
  EXPECT_EQ(read("anti-rebel soldiers"), "- MIL");
}

TEST(ActorPhrase, APeopleWithoutAStateYieldsToTheStateTheyAreIn) {
  EXPECT_EQ(read("Kurdish rebels"), "KURDS REB");
  EXPECT_EQ(read("Kurdish rebels in Syria"), "SYR REB");
}

TEST(ActorPhrase, AnOrganisationOwnsWhatIsItsOwn) {
  EXPECT_EQ(read("European Union lawmakers"), "EU LEG");
  EXPECT_EQ(read("Poland's EU officials"), "POL GOV");
}

TEST(ActorPhrase, WhatThePhraseDoesNotTellStaysOpenOrComesFromTheText) {
  EXPECT_EQ(read("police"), "- COP");
  EXPECT_EQ(read("police", "2012-01-01", world().party("POL")), "POL COP");
  EXPECT_EQ(read("Syrian police", "2012-01-01", world().party("POL")), "SYR COP");
  EXPECT_EQ(read("purple elephants"), "- -");
  for (const char* const nothing : {"", " ", "the", ",", "of of of", "-", "'s"}) EXPECT_EQ(read(nothing), "- -") << nothing;
}

TEST(ActorPhrase, AForeignNameIsKnownInOtherSpellings) {
  EXPECT_EQ(read("Yan Novak"), "- -");
  EXPECT_EQ(read("Jann Novak"), "POL GOV");
  EXPECT_EQ(read("Marya Lis"), "POL MIL");
  EXPECT_EQ(read("Lis"), "- -");
}

TEST(ActorPhrase, ABodyThatOthersHaveAsWellIsTheOwners) {
  EXPECT_EQ(read("Syria's Bureau Nine"), "SYR SPY");
  EXPECT_EQ(read("Bureau Nine in Syria"), "USA SPY");
}

TEST(ActorPhrase, NamesAreFoundInATextWithoutCapitals) { EXPECT_EQ(read("warsaw police"), "POL COP"); }

// The world as the program carries it.
std::string read_built_in(std::string_view phrase, std::string_view iso = "2018-07-16") {
  static const Catalogue catalogue = *Catalogue::built_in();
  static const ActorPhrases phrases = *ActorPhrases::make(catalogue);
  const Actor actor = phrases.read(phrase, *Date::parse(iso));
  return actor.party + " " + actor.sector;
}

TEST(BuiltInActorPhrases, ReadWhatNewsSays) {
  const std::vector<std::pair<std::string_view, std::string_view>> phrases = {
      {"Polish foreign minister", "POL GOV"},       {"the Kremlin", "RUS "},
      {"White House officials", "USA GOV"},         {"Syrian rebels", "SYR REB"},
      {"the Israeli air force", "ISR MIL"},         {"Hezbollah fighters", "HEZBOLLAH REB"},
      {"Mexican drug traffickers", "MEX CRM"},      {"Indian farmers' unions", "IND AGR"},
      {"German lawmakers", "DEU LEG"},              {"a French court", "FRA JUD"},
      {"Venezuelan opposition leaders", "VEN OPP"}, {"the former South Korean president", "KOR ELI"},
      {"Turkish journalists", "TUR JRN"},           {"Iranian intelligence agents", "IRN SPY"},
      {"UN peacekeepers in Mali", "UN MIL"},        {"students in Hong Kong", "HKG EDU"},
  };
  for (const auto& [phrase, expected] : phrases) EXPECT_EQ(read_built_in(phrase), expected) << phrase;
}

}  // namespace
}  // namespace corollary::coding
