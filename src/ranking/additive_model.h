#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "ranking/features.h"

namespace corollary::ranking {

struct AdditiveOptions {
  float rate = 0.05F;         ///< Of AdaGrad's steps.
  float shrink_own = 0.2F;    ///< Of a relation's own weights towards the shared ones, for each question.
  float shrink_rules = 0.05F;///< Of a rule's weight towards 0.
};

/// Whose earlier acts with a candidate a rule is about: the subject's, or its country's.
enum RuleSource : std::size_t { by_subject, by_country, kRuleSources };

/// Scores candidates by a sum of weights: one for each feature's bin, shared by all relations of a side and one of the relation's own, and
/// for each earlier act between the two a rule's weight (this relation follows that one) times how recent it is. The probability of a
/// candidate is the share of e^score among all entities. Every sum is exact: what it is made of can be shown.
class AdditiveModel {
 public:
  /// `day_list`: with rules for what is asked of a candidate on the same day.
  explicit AdditiveModel(std::size_t directed_relations, bool day_list = false);

  /// How recent an earlier act is, on each half-life.
  using Recency = std::array<float, kHalfLives.size()>;
  static Recency recency(const DecayedCount& count, std::int32_t day);

  /// The weights of a relation's questions: of each bin, and of each earlier relation's recencies.
  struct OfRelation {
    std::array<float, kBins> bins{};
    std::array<std::vector<Recency>, kRuleSources> rules;
    std::vector<float> list_rules;  ///< Of each relation that is asked of a candidate; empty without a list of the day.
  };
  [[nodiscard]] OfRelation of(std::uint32_t relation) const;

  /// A gradient of the loss by those weights, of so many questions.
  struct Gradient {
    std::array<double, kBins> bins{};
    std::array<std::vector<Recency>, kRuleSources> rules;
    std::vector<double> list_rules;
    std::size_t questions = 0;
  };
  void step(std::uint32_t relation, const Gradient& gradient, const AdditiveOptions& options);

  /// In a model file, with AdaGrad's sums: learning may go on.
  void write(ModelWriter& out) const;
  static AdditiveModel read(ModelReader& in, std::size_t directed_relations);

 private:
  struct Weight {
    float value = 0, squares = 1e-3F;  // AdaGrad's sum of squared gradients.
    bool operator==(const Weight&) const = default;
  };
  using Bins = std::array<Weight, kBins>;
  void step_list_rules(std::uint32_t relation, const Gradient& gradient, const AdditiveOptions& options);
  [[nodiscard]] std::size_t side(std::uint32_t relation) const { return relation < own_.size() / 2 ? 0 : 1; }

  std::array<Bins, 2> shared_{};  // By side.
  std::vector<Bins> own_;         // By relation.
  using Rule = std::array<Weight, kHalfLives.size()>;
  std::array<std::vector<Rule>, kRuleSources> rules_;  // By relation, then earlier relation.
  std::vector<Weight> list_rules_;                     // By relation, then asked relation.
};

/// The questions of one relation on one day, by a model. The reader and the model must outlive it. Cost of making it: O(entities).
class RelationScorer {
 public:
  RelationScorer(const AdditiveModel& model, const FeatureReader& reader, std::uint32_t relation);

  /// Scores all entities as objects for a subject. Cost: O(entities + acts of the subject), some nanoseconds each.
  void score(std::uint32_t subject, QuestionFeatures& features, std::vector<float>& scores) const;

  [[nodiscard]] std::uint32_t relation() const { return relation_; }
  [[nodiscard]] const FeatureReader& reader() const { return *reader_; }
  [[nodiscard]] const AdditiveModel::OfRelation& weights() const { return weights_; }
  [[nodiscard]] std::span<const FeatureReader::ObjectBins> objects() const { return objects_; }
  /// Of the entities on the day's list; none where no list is known.
  [[nodiscard]] std::span<const ListedObject> listed() const { return listed_; }
  /// What any subject's questions have in common.
  [[nodiscard]] std::span<const float> base() const { return base_; }

 private:
  const FeatureReader* reader_;
  std::uint32_t relation_;
  AdditiveModel::OfRelation weights_;
  std::vector<FeatureReader::ObjectBins> objects_;
  std::vector<ListedObject> listed_;
  std::vector<float> base_;
};

/// Gathers the gradient of a relation's questions of one day.
class RelationLearner {
 public:
  explicit RelationLearner(const RelationScorer& scorer);

  /// A subject's question with its true objects, sorted. `scores` and `features` are what the scorer gave; `scores` is lost. Returns the sum of
  /// -ln P of each true object, the others left out.
  double learn(const QuestionFeatures& features, std::span<const std::uint32_t> truths, std::vector<float>& scores);
  /// Of all that was learned.
  [[nodiscard]] AdditiveModel::Gradient finish() &&;

 private:
  void add_groups(const QuestionFeatures& features, std::span<const float> slopes);

  const RelationScorer* scorer_;
  AdditiveModel::Gradient gradient_;
  std::vector<double> object_slopes_;  // Of each entity, over all questions.
  std::vector<float> slopes_;
};

}  // namespace corollary::ranking
