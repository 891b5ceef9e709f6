#include "coding/factuality.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/strings.h"
#include "text/parser.h"

namespace corollary::coding {
namespace {

const text::Parser& parser() {
  static const text::Parser loaded = *text::Parser::load(std::filesystem::path(COROLLARY_SOURCE_DIR) / "models/english.model");
  return loaded;
}

const Factuality& factuality() {
  static const Factuality made = *Factuality::make();
  return made;
}

// The judgment on the first word of a sentence that is `word`.
Judgment judged(std::string_view text, std::string_view word) {
  text::Document document = text::analyse(text, {0, text.size()});
  parser().parse(text, document);
  const text::Sentence& sentence = document.sentences.front();
  const auto tokens = document.tokens_of(sentence);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].bytes.of(text) == word) {
      return factuality().judge(factuality().read(document.nodes_of(sentence)), i);
    }
  }
  ADD_FAILURE() << "no '" << word << "' in '" << text << "'";
  return {};
}

std::string modality(std::string_view text, std::string_view word) { return std::string(name(judged(text, word).modality)); }

TEST(Factuality, WhatIsToldFlatlyHappened) {
  EXPECT_EQ(modality("Poland signed the treaty.", "signed"), "happened");
  EXPECT_GT(judged("Poland signed the treaty.", "signed").factuality, 1.5);
}

TEST(Factuality, NegationDenies) {
  EXPECT_EQ(modality("Poland did not sign the treaty.", "sign"), "not_happened");
  EXPECT_EQ(modality("Poland never signed the treaty.", "signed"), "not_happened");
  EXPECT_EQ(modality("No agreement was signed.", "signed"), "not_happened");
  EXPECT_EQ(modality("The ministers met without signing an agreement.", "signing"), "not_happened");
  EXPECT_LT(judged("Poland did not sign the treaty.", "sign").factuality, 0);
}

TEST(Factuality, NotOnlyDeniesNothing) { EXPECT_EQ(modality("Poland not only signed the treaty but also ratified it.", "signed"), "happened"); }

TEST(Factuality, WhatLiesAheadIsPlannedUnlessAConditionStandsAboveIt) {
  EXPECT_EQ(modality("The presidents will meet in Helsinki.", "meet"), "planned");
  EXPECT_EQ(modality("The presidents agreed to meet in Helsinki.", "meet"), "planned");
  EXPECT_EQ(modality("If they sign the treaty, the presidents will meet.", "meet"), "possible");
  EXPECT_EQ(modality("The presidents may meet in Helsinki.", "meet"), "possible");
}

TEST(Factuality, ARefusalHappenedAndWhatIsRefusedDidNot) {
  EXPECT_EQ(modality("Moscow refused to withdraw its troops.", "refused"), "happened");
  EXPECT_EQ(modality("Moscow refused to withdraw its troops.", "withdraw"), "not_happened");
  EXPECT_EQ(modality("Moscow failed to withdraw its troops.", "withdraw"), "not_happened");
  EXPECT_EQ(modality("Moscow managed to withdraw its troops.", "withdraw"), "happened");
}

TEST(Factuality, TwoNegationsCancel) { EXPECT_EQ(modality("Moscow did not fail to withdraw its troops.", "withdraw"), "happened"); }

TEST(Factuality, WhatIsAskedOrTriedIsOpen) {
  EXPECT_EQ(modality("Warsaw urged Moscow to withdraw its troops.", "withdraw"), "possible");
  EXPECT_EQ(modality("Warsaw called for talks with Moscow.", "talks"), "possible");
  EXPECT_EQ(modality("Warsaw tried to persuade Moscow.", "persuade"), "possible");
}

TEST(Factuality, TheSayingOfItLeavesItsOwnStanding) {
  EXPECT_EQ(modality("Moscow said that Kiev had attacked the village.", "attacked"), "happened");
  EXPECT_EQ(modality("Moscow said that it would not attack the village.", "attack"), "not_happened");
  EXPECT_EQ(modality("Moscow did not say that Kiev had attacked the village.", "attacked"), "possible");
}

TEST(Factuality, NounsPassOnWhatTheySay) {
  EXPECT_EQ(modality("Reporters noted the lack of a joint statement.", "statement"), "not_happened");
  EXPECT_EQ(modality("Washington announced its decision to withdraw troops.", "withdraw"), "planned");
  EXPECT_EQ(modality("They discussed the possibility of an attack.", "attack"), "possible");
}

TEST(Factuality, AnEventNounStandsWithItsLightVerb) {
  EXPECT_EQ(modality("The ministers held talks in Geneva.", "talks"), "happened");
  EXPECT_EQ(modality("The ministers will hold talks in Geneva.", "talks"), "planned");
  EXPECT_EQ(modality("The president did not announce a decision.", "decision"), "not_happened");
}

TEST(Factuality, SaysWhatBearsOnIt) {
  const Judgment judgment = judged("Moscow refused to withdraw its troops.", "withdraw");
  EXPECT_EQ(judgment.cue, "refuse");
  EXPECT_EQ(judgment.why, "refuse(to: no)");
}

TEST(Factuality, ReadsASentenceOfOneWordAndNone) {
  EXPECT_EQ(modality("Talks", "Talks"), "happened");
  EXPECT_TRUE(factuality().read({}).nodes().empty());
}

TEST(Factuality, WhatIsFlatlyDeniedIsNeverFaintlyTrue) {
  for (const char* text : {"I did not think so.", "She never signed it.", "It was not amusing.", "They had not been told."}) {
    text::Document document = text::analyse(text, {0, std::string_view(text).size()});
    parser().parse(text, document);
    const SentenceStandings standings = factuality().read(document.nodes_of(document.sentences.front()));
    std::size_t denials = 0;
    for (std::size_t i = 0; i < standings.nodes().size(); ++i) {
      if (!is_flat_denial(standings.of(i))) continue;
      ++denials;
      EXPECT_LE(factuality().factuality(standings, i, Scale::happening), -1) << text;
      EXPECT_EQ(factuality().factuality(standings, i, Scale::certainty), -3) << text;
    }
    EXPECT_EQ(denials, 1u) << text;
  }
}

TEST(Factuality, WhatLiesAheadIsSurerThanItHasHappened) {
  const std::string_view text = "The presidents will meet in Helsinki.";
  text::Document document = text::analyse(text, {0, text.size()});
  parser().parse(text, document);
  const SentenceStandings standings = factuality().read(document.nodes_of(document.sentences.front()));
  constexpr std::size_t kMeet = 3;
  EXPECT_LT(factuality().factuality(standings, kMeet, Scale::happening), 1);
  EXPECT_GT(factuality().factuality(standings, kMeet, Scale::certainty), 2);
}

constexpr std::string_view kNoSignatures = "lemma\tbehind\tpositive\tnegative\n";

// "They met".
const std::vector<text::Node>& they_met() {
  static const std::vector<text::Node> nodes = {{"PRON", "PRP", "nsubj", "they", 1}, {"VERB", "VBD", "root", "meet", text::Node::kRoot}};
  return nodes;
}

TEST(Factuality, AddsTheWeightsOfItsFeaturesAndKeepsToTheScale) {
  const Result<Factuality> made = Factuality::from_tables(kNoSignatures, std::string(kNoWeights) + "intercept\t0.5\t1\nlemma=meet\t1.25\t9\nlemma=go\t1\t1\n");
  ASSERT_TRUE(made);
  const SentenceStandings standings = made->read(they_met());
  EXPECT_DOUBLE_EQ(made->factuality(standings, 1, Scale::happening), 1.75);
  EXPECT_DOUBLE_EQ(made->factuality(standings, 1, Scale::certainty), 3);
}

TEST(Factuality, WithoutWeightsTheRulesSpeak) {
  const Result<Factuality> made = Factuality::from_tables(kNoSignatures, kNoWeights);
  ASSERT_TRUE(made);
  EXPECT_DOUBLE_EQ(made->factuality(made->read(they_met()), 1), rule_value(made->read(they_met()), 1));
}

TEST(Factuality, WithoutAFileOfWeightsBesideTheModelTheRulesSpeak) {
  const std::filesystem::path nowhere = std::filesystem::temp_directory_path() / "corollary_no_such_folder" / "english.model";
  ASSERT_EQ(setenv("COROLLARY_MODEL", nowhere.c_str(), 1), 0);
  const Result<Factuality> made = Factuality::make();
  unsetenv("COROLLARY_MODEL");
  ASSERT_TRUE(made);
  EXPECT_DOUBLE_EQ(made->factuality(made->read(they_met()), 1), 3);
}

TEST(Factuality, AWeightThatIsNoNumberIsRefusedWithItsLine) {
  const auto made = Factuality::from_tables(kNoSignatures, std::string(kNoWeights) + "lemma=meet\tmuch\t1\n");
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("factuality.tsv:2"), std::string::npos) << made.error().message;
}

TEST(Factuality, AGerundBehindACommaIsNoComplement) {
  EXPECT_EQ(modality("The departure was delayed, leading to protests.", "leading"), "happened");
}

TEST(Factuality, APlannedOrCancelledThingIsNone) {
  EXPECT_EQ(modality("The minister attacked the cancelled deal.", "deal"), "not_happened");
  EXPECT_EQ(modality("The minister attacked the planned visit.", "visit"), "planned");
  EXPECT_EQ(modality("The minister attacked the recent deal.", "deal"), "happened");
  EXPECT_EQ(modality("Fears over an attack grew.", "attack"), "possible");
}

TEST(Signatures, ATableWithAnUnknownPullIsRefusedWithItsLine) {
  const auto table = Signatures::from_table("t.tsv", "lemma\tbehind\tpositive\tnegative\nrefuse\tto\tnever\tsame\n");
  ASSERT_FALSE(table);
  EXPECT_NE(table.error().message.find("t.tsv:2"), std::string::npos) << table.error().message;
}

TEST(Signatures, AWordOfACertainFormGoesFirst) {
  const auto table = *Signatures::from_table("t.tsv", "lemma\tbehind\tpositive\tnegative\nhave/need\tto\topen\tno\nhave@past\tto\tsame\tno\n");
  ASSERT_EQ(table.of("have").size(), 2u);
  EXPECT_EQ(table.of("have").front().form, "past");
  EXPECT_EQ(table.of("need").size(), 1u);
  EXPECT_TRUE(table.of("sign").empty());
}

}  // namespace
}  // namespace corollary::coding
