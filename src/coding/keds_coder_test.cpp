#include "coding/keds_coder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/strings.h"
#include "text/parser.h"

namespace corollary::coding {
namespace {

const text::Parser& parser() {
  static const text::Parser loaded = *text::Parser::load(std::filesystem::path(COROLLARY_SOURCE_DIR) / "models/english.model");
  return loaded;
}

// A world of three states, written as the projects write it.
KedsDictionary world(KedsDialect dialect) {
  KedsDictionary dictionary(dialect);
  dictionary.add_actors("actors.txt",
                        "ALBANIA [ALB]\n+TIRANA\n"
                        "BELGIUM [BEL]\n"
                        "CHILE [CHL]\n+PINERA\n"
                        "JOHN_SMITH [ALB]\n\t[ALBGOV 20100101-20101231]\n\t[ALBOPP >20110101]\n");
  dictionary.add_agents("agents.txt", "SOLDIER [~MIL]\nMEDICS_GROUP [NGO~]\n!PERSON! = MAN, WOMAN\nPOLICE!PERSON! [~COP]\n");
  dictionary.add_verbs("verbs.txt",
                       "&GIFT\n+MONEY\n+GOLD\n\n"
                       "--- GIVE [070] ---\nGIVE\n- * &GIFT [071]\n\n"
                       "--- MEET [040:040] ---\nMEET\n\n"
                       "--- ARREST [173] ---\nARREST\n\n"
                       "--- ANNOUNCE [---] ---\nANNOUNCE\n- % * PACT [057]\n");
  return dictionary;
}

// "ALB>BEL:070", one an event.
std::string coded(const std::string& text, KedsDialect dialect = KedsDialect::petrarch, const char* day = "2012-01-01") {
  const KedsDictionary dictionary = world(dialect);
  const KedsCoder coder(dictionary);
  text::Document document = text::analyse(text, {0, text.size()});
  parser().parse(text, document);
  std::vector<std::string> lines;
  for (const text::Sentence& sentence : document.sentences) {
    const Words words = words_of(text, document, sentence);
    for (const KedsEvent& event : coder.code(words, document.nodes_of(sentence), *Date::parse(day), {})) {
      lines.push_back(format("{}>{}:{}", event.source, event.target, event.event));
    }
  }
  return joined(lines, " ");
}

TEST(KedsCoder, WhoStandsBeforeTheVerbActsOnTheFirstOtherBehindIt) {
  EXPECT_EQ(coded("Albania gave Belgium a horse."), "ALB>BEL:070");
  EXPECT_EQ(coded("Albania gave a horse."), "");
  EXPECT_EQ(coded("It gave Belgium a horse."), "");
}

TEST(KedsCoder, TheMostDemandingPatternGivesTheCode) { EXPECT_EQ(coded("Albania gave Belgium gold."), "ALB>BEL:071"); }

TEST(KedsCoder, ThePassiveTurnsTheSides) { EXPECT_EQ(coded("Belgium was arrested by Albania."), "ALB>BEL:173"); }

TEST(KedsCoder, APairOfCodesIsAnEventEachWay) { EXPECT_EQ(coded("Albania met Belgium."), "ALB>BEL:040 BEL>ALB:040"); }

TEST(KedsCoder, AListIsEachOfThem) {
  EXPECT_EQ(coded("Albania and Chile gave Belgium a horse."), "ALB>BEL:070 CHL>BEL:070");
  EXPECT_EQ(coded("Albania and Chile announced a pact."), "ALB>CHL:057 CHL>ALB:057");
}

TEST(KedsCoder, AgentsAreComposedWithTheirActor) {
  EXPECT_EQ(coded("Albanian soldiers arrested Belgium."), "");  // The dictionary has no adjective.
  EXPECT_EQ(coded("Albania soldiers arrested the policeman of Belgium."), "ALBMIL>BELCOP:173");
  EXPECT_EQ(coded("Soldiers from Albania arrested Belgium."), "ALBMIL>BEL:173");
  EXPECT_EQ(coded("Albania arrested the Belgium medics group."), "ALB>NGOBEL:173");
}

TEST(KedsCoder, ACodeHoldsOnItsDays) {
  EXPECT_EQ(coded("John Smith met Belgium.", KedsDialect::petrarch, "2010-06-01"), "ALBGOV>BEL:040 BEL>ALBGOV:040");
  EXPECT_EQ(coded("John Smith met Belgium.", KedsDialect::petrarch, "2009-06-01"), "ALB>BEL:040 BEL>ALB:040");
}

TEST(KedsCoder, TabariMatchesStemsAndPetrarchWords) {
  EXPECT_EQ(coded("Albanians gave Belgium gold.", KedsDialect::petrarch), "");
  KedsDictionary dictionary(KedsDialect::tabari);
  dictionary.add_actors("a", "ALBANIA [ALB]\nBELGI [BEL]\n");
  dictionary.add_verbs("v", "PRAIS [041] ;note\nSCOLD_ [121]\n");
  const KedsCoder coder(dictionary);
  const std::string text = "The Albanians praised Belgian beer";
  const text::Document document = text::analyse(text, {0, text.size()});
  const auto events = coder.code(words_of(text, document, document.sentences.front()), {}, *Date::parse("2012-01-01"), {});
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].source + events[0].target + events[0].event, "ALBBEL041");
}

TEST(KedsDictionary, BadLinesAreNamedAndTheOthersRead) {
  KedsDictionary dictionary(KedsDialect::petrarch);
  dictionary.add_actors("actors.txt", "ALBANIA [ALB <2012x]\nBELGIUM [BEL]\n");
  dictionary.add_agents("agents.txt", "SOLDIER [MIL]\n");
  dictionary.add_verbs("verbs.txt", "--- GIVE [070] ---\nGIVE\n- GOLD [071]\n");
  EXPECT_EQ(dictionary.unread(), (std::vector<std::string>{"actors.txt:1: 'ALB <2012x' is no code with its days",
                                                           "agents.txt:1: expected a code with '~' in brackets",
                                                           "verbs.txt:3: expected '- words * words [code]', found 'GOLD [071]'"}));
  EXPECT_EQ(dictionary.actors().size(), 1U);
}

TEST(KedsDictionary, DaysHaveTwoOrFourDigitsForTheYear) {
  EXPECT_EQ(keds_date("950101")->iso(), "1995-01-01");
  EXPECT_EQ(keds_date("20120103")->iso(), "2012-01-03");
  EXPECT_FALSE(keds_date("951301"));
}

}  // namespace
}  // namespace corollary::coding
