#include "evaluate/plv_pairs.h"

#include <gtest/gtest.h>

#include <string>

namespace corollary::evaluate {
namespace {

// "actor > recipient" in the words' places, "0-2 > 3-4" for words 0 and 1 on word 3.
std::vector<std::string> pairs(const std::vector<text::Node>& nodes) {
  std::vector<std::string> texts;
  for (const auto& pair : pairs_by_grammar(coding::Tree(nodes))) {
    texts.push_back(std::to_string(pair.actor.first) + "-" + std::to_string(pair.actor.last) + " > " + std::to_string(pair.recipient.first) + "-" +
                    std::to_string(pair.recipient.last));
  }
  return texts;
}

constexpr std::size_t kRoot = text::Node::kRoot;

TEST(PlvPairs, ASubjectActsOnTheObjectAndOnWhatHangsOnIt) {
  // The police attacked supporters of Iran.
  EXPECT_EQ(pairs({{"DET", "DT", "det", "the", 1},
                   {"NOUN", "NNS", "nsubj", "police", 2},
                   {"VERB", "VBD", "root", "attack", kRoot},
                   {"NOUN", "NNS", "obj", "supporter", 2},
                   {"ADP", "IN", "case", "of", 5},
                   {"PROPN", "NNP", "nmod", "iran", 3}}),
            (std::vector<std::string>{"0-2 > 3-4", "0-2 > 5-6"}));
}

TEST(PlvPairs, APassiveTurnsTheSidesAroundAndIsNothingWithoutAnAgent) {
  // Iran was attacked by police.
  EXPECT_EQ(pairs({{"PROPN", "NNP", "nsubj:pass", "iran", 2},
                   {"AUX", "VBD", "aux:pass", "be", 2},
                   {"VERB", "VBN", "root", "attack", kRoot},
                   {"ADP", "IN", "case", "by", 4},
                   {"NOUN", "NNS", "obl", "police", 2}}),
            std::vector<std::string>{"4-5 > 0-1"});
  // Iran was attacked.
  EXPECT_TRUE(pairs({{"PROPN", "NNP", "nsubj:pass", "iran", 2}, {"AUX", "VBD", "aux:pass", "be", 2}, {"VERB", "VBN", "root", "attack", kRoot}}).empty());
}

TEST(PlvPairs, JoinedVerbsShareTheirSubject) {
  // Iran met and attacked Iraq.
  EXPECT_EQ(pairs({{"PROPN", "NNP", "nsubj", "iran", 1},
                   {"VERB", "VBD", "root", "meet", kRoot},
                   {"CCONJ", "CC", "cc", "and", 3},
                   {"VERB", "VBD", "conj", "attack", 1},
                   {"PROPN", "NNP", "obj", "iraq", 3}}),
            std::vector<std::string>{"0-1 > 4-5"});
}

TEST(PlvPairs, ThoseJoinedInTheSubjectActOnEachOther) {
  // Iran and Iraq met.
  EXPECT_EQ(pairs({{"PROPN", "NNP", "nsubj", "iran", 3},
                   {"CCONJ", "CC", "cc", "and", 2},
                   {"PROPN", "NNP", "conj", "iraq", 0},
                   {"VERB", "VBD", "root", "meet", kRoot}}),
            std::vector<std::string>{"0-1 > 2-3"});
}

TEST(PlvPairs, WhoIsToDoWhatIsDemandedReceivesTheDemand) {
  // Iraq demanded that Iran leave.
  EXPECT_EQ(pairs({{"PROPN", "NNP", "nsubj", "iraq", 1},
                   {"VERB", "VBD", "root", "demand", kRoot},
                   {"SCONJ", "IN", "mark", "that", 4},
                   {"PROPN", "NNP", "nsubj", "iran", 4},
                   {"VERB", "VBP", "ccomp", "leave", 1}}),
            std::vector<std::string>{"0-1 > 3-4"});
}

}  // namespace
}  // namespace corollary::evaluate
