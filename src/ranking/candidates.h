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

/// Where questions lie further ahead than a day, behind those (the list's are 0 unless it is known): how far ahead, and counts and shares as they
/// stood on the last known day, since when the bins have faded. Three numbers of each: with half-lives of 20 and of 120 days, and of ever.
enum FarCount : std::size_t { far_same, far_any, far_root, far_back, far_object, far_active, far_subject_relation, far_subject, kFarCounts };
enum FarShare : std::size_t {
  same_of_subject, any_of_subject, same_of_object, any_of_object, object_of_relation, same_of_country,
  kFarShares
};
enum FarCandidateFeature : std::size_t {
  days_ahead = kCandidateFeaturesWithList, first_far_count, first_far_share = first_far_count + 3 * kFarCounts,
  kCandidateFeaturesFar = first_far_share + 3 * kFarShares
};

/// The candidates of a question that the additive model puts first, with their features.
struct Candidates {
  std::vector<std::uint32_t> entities;  ///< Best first; ties by number.
  std::vector<float> scores;            ///< The additive model's.
  std::size_t features = 0;             ///< Of each: `kCandidateFeatures`, `kCandidateFeaturesWithList` or `kCandidateFeaturesFar`.
  std::vector<std::uint8_t> rows;       ///< `features` each.

  [[nodiscard]] std::span<const std::uint8_t> row(std::size_t i) const { return std::span(rows).subspan(i * features, features); }
};

/// The entities with the highest scores, best first, ties by number; all if there are not so many.
/// Cost: one look at most of them, log most for one that comes among the first so far.
void choose_first(std::span<const float> scores, std::size_t most, std::vector<std::uint32_t>& out);

/// Chooses candidates and reads their features; keeps its memory from question to question.
class CandidateReader {
 public:
  /// `far`: with the features of questions that lie further ahead than a day.
  CandidateReader(std::size_t most, bool far) : most_(most), far_(far) {}
  /// `features` and `scores` as the scorer gave them for the subject. Cost: O(entities + acts of the subject + most).
  void read(const RelationScorer& scorer, std::uint32_t subject, const QuestionFeatures& features, std::span<const float> scores, Candidates& out);

 private:
  void read_bins(const RelationScorer& scorer, const QuestionFeatures& features, Candidates& out);
  void read_listed(const RelationScorer& scorer, std::uint32_t subject, const QuestionFeatures& features, Candidates& out) const;

  std::size_t most_;
  bool far_;
  std::vector<float> shares_;
  std::vector<std::int32_t> place_;  // Of an entity among the candidates; below 0 if it is none.
};

}  // namespace corollary::ranking
