#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "ranking/additive_model.h"
#include "ranking/candidates.h"
#include "ranking/day_list.h"
#include "ranking/fact.h"
#include "ranking/graph_state.h"
#include "ranking/listwise_trees.h"
#include "ranking/questions.h"

namespace corollary::ranking {

/// Which scores order the entities.
enum class RankingModel : std::uint8_t {
  additive,  ///< Exact sums of weights.
  full       ///< The additive model's first candidates, put in order anew by trees.
};

struct RankerOptions {
  RankingModel model = RankingModel::full;
  AdditiveOptions additive{};
  TreeOptions trees{};
  std::size_t candidates = 30;        ///< Of each question, that trees order.
  double lists_from = 0.35;           ///< The share of the learning days after which the additive model is ripe to learn an order from.
  std::size_t lists_most = 115'000;   ///< Above it, questions to learn an order from are drawn at random.
  std::uint64_t seed = 1;
  std::size_t threads = 1;
  /// Whether a question is answered with the list of what is asked on its day from its side (`DayList`): for comparison only.
  bool day_list = false;
  /// How many days questions lie behind the last known day, at least and at most. What is learned from is asked of states as old.
  std::int32_t least_lead = 1, most_lead = 1;

  [[nodiscard]] bool far() const { return most_lead > 1; }
  /// How many features trees have of a candidate.
  [[nodiscard]] std::size_t candidate_features() const {
    return far() ? std::size_t{kCandidateFeaturesFar} : day_list ? std::size_t{kCandidateFeaturesWithList} : std::size_t{kCandidateFeatures};
  }
};

/// Where an answer stood among all entities, the other true answers of its question left out.
struct AnswerRank {
  std::uint32_t relation = 0, subject = 0, object = 0;
  double expected = 0;    ///< From 1; of entities with the same score the middle.
  double optimistic = 0;  ///< The first of them.
};

/// How a ranker answers (subject, relation, ?): all entities by the additive model, and the first of them in order anew.
struct Answer {
  QuestionFeatures features;
  std::vector<float> scores;  ///< The additive model's, of each entity.
  Candidates candidates;      ///< None without trees. They stand before all others.
  std::vector<float> full;    ///< Of the candidates: their scores with what the trees add.
};

/// The entities that come first in an answer, best first: candidates by their full scores, then the others by the additive model's; ties
/// by place among the candidates, then by number.
struct Ranked {
  std::uint32_t entity = 0;
  float score = 0;
};
std::vector<Ranked> first_of(const Answer& answer, std::size_t most);

/// Ranks all entities as the object of (subject, relation, ?) on a day, by what happened before it. Learned once; then each day's facts update
/// its state, and cost no learning.
class Ranker {
 public:
  /// Learns in one pass over the facts, which must be sorted by day. Each question is answered by the state before its day and
  /// weights that have not seen its day; no more of the future is ever looked at.
  /// Errors: `input` if there are no facts, they are out of order, or have numbers that the vocabulary lacks; `cancelled`.
  /// The same input and seed give the same bits on any number of threads.
  static Result<Ranker> learn(const Vocabulary& vocabulary, std::span<const Fact> facts, const RankerOptions& options, Progress& progress);

  /// The facts of one day, later than all before: from now on they are known. Cost: some microseconds each.
  void observe(std::span<const Fact> facts) { state_.observe(facts); }
  /// The same, and the additive weights take a step on the day's questions first.
  void observe_and_learn(std::span<const Fact> facts);

  /// Answers the questions of one day's facts, from both sides, each from the state as it stands and by itself, but for what `day_list` lets
  /// it see of the others. In the order of relation, subject, object. Cost: O(entities + acts of the subject) for each.
  [[nodiscard]] std::vector<AnswerRank> rank(std::span<const Fact> facts, std::int32_t day) const;

  /// The entities that come first as objects. `relation` is below 2R. Nothing is on the list of the day. For many questions of a day see
  /// `DayForecaster`.
  [[nodiscard]] std::vector<Ranked> first(std::uint32_t subject, std::uint32_t relation, std::int32_t day, std::size_t most) const;

  /// One question, answered. The reader of candidates is one of `candidate_reader()`, used again to save its memory.
  void answer(const RelationScorer& scorer, std::uint32_t subject, CandidateReader& reader, Answer& out) const;
  [[nodiscard]] CandidateReader candidate_reader() const { return {options_.candidates, options_.far()}; }

  [[nodiscard]] const GraphState& state() const { return state_; }
  [[nodiscard]] const AdditiveModel& additive() const { return additive_; }
  [[nodiscard]] const ListwiseTrees& trees() const { return trees_; }
  [[nodiscard]] const RankerOptions& options() const { return options_; }

  /// In a model file, without the vocabulary; the number of threads is no part of it.
  void write(ModelWriter& out) const;
  static Ranker read(ModelReader& in, const Vocabulary& vocabulary);

 private:
  Ranker(const RankerOptions& options, GraphState state)
      : options_(options), state_(std::move(state)), additive_(state_.directed_relations(), options.day_list) {}
  /// The list of a day's questions, where it may be seen at all.
  [[nodiscard]] std::optional<DayList> list_of(std::span<const Fact> facts) const;
  /// Takes a step on a day's questions, and draws lists of candidates from them.
  void learn_questions(std::span<const Fact> facts, double share_of_lists, CandidateLists& lists);
  [[nodiscard]] std::vector<AnswerRank> rank_relation(const RelationQuestions& questions, const FeatureReader& reader) const;

  RankerOptions options_;
  GraphState state_;
  AdditiveModel additive_;
  ListwiseTrees trees_;
};

}  // namespace corollary::ranking
