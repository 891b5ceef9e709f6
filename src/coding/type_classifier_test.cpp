#include "coding/type_classifier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/strings.h"

namespace corollary::coding {
namespace {

const std::filesystem::path kModels = std::filesystem::path(COROLLARY_SOURCE_DIR) / "models";

const text::Parser& parser() {
  static const text::Parser loaded = *text::Parser::load(kModels / "english.model");
  return loaded;
}
const CameoTable& cameo() {
  static const CameoTable table = *CameoTable::built_in();
  return table;
}
const TypeFeatures& features() {
  static const TypeFeatures made = *TypeFeatures::make(cameo(), parser());
  return made;
}

// A sentence with its words and tree; the text outlives it.
struct Read {
  explicit Read(std::string_view text) : document(text::analyse(text, {0, text.size()})) {
    parser().parse(text, document);
    words = words_of(text, document, document.sentences.front());
  }
  // The words of a name in it.
  [[nodiscard]] Range at(std::string_view word) const {
    const auto found = std::ranges::find(words, word, &Word::text);
    const auto i = static_cast<std::size_t>(found - words.begin());
    return found == words.end() ? Range{} : Range{i, i + 1};
  }

  text::Document document;
  Words words;
};

std::vector<std::string> feature_names(const Read& read, TypeCandidate candidate) {
  std::vector<std::string> names;
  static_cast<void>(features().of({read.words, read.document.nodes}, candidate, &names));
  return names;
}
bool has(const std::vector<std::string>& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

TypeExample example(std::string_view text, std::string_view actor, std::string_view recipient, EventType type) {
  const Read read(text);
  return {features().of({read.words, read.document.nodes}, {read.at(actor), read.at(recipient)}), 1U << static_cast<unsigned>(type), 1};
}

std::vector<TypeExample> small_set() {
  return {example("Poland praised Norway.", "Poland", "Norway", EventType::support),
          example("Chile thanked Peru for its work.", "Chile", "Peru", EventType::support),
          example("Ghana thanked Togo.", "Ghana", "Togo", EventType::support),
          example("Spain condemned Cuba.", "Spain", "Cuba", EventType::accuse),
          example("Kenya blamed Sudan for the failure.", "Kenya", "Sudan", EventType::accuse),
          example("Egypt blamed Libya.", "Egypt", "Libya", EventType::accuse)};
}
TypeModel small_model() { return TypeModel::learn(small_set(), {}); }

EventType judged(const TypeClassifier& classifier, std::string_view text, std::string_view actor, std::string_view recipient) {
  const Read read(text);
  return classifier.judge(read.words, read.document.nodes, read.at(actor), read.at(recipient)).type;
}

TEST(TypeFeatures, NameThePredicateItsClassAndItsMood) {
  const Read read("Russia will cooperate with Turkey.");
  const auto names = feature_names(read, {read.at("Russia"), read.at("Turkey")});
  EXPECT_TRUE(has(names, "predicate cooperate"));
  EXPECT_TRUE(has(names, "class of predicate cooperate"));
  EXPECT_TRUE(has(names, "mood and class future cooperate"));
  EXPECT_TRUE(has(names, "preposition with"));
  EXPECT_FALSE(has(names, "recipient first"));
}

TEST(TypeFeatures, TellWhoStandsFirstAndWhetherThereIsARecipient) {
  const Read read("Turkey was attacked by Russia.");
  EXPECT_TRUE(has(feature_names(read, {read.at("Russia"), read.at("Turkey")}), "recipient first"));
  const auto alone = feature_names(read, {read.at("Russia"), {}});
  EXPECT_TRUE(has(alone, "no recipient"));
  EXPECT_FALSE(has(alone, "recipient first"));
}

TEST(TypeFeatures, LeaveTheNamesOfTheTwoOut) {
  const Read one("Russia attacked Turkey.");
  const Read other("Kenya attacked Sudan.");
  const auto names = feature_names(one, {one.at("Russia"), one.at("Turkey")});
  EXPECT_EQ(names, feature_names(other, {other.at("Kenya"), other.at("Sudan")}));
}

TEST(TypeFeatures, OfOneWordAreFew) {
  const Read read("Russia");
  EXPECT_TRUE(has(feature_names(read, {read.at("Russia"), {}}), "bias"));
}

TEST(Concepts, HoldWordsInSeveralClassesAndPairs) {
  const auto concepts = *Concepts::from_table("t.tsv", "concept\twords\nask\tcall on|urge\nleave\turge|quit\n");
  EXPECT_EQ(concepts.of("urge").size(), 2U);
  EXPECT_TRUE(concepts.begins_pair("call"));
  EXPECT_EQ(concepts.name(concepts.of("call on").front()), "ask");
  EXPECT_TRUE(concepts.of("call").empty());
  EXPECT_FALSE(Concepts::from_table("t.tsv", "concept\tforms\nask\turge\n").has_value());
}

TEST(TypeModel, LearnsToTellASmallSetApart) {
  const TypeClassifier classifier(features(), small_model());
  EXPECT_EQ(judged(classifier, "Japan thanked Canada.", "Japan", "Canada"), EventType::support);
  EXPECT_EQ(judged(classifier, "Japan blamed Canada.", "Japan", "Canada"), EventType::accuse);
}

TEST(TypeModel, SharesTheProbabilityAmongTypesThatALabelAllows) {
  const std::uint32_t both = 1U << static_cast<unsigned>(EventType::concede) | 1U << static_cast<unsigned>(EventType::retreat);
  const std::vector<TypeFeature> feature = {{7, 1}};
  const std::vector<TypeExample> examples(4, {feature, both, 1});
  const TypeScores shares = softmax(TypeModel::learn(examples, {}).scores(feature));
  const float concede = shares[static_cast<std::size_t>(EventType::concede)];
  EXPECT_FLOAT_EQ(concede, shares[static_cast<std::size_t>(EventType::retreat)]);
  EXPECT_GT(concede, 4 * shares[static_cast<std::size_t>(EventType::assault)]);
}

TEST(TypeModel, IsTheSameForTheSameSeed) {
  EXPECT_EQ(small_model().to_bytes(), small_model().to_bytes());
  TypeModel::Learning other;
  other.seed = 2;
  EXPECT_NE(TypeModel::learn(small_set(), other).to_bytes(), small_model().to_bytes());
}

TEST(TypeModel, LeavesRareFeaturesOut) {
  const std::vector<TypeExample> examples = {{{{1, 1}, {2, 1}}, 1, 1}, {{{1, 1}}, 2, 1}};
  EXPECT_EQ(TypeModel::learn(examples, {}).size(), 1U);
}

TEST(TypeModel, ComesBackFromItsFile) {
  TypeModel model = small_model();
  model.set_temperature(1.5F);
  model.set_sentences({content_hash("Ghana thanked Togo."), content_hash("Egypt blamed Libya.")});
  const auto back = TypeModel::from_bytes("m", model.to_bytes());
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->to_bytes(), model.to_bytes());
  EXPECT_TRUE(back->learned_from("Ghana thanked Togo."));
  EXPECT_FALSE(back->learned_from("Ghana thanked Mali."));
  const auto features_of_one = small_set().front().features;
  for (std::size_t k = 0; k < kTypes; ++k) EXPECT_NEAR(back->scores(features_of_one)[k], model.scores(features_of_one)[k], 0.01F);
}

TEST(TypeModel, RefusesDamage) {
  const std::string bytes = small_model().to_bytes();
  std::string flipped = bytes;
  flipped[bytes.size() / 2] = static_cast<char>(flipped[bytes.size() / 2] ^ 1);
  for (const std::string& damaged : {std::string(), std::string("COROLLARY-TYPES-9\n"), bytes.substr(0, 30), bytes.substr(0, bytes.size() - 1), bytes + "x", flipped}) {
    const auto read = TypeModel::from_bytes("m", damaged);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().kind, ErrorKind::input);
  }
}

TEST(TypeClassifier, ExplainsWithTheFeaturesThatWeighMost) {
  const TypeClassifier classifier(features(), small_model());
  const Read read("Japan thanked Canada.");
  const auto reasons = classifier.explain(read.words, read.document.nodes, read.at("Japan"), read.at("Canada"), EventType::support, 5);
  ASSERT_EQ(reasons.size(), 5U);
  EXPECT_GT(reasons.front().weight, 0);
  for (std::size_t i = 1; i < reasons.size(); ++i) EXPECT_GE(std::abs(reasons[i - 1].weight), std::abs(reasons[i].weight));
}

TEST(TypeClassifier, WithoutItsFileIsNotFound) {
  const auto loaded = TypeClassifier::load("no/such/event_types.model", cameo(), parser());
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().kind, ErrorKind::not_found);
}

TEST(TypeClassifier, OfTheProgramTellsPlainActs) {
  const TypeClassifier classifier = *TypeClassifier::load(kModels / "event_types.model", cameo(), parser());
  EXPECT_EQ(judged(classifier, "Oman accused Qatar of spying.", "Oman", "Qatar"), EventType::accuse);
  EXPECT_EQ(judged(classifier, "Oman sent Qatar medicine and doctors.", "Oman", "Qatar"), EventType::aid);
  EXPECT_EQ(judged(classifier, "Oman rejected a proposal by Qatar.", "Oman", "Qatar"), EventType::reject);
}

}  // namespace
}  // namespace corollary::coding
