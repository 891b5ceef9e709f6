#include "ontology/actor_additions.h"

#include <gtest/gtest.h>

namespace corollary {
namespace {

// A world of one state and one title, to which the tests add.
constexpr Catalogue::Tables kWorld = {.parties = "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\n"
                                                 "POL\tstate\tPoland\tPolish|Poles\t\tWarsaw\t\t\n",
                                      .members = "organisation\tmember\tfrom\tto\n",
                                      .people = "name\taliases\tparty\tsector\trole\tfrom\tto\n"
                                                "Jan Nowak\t\tPOL\tLEG\tlegislator\t2010-01-01\t\n",
                                      .bodies = "name\taliases\tparty\tsector\trole\n",
                                      .titles = "title\tsector\trole\narmy\tMIL\tarmed forces\n",
                                      .places = "name\tcountry\tkind\n",
                                      .issues = "id\tname\tcontext\tcues\n",
                                      .icews_sectors = "phrase\tsector\trole\n"};

Date day(std::string_view iso) { return Date::parse(iso).value(); }

Result<Catalogue> with(std::string_view text) { return Catalogue::from_tables(kWorld, Catalogue::Added{"mine.tsv", text}); }
std::string error_with(std::string_view text) {
  const auto catalogue = with(text);
  return catalogue ? "none" : catalogue.error().message;
}

TEST(ActorAdditions, APartyIsKnownByItsNamesAndAPersonByTheOfficeOfTheDay) {
  const auto catalogue = with(
      "kind\tname\taliases\tadjectives\tparty\tsector\trole\tfrom\tto\n"
      "person\tRufus Firefly\tFirefly\t\tFRD\tGOV\thead of state\t2020-01-01\t2020-12-31\n"
      "person\tRufus Firefly\tFirefly\t\tFRD\tOPP\topposition leader\t2021-01-01\t\n"
      "state\tFreedonia\tRepublic of Freedonia\tFreedonian|Freedonians\tFRD\t\t\t\t\n");
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().message;
  EXPECT_EQ(catalogue->find_party("Freedonians")->code, "FRD");
  EXPECT_EQ(catalogue->find_party("Republic of Freedonia")->code, "FRD");
  EXPECT_EQ(catalogue->office("Firefly", day("2020-06-01"))->role, "head of state");
  EXPECT_EQ(catalogue->office("Firefly", day("2021-06-01"))->sector, "OPP");
  EXPECT_EQ(catalogue->find_party("Poland")->code, "POL");
}

TEST(ActorAdditions, MoreNamesGoToAKnownParty) {
  const auto catalogue = with("kind\tname\tparty\nstate\tRzeczpospolita\tPOL\n");
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().message;
  EXPECT_EQ(catalogue->find_party("Rzeczpospolita")->code, "POL");
  EXPECT_EQ(catalogue->find_party("Polish")->code, "POL");
  EXPECT_EQ(catalogue->parties().size(), 1U);
}

TEST(ActorAdditions, TheUsersRowGoesBeforeTheTables) {
  const auto catalogue = with("kind\tname\tparty\tsector\trole\nperson\tJan Nowak\tPOL\tMIL\tmilitary chief\ntitle\tArmy\t\tCOP\t\n");
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().message;
  EXPECT_EQ(catalogue->office("Jan Nowak", day("2015-01-01"))->sector, "MIL");
  EXPECT_EQ(catalogue->resolve("Polish army", day("2015-01-01")).sector, "COP");
}

TEST(ActorAdditions, AGroupHasAHomeAndASector) {
  const auto catalogue = with("kind\tname\tparty\thome\tsector\narmed_group\tForest Front\tFF-1\tPOL\tREB\n");
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().message;
  EXPECT_EQ(catalogue->party("FF-1")->home, "POL");
  EXPECT_EQ(catalogue->party("FF-1")->sector, "REB");
}

TEST(ActorAdditions, AWrongRowIsNamedWithFileAndLine) {
  const std::string head = "# mine\nkind\tname\tparty\tsector\tfrom\tto\n";
  EXPECT_EQ(error_with(head + "person\tX\tXXX\t\t\t\n"), "mine.tsv:3: there is no party 'XXX'");
  EXPECT_EQ(error_with(head + "empire\tX\tPOL\t\t\t\n"),
            "mine.tsv:3: there is no kind 'empire'; expected state, territory, igo, ngo, armed_group, region, person, body, title or place");
  EXPECT_EQ(error_with(head + "state\t\tFRD\t\t\t\n"), "mine.tsv:3: the name is missing");
  EXPECT_EQ(error_with(head + "state\tX\tfrd\t\t\t\n"), "mine.tsv:3: party 'frd' is no code; expected capitals, digits and '-', such as POL or AL-1");
  EXPECT_EQ(error_with(head + "igo\tX\tPOL\t\t\t\n"), "mine.tsv:3: the party 'POL' is known already, as state");
  EXPECT_EQ(error_with(head + "body\tX\tPOL\tgov\t\t\n"), "mine.tsv:3: sector 'gov' is not three capitals, such as GOV or MIL");
  EXPECT_EQ(error_with(head + "person\tX\tPOL\tGOV\t2020-02-30\t\n"), "mine.tsv:3: '2020-02-30' is not a day (YYYY-MM-DD)");
  EXPECT_EQ(error_with(head + "person\tX\tPOL\tGOV\t2020-02-01\t2019-01-01\n"), "mine.tsv:3: it ends on 2019-01-01, before it begins on 2020-02-01");
  EXPECT_EQ(error_with(head + "person\tX\n"), "mine.tsv:3: 2 cells, expected 6 (kind, name, party, sector, from, to)");
}

TEST(ActorAdditions, AColumnThatNobodyReadsIsAnError) {
  EXPECT_NE(error_with("kind\tname\tcountry\n").find("there is no column 'country' in a file of actors"), std::string::npos);
  EXPECT_NE(error_with("name\tparty\n").find("there is no column 'kind'"), std::string::npos);
}

}  // namespace
}  // namespace corollary
