#include "text/lemmas.h"

#include <gtest/gtest.h>

namespace corollary::text {
namespace {

LemmaRules english() {
  LemmaRules rules;
  rules.add("NNS", "s", false, {true, 1, ""});
  rules.add("NNS", "ies", false, {true, 3, "y"});
  rules.add("NNS", "series", true, {true, 0, ""});
  rules.add("NNP", "", false, {false, 0, ""});
  rules.add("VBD", "met", true, {true, 2, "eet"});
  return rules;
}

TEST(LemmaRules, TheLongestKnownEndingCounts) {
  EXPECT_EQ(english().lemma_of("talks", "talks", "NNS"), "talk");
  EXPECT_EQ(english().lemma_of("Treaties", "treaties", "NNS"), "treaty");
}

TEST(LemmaRules, AWholeWordCountsBeforeItsEnding) { EXPECT_EQ(english().lemma_of("series", "series", "NNS"), "series"); }

TEST(LemmaRules, AnEmptyEndingIsTheRuleOfTheTag) { EXPECT_EQ(english().lemma_of("Helsinki", "helsinki", "NNP"), "Helsinki"); }

TEST(LemmaRules, ATagWithoutRulesGivesTheWordInLowerCase) { EXPECT_EQ(english().lemma_of("Quickly", "quickly", "RB"), "quickly"); }

TEST(LemmaRules, AnIrregularFormTakesItsOwnScript) { EXPECT_EQ(english().lemma_of("Met", "met", "VBD"), "meet"); }

TEST(LemmaRules, CutsCharactersAndNotBytes) {
  LemmaRules rules;
  rules.add("NN", "é", false, {true, 1, "e"});
  EXPECT_EQ(rules.lemma_of("café", "café", "NN"), "cafe");
}

TEST(LemmaRules, AWordShorterThanTheCutIsEmptiedAndNoMore) {
  LemmaRules rules;
  rules.add("NN", "", false, {true, 9, "x"});
  EXPECT_EQ(rules.lemma_of("ab", "ab", "NN"), "x");
}

}  // namespace
}  // namespace corollary::text
