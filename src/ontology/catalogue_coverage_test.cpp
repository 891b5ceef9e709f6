#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "ontology/catalogue.h"

// How much of the world the built-in catalogue knows, and whether what it knows is right where it was looked up.

namespace corollary {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

const Catalogue& built_in() {
  static const auto catalogue = Catalogue::built_in();
  static const Catalogue none;
  EXPECT_TRUE(catalogue.has_value()) << catalogue.error().message;
  return catalogue ? *catalogue : none;
}

// Of parties that exist on a day.
std::ptrdiff_t count(PartyKind kind, std::string_view iso) {
  const Date on = day(iso);
  return std::ranges::count_if(built_in().parties(), [&](const Party& party) {
    return party.kind == kind && (!party.from || *party.from <= on) && (!party.to || on <= *party.to);
  });
}

constexpr auto kStates = std::to_array<std::string_view>(
    {"ARG", "AUS", "BRA", "CAN", "CHN", "FRA", "DEU", "IND", "IDN", "ITA", "JPN", "MEX", "RUS", "SAU", "ZAF", "KOR", "TUR",
     "GBR", "USA", "ALB", "BEL", "BGR", "HRV", "CZE", "DNK", "EST", "FIN", "GRC", "HUN", "ISL", "LVA", "LTU", "LUX", "MNE",
     "NLD", "MKD", "NOR", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "AUT", "CYP", "IRL", "MLT"});
// The Crown is one person, listed under the United Kingdom.
std::string_view crown_of(std::string_view state) { return state == "AUS" || state == "CAN" ? "GBR" : state; }

bool held(std::string_view party, auto&& is_office, Date on) {
  return std::ranges::any_of(built_in().people(), [&](const Office& office) {
    return office.party == party && is_office(office.role) && office.from && *office.from <= on && (!office.to || on <= *office.to);
  });
}

// The share of days, one a month from 2000 to 2024, on which somebody is known to hold an office.
double known_share(std::string_view party, auto&& is_office) {
  int known = 0;
  int days = 0;
  for (int year = party == "MNE" ? 2007 : 2000; year <= 2024; ++year) {
    for (int month = 1; month <= 12; ++month) {
      known += held(party, is_office, *Date::from_ymd(year, month, 15));
      ++days;
    }
  }
  return static_cast<double>(known) / days;
}

TEST(BuiltInCatalogue, HasTheStatesOrganisationsAndGroupsThatItMust) {
  EXPECT_GE(count(PartyKind::state, "2024-01-01"), 195);
  EXPECT_GE(count(PartyKind::igo, "2024-01-01"), 60);
  EXPECT_GE(count(PartyKind::armed_group, "2024-01-01"), 150);
  for (const char* const code : {"XKX", "TWN", "PSE", "VAT"}) EXPECT_NE(built_in().party(code), nullptr) << code;
}

TEST(BuiltInCatalogue, KnowsTheHeadsOfStateOfTheG20NatoAndTheUnionSince2000) {
  for (const std::string_view state : kStates) {
    EXPECT_GE(known_share(crown_of(state), [](std::string_view role) { return role.starts_with("head of state"); }), 0.95) << state;
  }
}

TEST(BuiltInCatalogue, KnowsTheHeadsOfGovernmentOfTheG20NatoAndTheUnionSince2000) {
  for (const std::string_view state : kStates) {
    // The president of Cyprus is both.
    const std::string_view role_sought = state == "CYP" ? "head of state" : "head of government";
    EXPECT_GE(known_share(state, [&](std::string_view role) { return role.starts_with(role_sought) || role == "head of state and government"; }), 0.95)
        << state;
  }
}

TEST(BuiltInCatalogue, KnowsTheForeignMinistersOfTheG20NatoAndTheUnionSince2000) {
  for (const std::string_view state : kStates) {
    EXPECT_GE(known_share(state, [](std::string_view role) { return role == "foreign minister"; }), 0.95) << state;
  }
}

TEST(BuiltInCatalogue, NamesWhoWasForeignMinisterOnADay) {
  struct Fact {
    std::string_view state, iso, person;
  };
  constexpr auto facts = std::to_array<Fact>({
      {"USA", "2018-07-16", "Mike Pompeo"},        {"USA", "2003-03-20", "Colin Powell"},        {"RUS", "2018-07-16", "Sergey Lavrov"},
      {"RUS", "2003-03-20", "Igor Ivanov"},        {"DEU", "2000-06-01", "Joschka Fischer"},     {"DEU", "2015-07-14", "Frank-Walter Steinmeier"},
      {"FRA", "2003-02-14", "Dominique de Villepin"}, {"FRA", "2000-06-01", "Hubert Védrine"},   {"GBR", "2003-03-20", "Jack Straw"},
      {"GBR", "2017-05-01", "Boris Johnson"},      {"POL", "2003-05-01", "Włodzimierz Cimoszewicz"}, {"POL", "2010-04-10", "Radosław Sikorski"},
      {"SWE", "2003-06-01", "Anna Lindh"},         {"ESP", "2005-01-01", "Miguel Ángel Moratinos"}, {"JPN", "2009-01-01", "Hirofumi Nakasone"},
      {"CAN", "2001-09-11", "John Manley"},        {"BRA", "2002-06-01", "Celso Lafer"},         {"KOR", "2005-09-19", "Ban Ki-moon"},
      {"HUN", "2001-01-01", "János Martonyi"},     {"SVK", "2004-05-01", "Eduard Kukan"},        {"TUR", "2001-01-01", "İsmail Cem"},
      {"NLD", "2005-01-01", "Ben Bot"},            {"ITA", "2005-01-01", "Gianfranco Fini"},     {"BGR", "2023-12-01", "Mariya Gabriel"},
      {"GRC", "2008-04-03", "Dora Bakoyannis"},    {"ISL", "2010-01-01", "Össur Skarphéðinsson"},
  });
  for (const auto& [state, iso, person] : facts) {
    const bool found = std::ranges::any_of(built_in().people(), [&, on = day(iso), code = state, who = person](const Office& office) {
      return office.person == who && office.party == code && office.role == "foreign minister" && *office.from <= on && (!office.to || on <= *office.to);
    });
    EXPECT_TRUE(found) << state << " " << iso << " " << person;
  }
}

TEST(BuiltInCatalogue, NamesNobodyForeignMinisterAfterTheirTime) {
  EXPECT_NE(built_in().office("Mike Pompeo", day("2021-06-01")), nullptr);
  EXPECT_LT(*built_in().office("Mike Pompeo", day("2021-06-01"))->to, day("2021-06-01"));
  EXPECT_LT(*built_in().office("Anna Fotyga", day("2010-01-01"))->to, day("2010-01-01"));
}

TEST(BuiltInCatalogue, AGroupIsAtHomeInAState) {
  EXPECT_EQ(built_in().party("HEZBOLLAH")->home, "LBN");
  EXPECT_EQ(built_in().party("SINALOA")->sector, "CRM");
  for (const Party& party : built_in().parties()) {
    EXPECT_TRUE(party.home.empty() || built_in().party(party.home)->kind == PartyKind::state || built_in().party(party.home)->kind == PartyKind::territory)
        << party.code;
  }
}

}  // namespace
}  // namespace corollary
