#include "coding/factuality.h"

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
