#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "ranking/day_list.h"
#include "ranking/feature_table.h"
#include "ranking/graph_state.h"

namespace corollary::ranking {

std::uint8_t gap_bin(std::int32_t gap);           ///< Days; below 0 is never.
std::uint8_t count_bin(float count);              ///< By halving, from 0.02 up.
std::uint8_t share_bin(float part, float whole);  ///< By halving, from 1/1024 up; `whole` is above 0.

/// The bins of a question's features. Entities without a row in `pairs` or `origin` have bin 0 in all of those.
struct QuestionFeatures {
  struct Pair {
    std::uint32_t entity = 0;
    const Adjacency::Partner* partner = nullptr;
    std::array<std::uint8_t, kPairFeatures> bins{};
  };
  struct Origin {
    std::uint32_t entity = 0;
    const Adjacency::Partner* partner = nullptr;  ///< What the subject's country did to it.
    std::array<std::uint8_t, kOriginFeatures> bins{};
  };
  struct ListedPair {
    std::uint32_t entity = 0;
    std::array<std::uint8_t, kListPairFeatures> bins{};
  };
  std::vector<Pair> pairs;
  std::vector<Origin> origin;
  std::vector<ListedPair> listed_pairs;  ///< None where no list of the day is known.
  std::vector<std::array<std::uint8_t, kCountryFeatures>> countries;  ///< By country.
  std::vector<std::array<std::uint8_t, kSectorFeatures>> sectors;     ///< By sector.
};

/// Reads a state for the questions of one day. Cost: O(entities) once; then, of a relation, those that it was ever done to.
class FeatureReader {
 public:
  using ObjectBins = std::array<std::uint8_t, kObjectFeatures>;

  /// The state, and the list of the day if it is known, must outlive it and are not to change meanwhile.
  FeatureReader(const GraphState& state, std::int32_t day, const DayList* list = nullptr);

  /// Of all entities, for a relation.
  void read_objects(std::uint32_t relation, std::vector<ObjectBins>& out) const;
  /// Of the entities on the day's list, for a relation; none where no list is known. Cost: O(questions of the list).
  void read_listed(std::uint32_t relation, std::vector<ListedObject>& out) const;
  /// Cost: O(those that the subject and its country had to do with).
  void read(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const;

  [[nodiscard]] const GraphState& state() const { return *state_; }
  [[nodiscard]] std::int32_t day() const { return day_; }
  /// nullptr where the questions of the day are not known.
  [[nodiscard]] const DayList* list() const { return list_; }

 private:
  void read_pairs(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const;
  void read_origin(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const;
  void read_listed_pairs(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const;
  void read_groups(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const;

  const GraphState* state_;
  std::int32_t day_;
  const DayList* list_;
  std::vector<ObjectBins> active_;  // With the bins that do not depend on the relation.
};

}  // namespace corollary::ranking
