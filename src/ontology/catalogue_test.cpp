#include "ontology/catalogue.h"

#include <gtest/gtest.h>

#include <set>

namespace corollary {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }
std::string party_sector(const Actor& actor) { return actor.party + " " + actor.sector; }

// A small world, each table in a few lines.
Catalogue::Tables small_tables() {
  return {.parties =
              "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\n"
              "POL\tstate\tPoland\tPolish|Poles\tRepublic of Poland\tWarsaw\t\t\n"
              "TUR\tstate\tTürkiye\tTurkish\tTurkey\tAnkara\t\t\n"
              "USA\tstate\tUnited States\tAmerican\tU.S.\tWhite House\t\t\n"
              "NATO\tigo\tNATO\t\tAtlantic Alliance\t\t\t\n",
          .members =
              "organisation\tmember\tfrom\tto\n"
              "NATO\tPOL\t1999-03-12\t\n",
          .people =
              "name\taliases\tparty\tsector\trole\tfrom\tto\n"
              "Recep Erdoğan\tErdogan\tTUR\tGOV\thead of government\t2003-03-14\t2014-08-28\n"
              "Recep Erdoğan\tErdogan\tTUR\tGOV\thead of state\t2014-08-28\t\n"
              "John Doe\t\tUSA\tLEG\tsenator\t2010-01-01\t2012-12-31\n"
              "John Doe\t\tUSA\tBUS\tdirector\t2015-01-01\t\n",
          .bodies =
              "name\taliases\tparty\tsector\trole\n"
              "Pentagon\tDefense Department\tUSA\tMIL\tdefence ministry\n",
          .titles = "title\tsector\trole\narmy\tMIL\tarmy\nbank\tBUS\tbank\n",
          .places = "name\tcountry\tkind\nGdańsk\tPOL\tcity\n",
          .issues = "id\tname\tcontext\tcues\ntrade\ttrade\teconomic\ttariff|tariffs\n",
          .icews_sectors = "phrase\tsector\trole\nPolice\tCOP\tpolice\n"};
}

Catalogue small() { return Catalogue::from_tables(small_tables()).value(); }

std::string error_with(const Catalogue::Tables& tables) {
  const auto catalogue = Catalogue::from_tables(tables);
  return catalogue ? "none" : catalogue.error().message;
}

TEST(Catalogue, APartyIsFoundByCodeNameAliasAndAdjectiveInAnyCase) {
  const Catalogue catalogue = small();
  for (const char* const text : {"POL", "pol", "Poland", "POLAND", "republic of poland", "Polish"}) {
    ASSERT_NE(catalogue.find_party(text), nullptr) << text;
    EXPECT_EQ(catalogue.find_party(text)->code, "POL") << text;
  }
}

TEST(Catalogue, MarksDoNotMatterForAName) { EXPECT_EQ(small().find_party("Turkiye")->code, "TUR"); }

TEST(Catalogue, ASeatOrAPersonIsNoParty) {
  EXPECT_EQ(small().find_party("Warsaw"), nullptr);
  EXPECT_EQ(small().find_party("Erdogan"), nullptr);
  EXPECT_EQ(small().find_party(""), nullptr);
}

TEST(Catalogue, ANameInASentenceHasItsArticle) {
  EXPECT_EQ(small().name_of("USA"), "the United States");
  EXPECT_EQ(small().name_of("POL"), "Poland");
  EXPECT_EQ(small().name_of("NATO"), "NATO");
  EXPECT_EQ(small().name_of("XYZ"), "XYZ");
}

TEST(Catalogue, MembershipBeginsOnItsDay) {
  EXPECT_FALSE(small().is_member("NATO", "POL", day("1999-03-11")));
  EXPECT_TRUE(small().is_member("NATO", "POL", day("1999-03-12")));
  EXPECT_FALSE(small().is_member("NATO", "TUR", day("2018-01-01")));
}

TEST(Catalogue, APersonHoldsTheOfficeOfTheDay) {
  EXPECT_EQ(small().office("Erdogan", day("2010-01-01"))->role, "head of government");
  EXPECT_EQ(small().office("Recep Erdogan", day("2018-01-01"))->role, "head of state");
}

TEST(Catalogue, OfSeveralOfficesThatOfAHeadCounts) {
  Catalogue::Tables tables = small_tables();
  tables.people =
      "name\taliases\tparty\tsector\trole\tfrom\tto\n"
      "Jan Nowak\t\tPOL\tPTY\tparty leader\t2010-01-01\t\n"
      "Jan Nowak\t\tPOL\tGOV\thead of government\t2015-01-01\t2018-12-31\n";
  const Catalogue catalogue = *Catalogue::from_tables(tables);
  EXPECT_EQ(catalogue.office("Jan Nowak", day("2014-01-01"))->role, "party leader");
  EXPECT_EQ(catalogue.office("Jan Nowak", day("2016-01-01"))->role, "head of government");
  EXPECT_EQ(catalogue.office("Jan Nowak", day("2020-01-01"))->role, "party leader");
}

TEST(Catalogue, WithoutAnOfficeOnTheDayTheLastOneBeforeCountsElseTheFirstAfter) {
  EXPECT_EQ(small().office("John Doe", day("2014-12-31"))->role, "senator");
  EXPECT_EQ(small().office("John Doe", day("2000-01-01"))->role, "senator");
  EXPECT_EQ(small().office("Jane Doe", day("2000-01-01")), nullptr);
}

TEST(Resolve, APartyABodyAndAPersonAreKnownByName) {
  EXPECT_EQ(party_sector(small().resolve("Poland", day("2018-01-01"))), "POL ");
  EXPECT_EQ(party_sector(small().resolve("defense department", day("2018-01-01"))), "USA MIL");
  EXPECT_EQ(party_sector(small().resolve("Recep Erdoğan", day("2018-01-01"))), "TUR GOV");
}

TEST(Resolve, WhatStandsBeforeBracketsIsTheSector) {
  const Actor police = small().resolve("Police (Poland)", day("2018-01-01"));
  EXPECT_EQ(police, (Actor{"Police (Poland)", "POL", "COP", "police"}));
}

TEST(Resolve, AnUnknownSectorOfAKnownPartyIsThatParty) {
  EXPECT_EQ(party_sector(small().resolve("Chess Player (Poland)", day("2018-01-01"))), "POL ");
}

TEST(Resolve, AnInstitutionIsComposedOfAStateAndATitle) {
  EXPECT_EQ(party_sector(small().resolve("Polish Army", day("2018-01-01"))), "POL MIL");
  EXPECT_EQ(party_sector(small().resolve("Bank of Poland", day("2018-01-01"))), "POL BUS");
}

TEST(Resolve, WhatNobodyKnowsKeepsItsNameAndHasNoParty) {
  for (const char* const name : {"Ruritania", "Police (Ruritania)", "Polishing Company", "(Poland", ""}) {
    EXPECT_EQ(small().resolve(name, day("2018-01-01")), (Actor{name, "", "", ""})) << name;
  }
}

TEST(Catalogue, EverySurfaceFormIsListed) {
  const Catalogue catalogue = small();
  std::set<std::string> surfaces;
  for (const NameEntry& entry : catalogue.names()) {
    surfaces.insert(entry.surface);
  }
  for (const char* const surface : {"Poland", "Poles", "White House", "Erdogan", "Pentagon", "army", "Gdańsk"}) {
    EXPECT_TRUE(surfaces.contains(surface)) << surface;
  }
  EXPECT_FALSE(surfaces.contains(""));
}

TEST(Catalogue, ATableThatIsWrongIsNamedWithItsLine) {
  Catalogue::Tables tables = small_tables();
  tables.bodies = "name\taliases\tparty\tsector\trole\nKremlin Guard\t\tRUS\tMIL\t\n";
  EXPECT_EQ(error_with(tables), "bodies.tsv:2: there is no party 'RUS'");
  tables = small_tables();
  tables.members = "organisation\tmember\tfrom\tto\nNATO\tPOL\t1999-02-30\t\n";
  EXPECT_EQ(error_with(tables), "members.tsv:2: '1999-02-30' is not a day (YYYY-MM-DD)");
  tables = small_tables();
  tables.parties = "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\nX\tempire\tX\t\t\t\t\t\n";
  EXPECT_EQ(error_with(tables), "parties.tsv:2: there is no kind of party 'empire'");
  tables = small_tables();
  tables.places = "name\tkind\n";
  EXPECT_EQ(error_with(tables), "places.tsv: there is no column 'country' (columns: name, kind)");
}

// The tables that the program carries. Read once: they are large.
const Catalogue& built_in() {
  static const auto catalogue = Catalogue::built_in();
  static const Catalogue none;
  EXPECT_TRUE(catalogue.has_value()) << catalogue.error().message;
  return catalogue ? *catalogue : none;
}

std::string resolved(std::string_view name, std::string_view iso = "2018-07-16") {
  return party_sector(built_in().resolve(name, day(iso)));
}

std::string role_of(std::string_view person, std::string_view iso) {
  const Office* const office = built_in().office(person, day(iso));
  return office != nullptr ? office->role : "none";
}

TEST(BuiltInCatalogue, KnowsWhoIsWhoOnTheDayOfTheHelsinkiSummit) {
  EXPECT_EQ(resolved("Donald Trump"), "USA GOV");
  EXPECT_EQ(resolved("Vladimir Putin"), "RUS GOV");
  EXPECT_EQ(resolved("Jens Stoltenberg").substr(0, 4), "NATO");
  EXPECT_EQ(resolved("Israeli Defense Forces"), "ISR MIL");
  EXPECT_EQ(resolved("Police (Finland)"), "FIN COP");
  EXPECT_EQ(resolved("Citizen (Ukraine)"), "UKR CVL");
  EXPECT_EQ(resolved("North Atlantic Treaty Organization").substr(0, 4), "NATO");
}

TEST(BuiltInCatalogue, TheDayDecidesTheOffice) {
  EXPECT_EQ(role_of("Emmanuel Macron", "2018-07-16"), "head of state");
  EXPECT_EQ(role_of("Emmanuel Macron", "2015-07-16").find("head of state"), std::string::npos);
}

TEST(BuiltInCatalogue, MembershipHasDates) {
  EXPECT_TRUE(built_in().is_member("NATO", "POL", day("2018-07-16")));
  EXPECT_TRUE(built_in().is_member("NATO", "MNE", day("2018-07-16")));
  EXPECT_FALSE(built_in().is_member("NATO", "FIN", day("2018-07-16")));
  EXPECT_TRUE(built_in().is_member("NATO", "FIN", day("2023-04-04")));
  EXPECT_FALSE(built_in().is_member("NATO", "RUS", day("2018-07-16")));
}

TEST(BuiltInCatalogue, EachPartyHasACodeOfItsOwnAndAnOfficeEndsAfterItBegan) {
  std::set<std::string> codes;
  for (const Party& party : built_in().parties()) {
    EXPECT_TRUE(codes.insert(party.code).second) << party.code;
    EXPECT_FALSE(party.name.empty()) << party.code;
  }
  for (const Office& office : built_in().people()) {
    EXPECT_TRUE(!office.from || !office.to || *office.from <= *office.to) << office.person << " " << office.role;
  }
}

TEST(BuiltInCatalogue, EveryCountryOfAPlaceIsAParty) {
  for (const Place& place : built_in().places()) {
    EXPECT_TRUE(place.country.empty() || built_in().party(place.country) != nullptr) << place.name;
  }
}

TEST(BuiltInCatalogue, EachIssueHasANameAndCues) {
  std::set<std::string> ids;
  for (const Issue& issue : built_in().issues()) {
    EXPECT_TRUE(ids.insert(issue.id).second) << issue.id;
    EXPECT_FALSE(issue.name.empty()) << issue.id;
    EXPECT_FALSE(issue.cues.empty()) << issue.id;
  }
}

}  // namespace
}  // namespace corollary
