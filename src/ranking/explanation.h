#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ranking/ranker.h"

namespace corollary::ranking {

/// What a feature's bin adds to a score. `feature` counts through `kFeatureInfos`, and of trees through `CandidateFeature` and, far ahead, `FarCandidateFeature`.
struct FeatureTerm {
  std::size_t feature = 0;
  std::uint8_t bin = 0;
  double weight = 0;
};
/// What an earlier act adds that the subject (or its country) had with the candidate: this relation follows that one.
struct RuleTerm {
  RuleSource source = by_subject;
  std::uint32_t earlier = 0;  ///< Directed.
  std::int32_t days_ago = 0;  ///< When it last happened.
  double weight = 0;
};

/// What a candidate's score is made of. Terms that are 0 are left out; those that weigh most come first.
struct Explanation {
  std::vector<FeatureTerm> features;
  std::vector<RuleTerm> rules;
  double additive = 0;  ///< The sum of both: the additive model's score, which the floats of `Answer` have to seven digits.

  bool by_trees = false;         ///< It is among the candidates that trees put in order.
  double trees_mean = 0;         ///< What trees add to a candidate on average,
  std::vector<FeatureTerm> trees;  ///< and what the candidate's features change in that: see `ListwiseTrees::attribute`.
  double trees_sum = 0;          ///< The mean and the terms.
};

/// Of an entity as the answer to a subject's question. `answer` is what the ranker made with `scorer`.
/// REQUIRES: the ranker was learned without `day_list`.
Explanation explain(const Ranker& ranker, const RelationScorer& scorer, const Answer& answer, std::uint32_t entity);

/// "acts of this relation on it, half-life 20 days: 0.4 to 0.8".
std::string in_words(const FeatureTerm& term);
/// "Make a visit → Consult, 3 days ago"; "… (received)" if it was done to the subject, "by the subject's country: …".
std::string in_words(const RuleTerm& term, std::uint32_t relation, const Vocabulary& vocabulary);
/// A directed relation's name.
std::string relation_name(std::uint32_t relation, const Vocabulary& vocabulary);

}  // namespace corollary::ranking
