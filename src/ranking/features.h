#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

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
  std::vector<Pair> pairs;
  std::vector<Origin> origin;
  std::vector<std::array<std::uint8_t, kCountryFeatures>> countries;  ///< By country.
  std::vector<std::array<std::uint8_t, kSectorFeatures>> sectors;     ///< By sector.
};

/// Reads a state for the questions of one day. Cost: O(entities) once; then, of a relation, those that it was ever done to.
class FeatureReader {
 public:
  using ObjectBins = std::array<std::uint8_t, kObjectFeatures>;

  /// The state must outlive it, and is not to change meanwhile.
  FeatureReader(const GraphState& state, std::int32_t day);

  /// Of all entities, for a relation.
  void read_objects(std::uint32_t relation, std::vector<ObjectBins>& out) const;
  /// Cost: O(those that the subject and its country had to do with).
  void read(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const;

  [[nodiscard]] const GraphState& state() const { return *state_; }
  [[nodiscard]] std::int32_t day() const { return day_; }

 private:
  void read_pairs(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const;
  void read_origin(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const;
  void read_groups(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const;

  const GraphState* state_;
  std::int32_t day_;
  std::vector<ObjectBins> active_;  // With the bins that do not depend on the relation.
};

}  // namespace corollary::ranking
