#include "coding/confidence.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace corollary::coding {
namespace {

constexpr std::string_view kTable = "feature\tweight\none\t1\nnameless\t-2\nopinion\t0.5\n";

TEST(Confidence, TheWeightsOfWhatHoldsAreSummed) {
  const auto model = ConfidenceModel::from_table("t", kTable).value();
  Grounds grounds;
  grounds.type = EventType::assault;
  EXPECT_DOUBLE_EQ(model.of(grounds).value(), 0.73);  // 1 / (1 + exp(-1)).
  grounds.is_nameless = true;
  EXPECT_DOUBLE_EQ(model.of(grounds).value(), 0.27);
}

TEST(Confidence, ASecondOpinionThatAgreesRaisesIt) {
  const auto model = ConfidenceModel::from_table("t", kTable).value();
  Grounds grounds;
  grounds.type = EventType::assault;
  grounds.opinion = 0.9;
  const Probability agrees = model.of(grounds);
  grounds.opinion = 0.01;
  EXPECT_LT(model.of(grounds), agrees);
}

TEST(Confidence, SpeechHasNoOpinionToAsk) {
  Grounds grounds;
  grounds.rule = RuleKind::speech;
  const auto features = features_of(grounds);
  EXPECT_TRUE(std::ranges::none_of(features, [](const auto& feature) { return feature.first.ends_with("opinion"); }));
}

TEST(Confidence, WeightsAreNumbers) {
  const auto model = ConfidenceModel::from_table("t", "feature\tweight\none\tmuch\n");
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().message, "t:2: the weight 'much' is no number");
}

TEST(Confidence, TheProgramsTableIsSurerOfAgreementThanOfWhatMayBe) {
  const auto model = ConfidenceModel::built_in().value();
  Grounds grounds;
  grounds.type = EventType::accuse;
  grounds.opinion = 0.95;
  EXPECT_GT(model.of(grounds).value(), 0.85);
  grounds.opinion = 0.05;
  grounds.modality = Modality::possible;
  EXPECT_LT(model.of(grounds).value(), 0.65);
}

}  // namespace
}  // namespace corollary::coding
