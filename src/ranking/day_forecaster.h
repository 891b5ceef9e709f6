#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ranking/explanation.h"
#include "ranking/ranker.h"

namespace corollary::ranking {

/// A question's first entities, and what an analyst may ask of each.
struct Forecast {
  struct Entity {
    std::uint32_t entity = 0;
    std::size_t place = 0;           ///< From 1, in the order of the answer.
    std::size_t place_additive = 0;  ///< By the additive model alone; ties by number.
    double share = 0;                ///< By the additive model: e^score among all entities. Trees only reorder.
    Explanation explanation;         ///< Empty unless asked for.
  };
  std::vector<Entity> entities;
};

/// Answers questions of one day by a ranker, as `Ranker::rank` would. What the questions of a day have in common is made once, and what
/// those of a relation have until another relation is asked about: ask in their order. The ranker must outlive it, and not change meanwhile.
class DayForecaster {
 public:
  /// REQUIRES: the ranker was learned without `day_list`. Cost: O(entities).
  DayForecaster(const Ranker& ranker, std::int32_t day);

  /// The `most` (above 0) entities that come first as objects of a directed relation. Cost: O(entities + acts of the subject), and
  /// for explanations O(most · trees · depth).
  Forecast first(std::uint32_t subject, std::uint32_t relation, std::size_t most, bool explained);
  /// One entity as the object, wherever it stands.
  Forecast of(std::uint32_t subject, std::uint32_t relation, std::uint32_t entity, bool explained);

 private:
  void answer(std::uint32_t subject, std::uint32_t relation);
  Forecast::Entity entity_at(std::uint32_t entity, std::size_t place, bool explained);

  const Ranker* ranker_;
  FeatureReader reader_;
  std::optional<RelationScorer> scorer_;  // Of the relation that was asked about last.
  CandidateReader candidate_reader_;
  Answer answer_;
  std::vector<float> shares_;
  double sum_ = 0;  // Of the shares.
};

}  // namespace corollary::ranking
