#include "ontology/publishers.h"

#include <gtest/gtest.h>

#include <set>

#include "ontology/catalogue.h"

namespace corollary {
namespace {

TEST(Trust, GradesHaveLettersDigitsAndWords) {
  EXPECT_EQ(letter(Reliability::b), 'B');
  EXPECT_EQ(name(Reliability::b), "usually reliable");
  EXPECT_EQ(reliability_of("F"), Reliability::f);
  EXPECT_EQ(reliability_of("G"), std::nullopt);
  EXPECT_EQ(reliability_of("AB"), std::nullopt);
  EXPECT_EQ(name(Credibility::probably_true), "probably true");
  EXPECT_EQ(grade_text(Reliability::f, Credibility::cannot_be_judged), "F6");
}

TEST(Trust, CredibilityFollowsFromTheVoices) {
  EXPECT_EQ(digit(credibility({.tell = 3})), 1);
  EXPECT_EQ(digit(credibility({.tell = 2})), 2);
  EXPECT_EQ(digit(credibility({.tell = 1})), 3);
  EXPECT_EQ(digit(credibility({.tell = 9, .deny = 1})), 4);
  EXPECT_EQ(digit(credibility({.tell = 1, .deny = 1})), 4);
  EXPECT_EQ(digit(credibility({.tell = 1, .deny = 2})), 5);
  EXPECT_EQ(digit(credibility({.tell = 0, .deny = 2})), 6);
}

TEST(PublisherTable, IsAskedByNameAliasAndAddress) {
  const auto table = PublisherTable::built_in();
  ASSERT_TRUE(table) << table.error().message;
  for (const char* reuters : {"Reuters", "REUTERS", " reuters ", "https://www.reuters.com/world/europe/x?y=1", "reuters.com", "uk.reuters.com"}) {
    const Publisher* const found = table->find(reuters);
    ASSERT_NE(found, nullptr) << reuters;
    EXPECT_EQ(found->name, "Reuters");
  }
  EXPECT_EQ(table->find("ap")->name, "Associated Press");
  EXPECT_EQ(table->find("Suddeutsche Zeitung")->country, "DEU");
  EXPECT_EQ(table->find("notreuters.com"), nullptr);
  EXPECT_EQ(table->find(""), nullptr);
}

TEST(PublisherTable, WhoeverIsNotInItCannotBeJudged) {
  const auto table = PublisherTable::built_in();
  EXPECT_EQ(table->reliability("Lakeside Post"), Reliability::f);
  EXPECT_EQ(table->reliability("AFP"), Reliability::b);
}

TEST(PublisherTable, WhatOneGovernmentDirectsIsOneVoice) {
  const auto table = PublisherTable::built_in();
  EXPECT_EQ(table->voice("TASS"), "government of RUS");
  EXPECT_EQ(table->voice("kremlin.ru"), "government of RUS");
  EXPECT_EQ(table->voice("AFP"), "Agence France-Presse");
  EXPECT_EQ(table->voice("Lakeside Post"), "lakeside post");
}

TEST(PublisherTable, AUsersRowTakesThePlaceOfOurs) {
  const std::string header = "name\taliases\tdomains\tcountry\tkind\tdirected_by\treliability\n";
  const std::string rows = header + "reuters\tRTR\t\tGBR\tagency\t\tA\nLakeside Post\t\tlakeside.example\tGBR\tpaper\t\tC\n";
  const auto table = PublisherTable::built_in(PublisherTable::Added{"mine.tsv", rows});
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->reliability("Reuters"), Reliability::a);
  EXPECT_EQ(table->reliability("https://lakeside.example/1"), Reliability::c);
  EXPECT_EQ(table->reliability("AFP"), Reliability::b);
  const std::string bad_letter = header + "X\t\t\t\tpaper\t\tG\n", bad_kind = header + "X\t\t\t\tblog\t\tF\n";
  EXPECT_EQ(PublisherTable::from_table("mine.tsv", bad_letter).error().message, "mine.tsv:2: reliability 'G' is no letter from A to F");
  EXPECT_EQ(PublisherTable::from_table("mine.tsv", bad_kind).error().message,
            "mine.tsv:2: kind 'blog' is not agency, paper, broadcaster, government or organisation");
}

TEST(PublisherTable, OfOursEachNameIsOncePartiesAreKnownAndNobodyHasAOrF) {
  const auto table = PublisherTable::built_in();
  const auto catalogue = Catalogue::built_in();
  std::set<std::string> names, domains;
  for (const Publisher& publisher : table->all()) {
    std::vector<std::string> all = publisher.aliases;
    all.push_back(publisher.name);
    for (const std::string& one : all) EXPECT_EQ(table->find(one), &publisher) << one << " is the name of two";
    for (const std::string& domain : publisher.domains) EXPECT_TRUE(domains.insert(domain).second) << domain;
    EXPECT_TRUE(publisher.country.empty() || catalogue->party(publisher.country) != nullptr) << publisher.name;
    EXPECT_TRUE(publisher.directed_by.empty() || publisher.directed_by == publisher.country) << publisher.name;
    EXPECT_NE(publisher.reliability, Reliability::a) << publisher.name;
    EXPECT_NE(publisher.reliability, Reliability::f) << publisher.name;
    const bool directed = !publisher.directed_by.empty() && publisher.kind != PublisherKind::government;
    EXPECT_EQ(publisher.reliability == Reliability::d, directed) << publisher.name;
  }
}

}  // namespace
}  // namespace corollary
