#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ranking/additive_model.h"

namespace corollary::ranking {

/// What trees know of a candidate beside the bins of `feature_table.h`: where the additive model puts it, and what the subject, the
/// relation and the two together are like.
enum CandidateFeature : std::size_t {
  below_first = kFeatures, log_share, place, of_pair, of_object, spread,
  subject_partners, subject_acts_of_relation, subject_acts, object_partners, object_is_country, object_kind, relation_acts, relation_root,
  last_relation_root, exact_any_gap, exact_same_gap, last_interval, gap_by_interval, weekday,
  kCandidateFeatures
};

/// Where the list of the day is known, behind those: the bins of `ListFeature` and `ListPairFeature`, and what the list asks of the subject and the relation.
enum ListCandidateFeature : std::size_t {
  first_listed = kCandidateFeatures, first_listed_pair = first_listed + kListFeatures,
  subject_listed = first_listed_pair + kListPairFeatures, subject_listed_all, relation_listed,
  kCandidateFeaturesWithList
};

/// The candidates of a question that the additive model puts first, with their features.
struct Candidates {
  std::vector<std::uint32_t> entities;  ///< Best first; ties by number.
  std::vector<float> scores;            ///< The additive model's.
  std::size_t features = 0;             ///< Of each: `kCandidateFeatures`, or `kCandidateFeaturesWithList`.
  std::vector<std::uint8_t> rows;       ///< `features` each.

  [[nodiscard]] std::span<const std::uint8_t> row(std::size_t i) const { return std::span(rows).subspan(i * features, features); }
};

/// The entities with the highest scores, best first, ties by number; all if there are not so many.
/// Cost: one look at most of them, log most for one that comes among the first so far.
void choose_first(std::span<const float> scores, std::size_t most, std::vector<std::uint32_t>& out);

/// Chooses candidates and reads their features; keeps its memory from question to question.
class CandidateReader {
 public:
  explicit CandidateReader(std::size_t most) : most_(most) {}
  /// `features` and `scores` as the scorer gave them for the subject. Cost: O(entities + acts of the subject + most).
  void read(const RelationScorer& scorer, std::uint32_t subject, const QuestionFeatures& features, std::span<const float> scores, Candidates& out);

 private:
  void read_bins(const RelationScorer& scorer, const QuestionFeatures& features, Candidates& out);
  void read_listed(const RelationScorer& scorer, std::uint32_t subject, const QuestionFeatures& features, Candidates& out) const;

  std::size_t most_;
  std::vector<float> shares_;
  std::vector<std::int32_t> place_;  // Of an entity among the candidates; below 0 if it is none.
};

}  // namespace corollary::ranking
